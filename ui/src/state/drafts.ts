/**
 * Keeps the text of open fields with the desk, so that it comes back after a crash. Of each field only the
 * newest text is sent; one sending at a time, so that an older text never arrives after a newer one.
 */

/** Longest time between a key and the draft on its way, milliseconds; the promise is half a second. */
export const DRAFT_DELAY = 250;

/** Text that a field held when the app went down. */
interface Kept {
  key: string;
  text: string;
}

export type SendDraft = (key: string, text: string) => Promise<unknown>;

export class Drafts {
  readonly #send: SendDraft;
  readonly #wanted = new Map<string, string>();
  readonly #sent = new Map<string, string>();
  readonly #restored = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #busy = false;

  constructor(send: SendDraft) {
    this.#send = send;
  }

  /** Another workshop is open; these drafts were left in its file, and the desk holds them. */
  begin(left: Iterable<Kept>): void {
    this.#wanted.clear();
    this.#sent.clear();
    this.#restored.clear();
    for (const { key, text } of left) {
      this.#sent.set(key, text);
      this.#restored.set(key, text);
    }
  }

  /** What a field held when the app went down. Given once: afterwards the field speaks for itself. */
  take(key: string): string | null {
    const text = this.#restored.get(key) ?? null;
    this.#restored.delete(key);
    return text;
  }

  /** The text of a field changed. */
  keep(key: string, text: string): void {
    this.#wanted.set(key, text);
    this.#timer ??= setTimeout(() => void this.flush(), DRAFT_DELAY);
  }

  /** The field was committed or given up; told at once, so that no crash brings back what is kept already. */
  forget(key: string): void {
    if (!this.#wanted.has(key) && !this.#sent.has(key)) return;
    this.#wanted.set(key, "");
    void this.flush();
  }

  /** Sends what is waiting. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) {
        const [key, text] = next;
        if ((this.#sent.get(key) ?? "") === text) continue;
        // Noted before it is on its way: a field committed meanwhile has to be forgotten too.
        if (text === "") this.#sent.delete(key);
        else this.#sent.set(key, text);
        await this.#send(key, text).catch(() => undefined);
      }
    } finally {
      this.#busy = false;
    }
  }

  #take(): [string, string] | null {
    for (const entry of this.#wanted) {
      this.#wanted.delete(entry[0]);
      return entry;
    }
    return null;
  }
}
