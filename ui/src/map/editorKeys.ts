/** Keys of the card editor: the grammar of capture. Pure, so that it can be tested key by key. */
import type { EntryMode } from "../wire/EntryMode";

export type EditorCommand =
  | { kind: "enter"; then: EntryMode }
  | { kind: "select" }
  | { kind: "leave" }
  | { kind: "shift"; direction: "left" | "right" | "up" | "down" };

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing"> & {
  keyCode?: number;
};

const ARROWS: Record<string, "left" | "right" | "up" | "down"> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** What a key in the editor asks for; `null` leaves it to the field. */
export function editorCommand(event: Key): EditorCommand | null {
  // 229 is what WebKit reports for a key that an input method has taken.
  if (event.isComposing || event.keyCode === 229) return null;
  const control = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && !event.altKey) {
    return { kind: "enter", then: control ? "across" : event.shiftKey ? "sibling" : "next" };
  }
  if (event.key === "Escape") return { kind: "select" };
  if (event.key === "Tab") return { kind: "leave" };
  const direction = ARROWS[event.key];
  if (direction && event.altKey && !control) return { kind: "shift", direction };
  return null;
}
