import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { COLORS } from "./paint";

describe("the classes of the drawing", () => {
  const sheet = readFileSync(new URL("../styles/paint.css", import.meta.url), "utf8");

  it("has one to fill and one to draw with for every colour, and one for none", () => {
    for (const color of Object.values(COLORS)) {
      expect(sheet).toContain(`.fill-${color} {\n  fill: var(--${color});`);
      expect(sheet).toContain(`.stroke-${color} {\n  stroke: var(--${color});`);
    }
    expect(sheet).toContain(".fill-none {\n  fill: none;");
  });
});
