/** What the room decides about gaps, and why a rule says what it says. */
import type { GapState } from "../wire/GapState";
import type { Reasons } from "../wire/Reasons";
import type { Requests } from "./requests.svelte";

export class GapDecisions {
  readonly #requests: Requests;

  constructor(requests: Requests) {
    this.#requests = requests;
  }

  async decide(fingerprint: string, state: GapState, reason = ""): Promise<void> {
    await this.#requests.run({ call: "decide", fingerprint, state, reason });
  }

  /** What a finding says beyond its title; `null` when it is no longer there. */
  async explain(fingerprint: string): Promise<Reasons | null> {
    return this.#requests.ask({ call: "explain", fingerprint }).catch(() => null);
  }
}
