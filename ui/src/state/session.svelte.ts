/**
 * One window's session: what it knows of the workshop and what it can ask of the desk, each concern in a part of its
 * own. The parts are made and joined here, and here the desk's events are handed on; nothing else happens here.
 */
import type { Host } from "../backend/host";
import type { Event as DeskEvent } from "../wire/Event";
import { Capture } from "./capture.svelte";
import { Changes } from "./changes";
import { Drafts } from "./drafts";
import { Edits } from "./edits";
import { GapDecisions } from "./gapDecisions";
import { History } from "./history";
import { Improve } from "./improve.svelte";
import { Messages } from "./messages.svelte";
import { Navigation } from "./navigation.svelte";
import { Requests } from "./requests.svelte";
import { Selection } from "./selection.svelte";
import { Snapshots } from "./snapshots.svelte";
import { ViewState } from "./view.svelte";
import { WorkshopFile } from "./workshopFile.svelte";
import { WorkshopState } from "./workshop.svelte";

export class Session {
  readonly view = new ViewState();
  readonly messages = new Messages();
  readonly selection = new Selection();
  readonly workshop = new WorkshopState();
  readonly requests: Requests;
  readonly snapshots: Snapshots;
  readonly navigation: Navigation;
  readonly changes: Changes;
  readonly history: History;
  readonly decisions: GapDecisions;
  readonly drafts: Drafts;
  readonly capture: Capture;
  readonly edits: Edits;
  readonly improve: Improve;
  readonly file: WorkshopFile;
  readonly #host: Host;

  constructor(host: Host) {
    const { view, messages, selection, workshop } = this;
    this.#host = host;
    this.requests = new Requests(host, messages);
    this.snapshots = new Snapshots(this.requests, workshop, messages);
    this.navigation = new Navigation(this.requests, this.snapshots, workshop, view, selection);
    this.changes = new Changes(this.requests, workshop, messages);
    this.history = new History(this.requests, workshop, messages, this.navigation);
    this.decisions = new GapDecisions(this.requests);
    this.drafts = new Drafts((key, text) => host.call({ call: "draft", key, text }));
    this.capture = new Capture(this);
    this.edits = new Edits(this);
    this.improve = new Improve(this.requests, workshop, this.changes);
    this.file = new WorkshopFile(host, this);
  }

  /** Starts hearing the desk and the window, and shows what the app was started with. */
  async begin(openPath: (path: string) => Promise<void>): Promise<void> {
    await this.#host.onEvent((event) => this.#hear(event));
    await this.#host.window.onCloseRequested(() => void this.file.quit());
    await this.file.begin(openPath);
  }

  #hear(event: DeskEvent): void {
    if (event.event === "patch") {
      if (this.file.isOpen) this.snapshots.take(event.value);
    } else if (event.event === "disk") this.workshop.disk = event.value;
    else if (event.event === "work") this.requests.works = event.value;
    else this.file.closedElsewhere();
  }
}
