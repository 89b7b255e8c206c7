/**
 * The scenarios of the map shown beside the present: what the desk said last, and what is being tried out. It asks
 * and remembers; every number comes from the desk.
 */
import type { Comparison } from "../wire/Comparison";
import type { FlowColumn } from "../wire/FlowColumn";
import type { NumberKey } from "../wire/NumberKey";
import type { Trial } from "../wire/Trial";
import type { Changes } from "./changes";
import type { Requests } from "./requests.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** Draws while one works, and when one rests. */
const DRAWS = { working: 2_000, resting: 10_000 };

export class Improve {
  comparison = $state.raw<Comparison | null>(null);
  /** Working it out was cancelled or failed, which has been said. */
  stopped = $state(false);
  /** The numbers stand, and more draws are being made for the ranges. */
  refining = $state(false);
  /** The scenario in hand as it would be; `null` while nothing is being tried. */
  tried = $state.raw<FlowColumn | null>(null);
  /** Numbers that somebody asked for beside those that matter most. */
  picked = $state.raw<NumberKey[]>([]);
  readonly #requests: Requests;
  readonly #workshop: WorkshopState;
  readonly #changes: Changes;
  /** A trial is being worked out; the one asked for meanwhile. */
  #trying = false;
  #next: Trial | null = null;
  /** Counts what is kept, so that an answer to an older trial is not shown any more. */
  #turn = 0;
  /** What was tried is kept, and the next comparison shows it. */
  #kept = false;

  constructor(requests: Requests, workshop: WorkshopState, changes: Changes) {
    this.#requests = requests;
    this.#workshop = workshop;
    this.#changes = changes;
  }

  /** The current map that the one shown belongs to. */
  present = $derived.by(() => this.#workshop.maps.get(this.#workshop.family.present ?? "") ?? null);
  /** Its scenarios, in the order of the maps. */
  scenarios = $derived.by(() =>
    this.#workshop.family.scenarios.flatMap((id) => this.#workshop.maps.get(id) ?? []),
  );
  /** The scenario in hand. */
  scenario = $derived.by(() => {
    const map = this.#workshop.map;
    return map?.kind === "scenario" ? map : null;
  });
  /** What the desk said of the maps, with what is being tried in its place. */
  columns = $derived.by(() =>
    (this.comparison?.columns ?? []).map((column) => (this.tried?.map === column.map ? this.tried : column)),
  );

  /** Works everything out anew: fast at first, then with more draws when nothing else has happened. */
  async compare(alive: () => boolean): Promise<void> {
    for (const draws of [DRAWS.working, DRAWS.resting]) {
      this.refining = draws === DRAWS.resting;
      const comparison = await this.#requests.work({ call: "compare", draws, numbers: this.picked });
      // Another state is being worked out already.
      if (!alive()) return;
      this.stopped = !comparison;
      if (!comparison) break;
      this.comparison = comparison;
      if (this.#kept) this.tried = null;
      this.#kept = false;
    }
    this.refining = false;
  }

  /** Works everything out once more. */
  again(): void {
    this.stopped = false;
    this.picked = [...this.picked];
  }

  /** Works the scenario out as it would be. While one is under way only the last one asked for waits. */
  tryOut(trial: Trial): void {
    this.#next = trial;
    if (!this.#trying) void this.#try();
  }

  async #try(): Promise<void> {
    this.#trying = true;
    while (this.#next) {
      const trial = this.#next;
      const turn = this.#turn;
      this.#next = null;
      const tried = await this.#requests.work({ call: "try_out", trial });
      if (tried && turn === this.#turn) this.tried = tried;
    }
    this.#trying = false;
  }

  /** Keeps what was tried, as one step of undo. */
  async keep(trial: Trial): Promise<void> {
    this.#turn += 1;
    this.#next = null;
    this.#kept = await this.#changes.keep(trial);
    if (!this.#kept) this.tried = null;
  }

  /** What was tried is not wanted. */
  drop(): void {
    this.#turn += 1;
    this.#next = null;
    this.tried = null;
  }

  /** Asks for a number that is not among those that matter most. */
  pick(key: NumberKey): void {
    this.picked = [...this.picked, key];
  }

  /** Another map is looked at: what was tried and picked belonged to the one before. */
  leave(): void {
    this.drop();
    this.picked = [];
  }
}
