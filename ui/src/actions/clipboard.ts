/** Steps on the clipboard, as lines of text that any program takes and that come back as linked steps. */
import type { Session } from "../state/session.svelte";
import { readLines } from "../state/typedLine";
import { asFault } from "../state/faults";
import { words } from "../words/words";

export class Clipboard {
  /** What was copied last, for systems that do not let a page read the clipboard. */
  #copied = "";
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Puts text on the clipboard of the system, in the old way where the new one is refused. */
  async #put(text: string): Promise<void> {
    this.#copied = text;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const before = document.activeElement;
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "unseen";
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    }
  }

  async copy(): Promise<boolean> {
    const steps = [...this.#session.selection.steps];
    if (steps.length === 0) return false;
    try {
      await this.#put(await this.#session.requests.ask({ call: "copy", steps }));
      this.#session.messages.say(`${words.counted(steps.length, "step", "steps")} copied.`);
      return true;
    } catch (thrown) {
      this.#session.messages.fail(asFault(thrown));
      return false;
    }
  }

  async cut(): Promise<void> {
    if (await this.copy()) await this.#session.edits.remove();
  }

  /** Puts lines of the clipboard after the selected step, linked; one undo. */
  async paste(): Promise<void> {
    const text = await navigator.clipboard.readText().catch(() => this.#copied);
    if (!text) {
      this.#session.messages.say("There is no text to paste.", "Press Enter on a card and paste into it.");
      return;
    }
    const lines = readLines(text);
    const map = this.#session.workshop.mapId;
    if (lines.length === 0 || !map) return;
    const from = this.#session.selection.step;
    const joined = lines.join("\n");
    await this.#session.requests.run(
      from
        ? { call: "enter", map, mode: "next", from, text: joined }
        : { call: "enter", map, mode: "first", text: joined },
    );
  }
}
