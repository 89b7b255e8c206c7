/**
 * Every action of the window, once: its words, its keys, where it works, what it does. The palette, the
 * shortcut sheet, the menu of a card and the keys all read this table.
 */
import type { Session } from "../state/session.svelte";
import type { Action, ActionParts, Place } from "./action";
import { chord, isLetter, isTextField } from "./keymap";
import { mapActions } from "./mapActions";
import { windowActions } from "./windowActions";

export class Actions {
  readonly all: Action[];
  readonly #session: Session;
  readonly #byKeys: Map<string, Action>;

  constructor(parts: ActionParts) {
    this.#session = parts.session;
    this.all = [...windowActions(parts), ...mapActions(parts)];
    this.#byKeys = new Map(this.all.flatMap((action) => action.keys.map((keys) => [keys, action] as const)));
  }

  find(id: string): Action | undefined {
    return this.all.find((known) => known.id === id);
  }

  /** Whether an action can be done now. */
  enabled(action: Action): boolean {
    const { selection, workshop } = this.#session;
    if (action.place !== "anywhere" && !this.#session.file.isOpen) return false;
    if (action.edits && workshop.readOnly) return false;
    if (action.needs === "steps") return selection.steps.size > 0;
    if (action.needs === "link") return selection.subject?.kind === "link";
    if (action.needs === "selection") return selection.subject !== null;
    return true;
  }

  /** Keys that nothing inside has taken. While presenting they mean the map, wherever the focus is. */
  windowKey(event: KeyboardEvent): boolean {
    const { file, view } = this.#session;
    if (!file.isOpen) return this.runKey(event, "anywhere");
    return this.runKey(event, view.presenting && view.overlay === null ? "map" : "workshop");
  }

  /** Runs the action of a key, if it has one at this place. Says whether it did. */
  runKey(event: KeyboardEvent, at: Place): boolean {
    const keys = chord(event);
    const action = keys ? this.#byKeys.get(keys) : undefined;
    if (!keys || !action || event.defaultPrevented) return false;
    if (action.place === "map" && at !== "map") return false;
    if (isLetter(keys) && (at !== "map" || !this.#session.view.letterKeys)) return false;
    // In an open field undo, copy and the like belong to the text; a list of choices has none.
    const text = isTextField(event.target) && !(event.target instanceof HTMLSelectElement);
    if (at !== "map" && text && /^Ctrl\+(?:Shift\+)?[ZYACVX]$/u.test(keys)) return false;
    if (!this.enabled(action)) return false;
    event.preventDefault();
    action.run();
    return true;
  }
}
