import { describe, expect, it } from "vitest";
import { editorCommand } from "./editorKeys";
import { key } from "./key.testing";

describe("keys of the card editor", () => {
  it("link the next line in three ways", () => {
    expect(editorCommand(key("Enter"))).toEqual({ kind: "enter", then: "next" });
    expect(editorCommand(key("Enter", { shiftKey: true }))).toEqual({ kind: "enter", then: "sibling" });
    expect(editorCommand(key("Enter", { ctrlKey: true }))).toEqual({ kind: "enter", then: "across" });
  });

  it("are never commands during composition", () => {
    expect(editorCommand(key("Enter", { isComposing: true })), "Enter takes a candidate").toBeNull();
    expect(editorCommand(key("Escape", { isComposing: true })), "Esc drops a candidate").toBeNull();
    expect(editorCommand(key("Enter", { keyCode: 229 })), "WebKit says it this way").toBeNull();
  });

  it("choose lane and stage with Alt, and leave plain arrows to the text", () => {
    expect(editorCommand(key("ArrowUp", { altKey: true }))).toEqual({ kind: "shift", direction: "up" });
    expect(editorCommand(key("ArrowUp"))).toBeNull();
  });

  it("let Tab leave the map and leave undo to the field", () => {
    expect(editorCommand(key("Tab"))).toEqual({ kind: "leave" });
    expect(editorCommand(key("z", { ctrlKey: true })), "text undo").toBeNull();
  });
});
