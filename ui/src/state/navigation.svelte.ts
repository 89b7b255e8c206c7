/** Where in the workshop this window is: the map shown, what is to be brought into sight, the finding in hand. */
import type { RowKey } from "../wire/RowKey";
import type { ViewOptions } from "../wire/ViewOptions";
import type { Requests } from "./requests.svelte";
import type { Selection, Subject } from "./selection.svelte";
import type { Snapshots } from "./snapshots.svelte";
import type { ViewState } from "./view.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** A wish to bring something into sight; a new object each time, so that asking twice works. */
export interface Reveal {
  subject: Subject;
  /** Give it the keyboard too. */
  focus: boolean;
}

export class Navigation {
  reveal = $state.raw<Reveal | null>(null);
  /** The row of the numbers to go to; a new object each time. */
  numbersOf = $state.raw<{ id: string } | null>(null);
  /** Fingerprint of the finding in hand. */
  finding = $state<string | null>(null);
  readonly #requests: Requests;
  readonly #snapshots: Snapshots;
  readonly #workshop: WorkshopState;
  readonly #view: ViewState;
  readonly #selection: Selection;

  constructor(
    requests: Requests,
    snapshots: Snapshots,
    workshop: WorkshopState,
    view: ViewState,
    selection: Selection,
  ) {
    this.#requests = requests;
    this.#snapshots = snapshots;
    this.#workshop = workshop;
    this.#view = view;
    this.#selection = selection;
  }

  /** Shows another map, or the same one in another way. */
  async show(wanted: Partial<ViewOptions>): Promise<void> {
    const options: ViewOptions = {
      unfold: wanted.unfold ?? [],
      presenting: wanted.presenting ?? this.#view.presenting,
      compared: wanted.compared ?? this.#view.compared,
      recorded: wanted.recorded ?? this.#view.recorded,
    };
    const map = wanted.map ?? this.#workshop.mapId;
    if (map) options.map = map;
    const snapshot = await this.#requests.run({ call: "view", options });
    if (!snapshot) return;
    const other = snapshot.view.map !== this.#workshop.mapId;
    this.#view.compared = options.compared;
    this.#view.recorded = options.recorded;
    await this.#snapshots.load(snapshot);
    if (other) this.#selection.clear();
  }

  /** Goes to something on a map: its map, its place, selected. */
  async goTo(subject: Subject): Promise<void> {
    const map = this.#mapOf(subject);
    if (map && map !== this.#workshop.mapId) await this.show({ map });
    this.#view.screen = "map";
    this.#selection.only(subject);
    this.reveal = { subject, focus: true };
  }

  /** Goes to the screen where an undone row shows, without leaving one that shows it too. */
  async follow(at: RowKey): Promise<void> {
    const view = this.#view;
    if (at === "settings") view.screen = "settings";
    else if (at === "charter") view.screen = "charter";
    else if ("participant" in at || "agenda" in at || "note" in at || "tool" in at) view.screen = "charter";
    else if ("log" in at) view.screen = "measure";
    else if (view.screen === "improve") {
      // What is undone shows in the results; a scenario that comes back is looked at.
      if ("map" in at && this.#workshop.maps.has(at.map)) await this.show({ map: at.map });
    } else if (view.screen === "measure") {
      // Its numbers are there too, and one stays where one writes.
      this.numbersOf = { id: Object.values(at)[0] as string };
    } else if ("step" in at || "link" in at || "stage" in at || "lane" in at) {
      const [kind, id] = Object.entries(at)[0] as [Subject["kind"], string];
      if (this.#mapOf({ kind, id })) await this.goTo({ kind, id });
    }
  }

  #mapOf(subject: Subject): string | null {
    const { steps, links, stages, lanes, outcomes, pools } = this.#workshop;
    const table = { step: steps, link: links, stage: stages, lane: lanes, outcome: outcomes, pool: pools };
    return table[subject.kind].get(subject.id)?.map ?? null;
  }
}
