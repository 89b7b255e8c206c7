/**
 * One window's session: the open workshop, the queue of commands, what is selected and what is said. Every
 * way to alter the workshop goes through `run`, in order; the window never waits for an answer.
 */
import type { Host } from "../backend/host";
import { asFault } from "./faults";
import type { Change } from "../wire/Change";
import type { Command } from "../wire/Command";
import type { Event as DeskEvent } from "../wire/Event";
import type { GapState } from "../wire/GapState";
import type { Reasons } from "../wire/Reasons";
import type { Reply } from "../wire/Reply";
import type { RowKey } from "../wire/RowKey";
import type { Snapshot } from "../wire/Snapshot";
import type { StartPage } from "../wire/StartPage";
import type { ThemeName } from "../wire/ThemeName";
import type { Trial } from "../wire/Trial";
import type { ViewOptions } from "../wire/ViewOptions";
import type { WorkState } from "../wire/WorkState";
import { Capture } from "./capture.svelte";
import { Drafts } from "./drafts";
import { Edits } from "./edits";
import { Improve } from "./improve.svelte";
import { Messages } from "./messages.svelte";
import { CommandQueue } from "./queue";
import { Selection, type Subject } from "./selection.svelte";
import { THEMES, ViewState, type Screen, SCREENS } from "./view.svelte";
import { WorkshopState } from "./workshop.svelte";

/** A wish to bring something into sight; a new object each time, so that asking twice works. */
export interface Reveal {
  subject: Subject;
  /** Give it the keyboard too. */
  focus: boolean;
}

/** Commands of which only the last one asked for is worked out, or whose screen says itself that there is no answer. */
const QUIET: Command["call"][] = ["preview", "flow", "compare", "try_out", "read_records", "records"];

