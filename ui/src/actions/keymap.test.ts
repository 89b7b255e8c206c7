import { describe, expect, it } from "vitest";
import { key } from "../map/key.testing";
import { chord, isLetter } from "./keymap";

describe("chords", () => {
  const cases: [ReturnType<typeof key>, string | null, string][] = [
    [key("z", { ctrlKey: true }), "Ctrl+Z", "letters are written large"],
    [key("Z", { ctrlKey: true, shiftKey: true }), "Ctrl+Shift+Z", "with Shift the event says Z already"],
    [key("k", { metaKey: true }), "Ctrl+K", "Command counts as Ctrl"],
    [key("?", { shiftKey: true }), "?", "Shift is part of the sign"],
    [key("ArrowLeft", { altKey: true }), "Alt+Left", "arrows by their short names"],
    [key("g", { shiftKey: false }), "G", "a letter alone"],
    [key("G", { shiftKey: true }), "Shift+G", "and with Shift"],
    [key("Process", { isComposing: true }), null, "never while composing"],
    [key("Enter", { keyCode: 229 }), null, "never for keys an input method has taken"],
  ];
  it.each(cases)("%j is %s", (event, expected, why) => {
    expect(chord(event), why).toBe(expected);
  });

  it("knows which ones are letters", () => {
    expect(["D", "?", "Shift+G"].every(isLetter)).toBe(true);
    expect(["Ctrl+K", "F2", "Delete", "Alt+Left", "Shift+Left"].some(isLetter)).toBe(false);
  });
});
