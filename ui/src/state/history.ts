/** Undo and redo: each says what it did and shows where. */
import type { Messages } from "./messages.svelte";
import type { Navigation } from "./navigation.svelte";
import type { Requests } from "./requests.svelte";
import type { WorkshopState } from "./workshop.svelte";

export class History {
  readonly #requests: Requests;
  readonly #workshop: WorkshopState;
  readonly #messages: Messages;
  readonly #navigation: Navigation;

  constructor(requests: Requests, workshop: WorkshopState, messages: Messages, navigation: Navigation) {
    this.#requests = requests;
    this.#workshop = workshop;
    this.#messages = messages;
    this.#navigation = navigation;
  }

  undo(): Promise<void> {
    return this.#walk("undo", "Undone");
  }

  redo(): Promise<void> {
    return this.#walk("redo", "Done again");
  }

  async #walk(call: "undo" | "redo", word: string): Promise<void> {
    const undone = await this.#requests.run({ call });
    if (!undone) return;
    await this.#workshop.reached(undone.rev);
    this.#messages.say(`${word}: ${undone.label}`, "", null, "undo");
    if (undone.at) await this.#navigation.follow(undone.at);
  }
}
