/**
 * A host for tests: it answers commands as it is told to, remembers what was asked, and says what the test lets it
 * say. It knows nothing of workshops; `fakeDesk.ts` does.
 */
import type { AboutProgram, CommandOf, FileKind, Host, LaunchOptions, ReplyTo } from "../backend/host";
import type { Command } from "../wire/Command";
import type { Event as DeskEvent } from "../wire/Event";
import type { Fault } from "../wire/Fault";
import type { FaultCode } from "../wire/FaultCode";
import type { Replies } from "../wire/Replies";

type Answer = (command: never) => unknown;

/** A reply that the test gives when it wants to. */
export interface Held<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (fault: Fault) => void;
}

export function held<T>(): Held<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (fault: Fault) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

export function fault(code: FaultCode, detail = ""): Fault {
  return { code, detail };
}

export class FakeHost implements Host {
  /** Every command, in the order in which they came. */
  readonly calls: Command[] = [];
  /** Titles of the dialogs that were shown. */
  readonly asked: { title: string; proposal: string | null; kinds: FileKind[] }[] = [];
  /** What the person chooses in the dialogs to come; `null`, or nothing, cancels. */
  readonly choices: (string | null)[] = [];
  launched: LaunchOptions = { file: null, sample: false, blank: false, screen: null, theme: null };
  program: AboutProgram = { version: "1.2.3", licence: "MIT", copyright: null, logs: null, notices: null };
  /** Files that the file manager was asked to show; with a fault set it refuses. */
  readonly shown: string[] = [];
  showFault: Fault | null = null;
  title = "";
  fullscreen = false;
  zoom = 1;
  destroyed = false;
  /** What the window was given to hear. */
  drop: (paths: string[]) => void = () => undefined;
  dragOver: (inside: boolean) => void = () => undefined;
  requestClose: () => void = () => undefined;
  openFile: (path: string) => void = () => undefined;
  readonly #answers = new Map<string, Answer>();
  readonly #hearers = new Set<(event: DeskEvent) => void>();

  /** Says how commands of one kind are answered from now on; an answer may throw a fault, or be a promise. */
  on<C extends Command["call"]>(
    call: C,
    answer: (command: CommandOf<C>) => Replies[C] | Promise<Replies[C]>,
  ): this {
    this.#answers.set(call, answer as Answer);
    return this;
  }

  /** Refuses commands of one kind. */
  refuse(call: Command["call"], code: FaultCode, detail = ""): this {
    return this.on(call, () => {
      throw fault(code, detail);
    });
  }

  /** Says something without being asked. */
  emit(event: DeskEvent): void {
    for (const hear of this.#hearers) hear(event);
  }

  /** Commands of one kind that came. */
  sent<C extends Command["call"]>(call: C): CommandOf<C>[] {
    return this.calls.filter((command): command is CommandOf<C> => command.call === call);
  }

  async call<C extends Command>(command: C): Promise<ReplyTo<C>> {
    this.calls.push(command);
    const answer = this.#answers.get(command.call);
    if (!answer) throw fault("internal", `the test does not answer ${command.call}`);
    return (await answer(command as never)) as ReplyTo<C>;
  }

  async onEvent(heard: (event: DeskEvent) => void): Promise<() => void> {
    this.#hearers.add(heard);
    return () => this.#hearers.delete(heard);
  }

  launchOptions = async (): Promise<LaunchOptions> => this.launched;
  about = async (): Promise<AboutProgram> => this.program;

  async onOpenFile(opened: (path: string) => void): Promise<() => void> {
    this.openFile = opened;
    return () => undefined;
  }

  readonly dialogs = {
    askOpen: async (title: string, kinds: FileKind[]) => {
      this.asked.push({ title, proposal: null, kinds });
      return this.choices.shift() ?? null;
    },
    askSave: async (title: string, proposal: string, kinds: FileKind[]) => {
      this.asked.push({ title, proposal, kinds });
      return this.choices.shift() ?? null;
    },
    showInFolder: async (path: string) => {
      if (this.showFault) throw this.showFault;
      this.shown.push(path);
    },
  };

  readonly window = {
    onDrop: async (dropped: (paths: string[]) => void, over: (inside: boolean) => void) => {
      this.drop = dropped;
      this.dragOver = over;
      return () => undefined;
    },
    onCloseRequested: async (requested: () => void) => {
      this.requestClose = requested;
      return () => undefined;
    },
    destroy: async () => void (this.destroyed = true),
    setTitle: async (title: string) => void (this.title = title),
    setFullscreen: async (on: boolean) => void (this.fullscreen = on),
    setZoom: async (factor: number) => void (this.zoom = factor),
  };
}
