/** Changes to the workshop: each is one command and one step of undo. */
import type { Change } from "../wire/Change";
import type { End } from "../wire/End";
import type { RowKey } from "../wire/RowKey";
import type { Trial } from "../wire/Trial";
import type { Messages } from "./messages.svelte";
import type { Requests } from "./requests.svelte";
import type { WorkshopState } from "./workshop.svelte";

export class Changes {
  readonly #requests: Requests;
  readonly #workshop: WorkshopState;
  readonly #messages: Messages;

  constructor(requests: Requests, workshop: WorkshopState, messages: Messages) {
    this.#requests = requests;
    this.#workshop = workshop;
    this.#messages = messages;
  }

  /** Applies a change; `true` when it was taken and this window shows it. */
  async apply(change: Change): Promise<boolean> {
    const done = await this.#requests.run({ call: "change", change });
    if (!done) return false;
    await this.#workshop.reached(done.rev);
    const [first, ...more] = done.conflicts;
    if (first) this.#messages.say(done.label, [first, ...more].join(" "));
    return true;
  }

  /** Links two cards; `true` when that was taken and this window shows it. */
  async join(map: string, from: End, to: End): Promise<boolean> {
    const done = await this.#requests.run({ call: "join", map, from, to });
    if (!done) return false;
    await this.#workshop.reached(done.rev);
    return true;
  }

  /** Sets fields of a row. */
  set(of: RowKey, values: Record<string, unknown>): Promise<boolean> {
    return this.apply({ do: "set", of, values });
  }

  /** Keeps on a scenario what was tried out; `true` when it was taken and this window shows it. */
  async keep(trial: Trial): Promise<boolean> {
    const done = await this.#requests.run({ call: "keep", trial });
    if (!done) return false;
    await this.#workshop.reached(done.rev);
    return true;
  }
}
