import { describe, expect, it } from "vitest";
import type { More } from "../wire/More";
import type { Snapshot } from "../wire/Snapshot";
import { Whole } from "./whole";

const first = {
  rev: 3,
  more: 4,
  rows: ["map"],
  view: { findings: [], scene: { width: 10, elements: ["head"] } },
} as unknown as Snapshot;
const part = (left: number, lists: object) =>
  ({ elements: [], rows: [], findings: [], left, ...lists }) as More;

describe("a snapshot that came in parts", () => {
  it("is whole with the last, in the order of the desk, and leaves the first as it was", () => {
    const whole = new Whole(first);
    whole.add(part(3, { elements: ["card"] }));
    whole.add(part(1, { rows: ["step", "link"] }));
    whole.add(part(0, { findings: ["gap"] }));
    const { snapshot } = whole;
    expect(snapshot.more).toBe(0);
    expect(snapshot.rows).toEqual(["map", "step", "link"]);
    expect(snapshot.view.scene?.elements).toEqual(["head", "card"]);
    expect(snapshot.view.findings).toEqual(["gap"]);
    expect(first.view.scene?.elements, "what is on the screen is not touched").toEqual(["head"]);
  });
});
