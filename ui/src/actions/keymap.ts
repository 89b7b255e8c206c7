/**
 * From keys to names of actions. Pure: no action is run here. A chord is written the way the screen shows it,
 * such as `Ctrl+Shift+Z`; Command on a Mac counts as Ctrl.
 */

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing"> & {
  keyCode?: number;
};

const NAMES: Record<string, string> = {
  " ": "Space",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  ArrowUp: "Up",
  ArrowDown: "Down",
  Escape: "Esc",
};

/** The chord of a key event; `null` while a character is being composed. */
export function chord(event: Key): string | null {
  if (event.isComposing || event.keyCode === 229) return null;
  const single = event.key.length === 1;
  const letter = single && event.key.toLowerCase() !== event.key.toUpperCase();
  const name = NAMES[event.key] ?? (letter ? event.key.toUpperCase() : event.key);
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
  if (event.altKey) parts.push("Alt");
  // Shift is part of a sign such as "?" already; of letters and named keys it is a modifier.
  if (event.shiftKey && (!single || letter || event.key === " ")) parts.push("Shift");
  return [...parts, name].join("+");
}

/** A chord that is a plain letter or sign: it acts only with the map focused and can be switched off. */
export function isLetter(keys: string): boolean {
  return keys.length === 1 || /^Shift\+.$/u.test(keys);
}

/** Whether keys typed there are text. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement
    ? !["checkbox", "radio", "button", "submit", "range"].includes(target.type)
    : target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
