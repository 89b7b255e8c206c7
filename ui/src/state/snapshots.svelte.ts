/** Keeps the workshop of this window up to date: snapshots, the parts they leave out, patches, columns of the drawing. */
import type { Patch } from "../wire/Patch";
import type { Snapshot } from "../wire/Snapshot";
import { asFault } from "./faults";
import type { Messages } from "./messages.svelte";
import type { Requests } from "./requests.svelte";
import type { WorkshopState } from "./workshop.svelte";

export class Snapshots {
  readonly #requests: Requests;
  readonly #workshop: WorkshopState;
  readonly #messages: Messages;
  #fetching = false;
  #drawing = false;
  /** Columns one looks at. */
  #inSight: number[] = [];

  constructor(requests: Requests, workshop: WorkshopState, messages: Messages) {
    this.#requests = requests;
    this.#workshop = workshop;
    this.#messages = messages;
  }

  /** Takes a snapshot, and the parts it left out. */
  async load(snapshot: Snapshot): Promise<void> {
    const fits = await this.#workshop.load(snapshot, (of) =>
      this.#requests.ask({ call: "snapshot_part", of }).catch(() => null),
    );
    // Later, since this may be what a fetching waits for.
    if (!fits) setTimeout(() => void this.#fetch());
  }

  /** Takes a patch; one that does not fit is replaced by a snapshot. */
  take(patch: Patch): void {
    if (!this.#workshop.take(patch)) void this.#fetch();
  }

  /** Asks for what some columns of a large map show, unless it is here. */
  async draw(columns: number[]): Promise<void> {
    const { scene } = this.#workshop;
    this.#inSight = columns;
    if (this.#drawing) return;
    this.#drawing = true;
    for (let missing = scene.missing(columns); missing.length > 0; missing = scene.missing(this.#inSight)) {
      const drawing = await this.#requests.ask({ call: "draw", columns: missing }).catch(() => null);
      if (!drawing) break;
      // An older drawing must not hide what a patch has brought since.
      if (drawing.rev >= this.#workshop.rev) scene.draw(drawing);
    }
    this.#drawing = false;
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      const snapshot = await this.#requests.ask({ call: "snapshot" });
      if (snapshot.rev >= this.#workshop.rev) await this.load(snapshot);
    } catch (thrown) {
      this.#messages.fail(asFault(thrown));
    } finally {
      this.#fetching = false;
    }
  }
}
