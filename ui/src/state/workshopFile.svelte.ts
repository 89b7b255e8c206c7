/** The file of the workshop: starting, opening, creating, closing, and leaving the window when all is on disk. */
import type { CommandOf, Host } from "../backend/host";
import type { Opened } from "../wire/Opened";
import type { StartPage } from "../wire/StartPage";
import type { ThemeName } from "../wire/ThemeName";
import type { Capture } from "./capture.svelte";
import type { Drafts } from "./drafts";
import type { Messages } from "./messages.svelte";
import type { Requests } from "./requests.svelte";
import type { Selection } from "./selection.svelte";
import type { Snapshots } from "./snapshots.svelte";
import { SCREENS, THEMES, type Screen, type ViewState } from "./view.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** What opening and closing a workshop resets. */
export interface WorkshopFileParts {
  requests: Requests;
  snapshots: Snapshots;
  workshop: WorkshopState;
  view: ViewState;
  selection: Selection;
  drafts: Drafts;
  capture: Capture;
  messages: Messages;
}

export class WorkshopFile {
  /** A workshop is open. */
  isOpen = $state(false);
  startPage = $state.raw<StartPage | null>(null);
  /** Closing has failed once; the next time it is meant. */
  #leaving = false;
  readonly #host: Host;
  readonly #parts: WorkshopFileParts;

  constructor(host: Host, parts: WorkshopFileParts) {
    this.#host = host;
    this.#parts = parts;
  }

  /** Shows what the app was started with; `openPath` opens a file of any kind. */
  async begin(openPath: (path: string) => Promise<void>): Promise<void> {
    const { view } = this.#parts;
    const launched = await this.#host.launchOptions();
    if (launched.theme && (THEMES as string[]).includes(launched.theme)) {
      view.theme = launched.theme as ThemeName;
    }
    if (launched.file) {
      await openPath(launched.file);
      if (!this.isOpen) await this.showStart();
    } else if (launched.sample || launched.blank) await this.create(null, launched.sample);
    else await this.showStart();
    const screen = (SCREENS as readonly string[]).includes(launched.screen ?? "") ? launched.screen : null;
    if (screen && this.isOpen) view.screen = screen as Screen;
  }

  async showStart(): Promise<void> {
    const page = await this.#parts.requests.run({ call: "start" });
    if (page) this.startPage = page;
    this.#parts.view.screen = "start";
    void this.#host.window.setTitle("Twinlane");
  }

  async open(path: string, snapshot = false): Promise<boolean> {
    return this.#opened(await this.#parts.requests.run({ call: "open", path, snapshot }, path));
  }

  async create(template: string | null, sample = false, path: string | null = null): Promise<boolean> {
    const command: CommandOf<"create"> = { call: "create", sample };
    if (template) command.template = template;
    if (path) command.path = path;
    return this.#opened(await this.#parts.requests.run(command, path));
  }

  /** Closes the workshop and goes to the start screen; waits until everything is on disk. */
  async close(): Promise<void> {
    if (this.isOpen) {
      if (!(await this.leave())) return;
      this.#closed();
    }
    await this.showStart();
  }

  /** Makes room for another workshop: what is open is closed at the desk. Says whether that was possible. */
  async leave(): Promise<boolean> {
    if (!this.isOpen) return true;
    await this.#parts.drafts.flush();
    return (await this.#parts.requests.run({ call: "close" })) !== null;
  }

  /** Closes the window when everything is on disk; a fault is said and the window stays. */
  async quit(): Promise<void> {
    const { drafts, messages, requests } = this.#parts;
    await drafts.flush();
    if (this.isOpen && !this.#leaving && !(await requests.run({ call: "close" }))) {
      // Nobody is locked in by a broken disk: asked a second time, the window goes without it.
      this.#leaving = true;
      messages.say("Not everything is on disk.", "Save a copy; closing once more leaves without it.");
      return;
    }
    await this.#host.window.destroy();
  }

  /** Another window closed the workshop. */
  closedElsewhere(): void {
    if (!this.isOpen) return;
    this.#closed();
    void this.showStart();
  }

  async #opened(opened: Opened | null): Promise<boolean> {
    const { requests, snapshots, workshop, view, selection, drafts, capture, messages } = this.#parts;
    const snapshot = opened && (await requests.run({ call: "snapshot" }));
    if (!snapshot) return false;
    selection.clear();
    drafts.begin(snapshot.drafts);
    const whole = snapshots.load(snapshot);
    this.isOpen = true;
    view.screen = "map";
    for (const notice of snapshot.notices) messages.say(notice.text);
    await whole;
    capture.restore(snapshot.drafts, snapshot.captured);
    void this.#host.window.setTitle(`${workshop.title} – Twinlane`);
    return true;
  }

  #closed(): void {
    const { selection, capture, view } = this.#parts;
    this.isOpen = false;
    selection.clear();
    capture.stop();
    view.presenting = false;
  }
}
