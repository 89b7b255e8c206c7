import { describe, expect, it } from "vitest";
import { editorDraft, leftOver, type EditorLine } from "./editorDraft";

const line = (id: number, text: string, mode: EditorLine["mode"] = "next"): EditorLine => ({
  id,
  text,
  mode,
  lane: null,
  stage: null,
});

describe("what is left of the editor after a crash", () => {
  const draft = editorDraft({
    at: "first",
    since: 4,
    lines: [line(5, "Owns the problem"), line(6, "Books a demo", "across"), line(7, "Sees the pr")],
  });

  it("is everything when nothing was taken in since", () => {
    for (const taken of [null, { line: 4, step: "elsewhere" }]) {
      const left = leftOver(draft, taken);
      expect(left?.text).toBe("Owns the problem\nBooks a demo\nSees the pr");
      expect(left?.at, "where the editor began").toBe("first");
      expect(left?.next, "no number is used twice").toBe(8);
    }
  });

  it("is without the lines that became steps, and goes on at the last of these", () => {
    const left = leftOver(draft, { line: 5, step: "owns" });
    expect(left?.text).toBe("Books a demo\nSees the pr");
    expect(left?.mode, "the way the next line was meant").toBe("across");
    expect(left?.at).toBe("owns");
  });

  it("goes on at the last step although its line had left the draft before", () => {
    const later = editorDraft({ at: "first", since: 4, lines: [line(7, "Sees the pr")] });
    expect(leftOver(later, { line: 6, step: "demo" })?.at).toBe("demo");
  });

  it("is nothing when all lines were taken in, or the text is no draft", () => {
    expect(leftOver(draft, { line: 7, step: "sees" })).toBeNull();
    for (const odd of ["", "Owns", "null", "[]", '{"lines":1}']) expect(leftOver(odd, null), odd).toBeNull();
  });
});