export class Session {
  readonly view = new ViewState();
  readonly messages = new Messages();
  readonly selection = new Selection();
  readonly workshop = new WorkshopState();
  readonly drafts: Drafts;
  readonly capture: Capture = new Capture(this);
  readonly edits: Edits = new Edits(this);
  readonly improve: Improve = new Improve(this);
  /** A workshop is open. */
  open = $state(false);
  start = $state.raw<StartPage | null>(null);
  reveal = $state.raw<Reveal | null>(null);
  /** The row of the numbers to go to; a new object each time. */
  line = $state.raw<{ id: string } | null>(null);
  /** Fingerprint of the finding in hand. */
  finding = $state<string | null>(null);
  /** Gives the map the keyboard; set while it is shown. */
  focusMap: () => void = () => undefined;
  /** Keys that a field does not use and the window may; set by the window. */
  windowKey: ((event: KeyboardEvent) => void) | null = null;
  /** Commands under way or waiting. */
  waiting = $state(0);
  /** Long work under way. */
  works = $state.raw<WorkState[]>([]);
  readonly #queue = new CommandQueue((waiting) => (this.waiting = waiting));
  #fetching = false;
  #drawing = false;
  /** Columns one looks at. */
  #looked: number[] = [];
  /** Closing has failed once; the next time it is meant. */
  #leaving = false;
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
    this.drafts = new Drafts((key, text) => host.call({ call: "draft", key, text }));
  }

  /** Starts hearing the desk and shows what the app was started with. */
  async begin(openPath: (path: string) => Promise<void>): Promise<void> {
    await this.#host.onEvent((event) => this.#hear(event));
    await this.#host.window.onCloseRequested(() => void this.quit());
    const launched = await this.#host.launchOptions();
    if (launched.theme && (THEMES as string[]).includes(launched.theme)) {
      this.view.theme = launched.theme as ThemeName;
    }
    if (launched.file) {
      await openPath(launched.file);
      if (!this.open) await this.showStart();
    } else if (launched.sample || launched.blank) await this.create(null, launched.sample);
    else await this.showStart();
    const screen = (SCREENS as readonly string[]).includes(launched.screen ?? "") ? launched.screen : null;
    if (screen && this.open) this.view.screen = screen as Screen;
  }

  /** Runs a command in its turn; `null` when it was refused, which has then been said. */
  async run(command: Command | (() => Command), path: string | null = null): Promise<Reply | null> {
    try {
      return await this.#queue.run(() =>
        this.#host.call(typeof command === "function" ? command() : command),
      );
    } catch (thrown) {
      this.messages.fail(asFault(thrown), path);
      return null;
    }
  }

  /**
   * Runs a command that takes long. It begins in its turn, and what is done meanwhile does not wait for it;
   * `null` when it was refused or cancelled, which has then been said.
   */
  async work(command: Command, path: string | null = null): Promise<Reply | null> {
    try {
      const begun = await this.#queue.run(() => Promise.resolve({ reply: this.#host.call(command) }));
      return await begun.reply;
    } catch (thrown) {
      const fault = asFault(thrown);
      if (fault.code !== "cancelled" || !QUIET.includes(command.call)) this.messages.fail(fault, path);
      return null;
    }
  }

  /** Cancels long work, unless it is too late; whoever waits for it is told. */
  async cancelWork(work: number): Promise<void> {
    await this.#host.call({ call: "cancel", work }).catch((thrown) => this.messages.fail(asFault(thrown)));
  }

  /** Asks without waiting for edits; for what alters nothing. Throws a fault. */
  ask(command: Command): Promise<Reply> {
    return this.#host.call(command);
  }

  /** Applies a change; `true` when it was taken and this window shows it. */
  async change(change: Change): Promise<boolean> {
    const reply = await this.run({ call: "change", change });
    if (reply?.reply !== "done") return false;
    await this.workshop.reached(reply.value.rev);
    const [first, ...more] = reply.value.conflicts;
    if (first) this.messages.say(reply.value.label, [first, ...more].join(" "));
    return true;
  }

  /** Keeps on a scenario what was tried out; `true` when it was taken and this window shows it. */
  async keep(trial: Trial): Promise<boolean> {
    const reply = await this.run({ call: "keep", trial });
    if (reply?.reply !== "done") return false;
    await this.workshop.reached(reply.value.rev);
    return true;
  }

  set(of: RowKey, values: Record<string, unknown>): Promise<boolean> {
    return this.change({ do: "set", of, values });
  }

  async judge(fingerprint: string, state: GapState, reason = ""): Promise<void> {
    await this.run({ call: "judge", fingerprint, state, reason });
  }

  /** What a finding says beyond its title; `null` when it is no longer there. */
  async explain(fingerprint: string): Promise<Reasons | null> {
    const reply = await this.#host.call({ call: "explain", fingerprint }).catch(() => null);
    return reply?.reply === "reasons" ? reply.value : null;
  }

  async undo(): Promise<void> {
    await this.#step("undo");
  }

  async redo(): Promise<void> {
    await this.#step("redo");
  }

  async showStart(): Promise<void> {
    const reply = await this.run({ call: "start" });
    if (reply?.reply === "start") this.start = reply.value;
    this.view.screen = "start";
    void this.#host.window.setTitle("Twinlane");
  }

  async openFile(path: string, snapshot = false): Promise<boolean> {
    return this.#opened(await this.run({ call: "open", path, snapshot }, path));
  }

  async create(template: string | null, sample = false, path: string | null = null): Promise<boolean> {
    const command: Command = { call: "create", sample };
    if (template) command.template = template;
    if (path) command.path = path;
    return this.#opened(await this.run(command, path));
  }

  /** Closes the workshop and goes to the start screen; waits until everything is on disk. */
  async close(): Promise<void> {
    if (this.open) {
      await this.drafts.flush();
      if (!(await this.run({ call: "close" }))) return;
      this.#closed();
    }
    await this.showStart();
  }

  /** Closes the window when everything is on disk; a fault is said and the window stays. */
  async quit(): Promise<void> {
    await this.drafts.flush();
    if (this.open && !this.#leaving && !(await this.run({ call: "close" }))) {
      // Nobody is locked in by a broken disk: asked a second time, the window goes without it.
      this.#leaving = true;
      this.messages.say("Not everything is on disk.", "Save a copy; closing once more leaves without it.");
      return;
    }
    await this.#host.window.destroy();
  }

  /** Shows another map, or the same one in another way. */
  async show(options: Partial<ViewOptions>): Promise<void> {
    const command: Command = {
      call: "view",
      options: {
        unfold: options.unfold ?? [],
        presenting: options.presenting ?? this.view.presenting,
        compared: options.compared ?? this.view.compared,
        recorded: options.recorded ?? this.view.recorded,
      },
    };
    const map = options.map ?? this.workshop.mapId;
    if (map) command.options.map = map;
    const reply = await this.run(command);
    if (reply?.reply !== "snapshot") return;
    const other = reply.value.view.map !== this.workshop.mapId;
    this.view.compared = command.options.compared;
    this.view.recorded = command.options.recorded;
    await this.#load(reply.value);
    if (other) this.selection.clear();
  }

  /** Goes to a row: its map, its place, selected. */
  async goTo(subject: Subject): Promise<void> {
    const known = this.#ownMap(subject);
    if (known && known !== this.workshop.mapId) await this.show({ map: known });
    this.view.screen = "map";
    this.selection.only(subject);
    this.reveal = { subject, focus: true };
  }

  #ownMap(subject: Subject): string | null {
    const { steps, links, stages, lanes, outcomes, pools } = this.workshop;
    const table = { step: steps, link: links, stage: stages, lane: lanes, outcome: outcomes, pool: pools };
    return table[subject.kind].get(subject.id)?.map ?? null;
  }

  async #step(which: "undo" | "redo"): Promise<void> {
    const reply = await this.run({ call: which });
    if (reply?.reply !== "undone") return;
    await this.workshop.reached(reply.value.rev);
    this.messages.say(
      `${which === "undo" ? "Undone" : "Done again"}: ${reply.value.label}`,
      "",
      null,
      "undo",
    );
    const at = reply.value.at;
    if (!at) return;
    if (
      at === "charter" ||
      (typeof at === "object" && ("participant" in at || "agenda" in at || "note" in at || "tool" in at))
    ) {
      this.view.screen = "charter";
      return;
    }
    if (typeof at === "object" && "log" in at) {
      this.view.screen = "measure";
      return;
    }
    if (at === "settings") {
      this.view.screen = "settings";
      return;
    }
    if (this.view.screen === "improve") {
      // What is undone shows in the results; a scenario that comes back is looked at.
      if (typeof at === "object" && "map" in at && this.workshop.maps.has(at.map))
        await this.show({ map: at.map });
      return;
    }
    if (this.view.screen === "measure" && typeof at === "object") {
      // Its numbers are there too, and one stays where one writes.
      this.line = { id: Object.values(at)[0] as string };
      return;
    }
    if (typeof at === "string" || !("step" in at || "link" in at || "stage" in at || "lane" in at)) return;
    const [kind, id] = Object.entries(at)[0] as [Subject["kind"], string];
    if (this.#ownMap({ kind, id })) await this.goTo({ kind, id });
  }

  async #opened(reply: Reply | null): Promise<boolean> {
    if (reply?.reply !== "opened") return false;
    const state = await this.run({ call: "snapshot" });
    if (state?.reply !== "snapshot") return false;
    this.selection.clear();
    this.drafts.begin(state.value.drafts);
    const whole = this.#load(state.value);
    this.open = true;
    this.view.screen = "map";
    for (const notice of state.value.notices) this.messages.say(notice.text);
    await whole;
    this.capture.restore(state.value.drafts, state.value.taken);
    void this.#host.window.setTitle(`${this.workshop.title} – Twinlane`);
    return true;
  }

  #closed(): void {
    this.open = false;
    this.selection.clear();
    this.capture.stop();
    this.view.presenting = false;
  }

  #hear(event: DeskEvent): void {
    if (event.event === "patch") {
      if (this.open && !this.workshop.take(event.value)) void this.#refetch();
    } else if (event.event === "disk") this.workshop.disk = event.value;
    else if (event.event === "work") this.works = event.value;
    else if (this.open) {
      this.#closed();
      void this.showStart();
    }
  }

  /** Asks for what some columns of a large map show, unless it is here. */
  async draw(columns: number[]): Promise<void> {
    const { scene } = this.workshop;
    this.#looked = columns;
    if (this.#drawing) return;
    this.#drawing = true;
    for (let missing = scene.missing(columns); missing.length > 0; missing = scene.missing(this.#looked)) {
      const reply = await this.#host.call({ call: "draw", columns: missing }).catch(() => null);
      if (reply?.reply !== "drawing") break;
      // An older drawing must not hide what a patch has brought since.
      if (reply.value.rev >= this.workshop.rev) scene.draw(reply.value);
    }
    this.#drawing = false;
  }

  /** Takes a snapshot, and the parts it left out. */
  async #load(snapshot: Snapshot): Promise<void> {
    const fits = await this.workshop.load(snapshot, async (of) => {
      const reply = await this.#host.call({ call: "more", of }).catch(() => null);
      return reply?.reply === "more" ? reply.value : null;
    });
    // Later, since this may be what a fetching waits for.
    if (!fits) setTimeout(() => void this.#refetch());
  }

  async #refetch(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const reply = await this.#host.call({ call: "snapshot" });
      if (reply.reply === "snapshot" && reply.value.rev >= this.workshop.rev) await this.#load(reply.value);
    } catch (thrown) {
      this.messages.fail(asFault(thrown));
    } finally {
      this.#fetching = false;
    }
  }
}
