/**
 * Every action of the window, once: its words, its keys, where it works, what it does. The palette, the
 * shortcut sheet, the menu of a card and the keys all read this table.
 */
import { session } from "../state/session.svelte";
import type { Action, Place } from "./action";
import { chord, isLetter, isTextField } from "./keymap";
import { mapActions } from "./mapActions";
import { windowActions } from "./windowActions";

const { view, selection, workshop } = session;

export const actions: Action[] = [...windowActions, ...mapActions];

/** Whether an action can be done now. */
export function enabled(action: Action): boolean {
  if (action.place !== "anywhere" && !session.open) return false;
  if (action.edits && workshop.readOnly) return false;
  if (action.needs === "steps") return selection.steps.size > 0;
  if (action.needs === "link") return selection.subject?.kind === "link";
  if (action.needs === "selection") return selection.subject !== null;
  return true;
}

const byKeys = new Map(actions.flatMap((action) => action.keys.map((keys) => [keys, action] as const)));

/** Runs the action of a key, if it has one at this place. Says whether it did. */
export function runKey(event: KeyboardEvent, at: Place): boolean {
  const keys = chord(event);
  const action = keys ? byKeys.get(keys) : undefined;
  if (!keys || !action || event.defaultPrevented) return false;
  if (action.place === "map" && at !== "map") return false;
  if (isLetter(keys) && (at !== "map" || !view.letterKeys)) return false;
  // In an open field undo, copy and the like belong to the text; a list of choices has none.
  const text = isTextField(event.target) && !(event.target instanceof HTMLSelectElement);
  if (at !== "map" && text && /^Ctrl\+(?:Shift\+)?[ZYACVX]$/u.test(keys)) return false;
  if (!enabled(action)) return false;
  event.preventDefault();
  action.run();
  return true;
}

export function action(id: string): Action | undefined {
  return actions.find((known) => known.id === id);
}
