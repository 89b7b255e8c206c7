import { describe, expect, it } from "vitest";
import { joinable } from "./edits";

const step = (id: string, side: "buyer" | "seller") => ({ end: { step: id }, side });
const outcome = { end: { outcome: "lost" }, side: "seller" as const };

describe("what two cards can be joined by", () => {
  it("is flow on one side", () => {
    expect(joinable(step("a", "buyer"), step("b", "buyer"))).toEqual({
      kind: "flow",
      from: { step: "a" },
      to: { step: "b" },
    });
  });

  it("is support across the line, always from the activity", () => {
    const support = { kind: "support", from: { step: "visit" }, to: { step: "need" } };
    expect(joinable(step("visit", "seller"), step("need", "buyer"))).toEqual(support);
    expect(joinable(step("need", "buyer"), step("visit", "seller")), "whichever was taken first").toEqual(
      support,
    );
  });

  it("is flow into an outcome and a return out of it, on the sales side only", () => {
    expect(joinable(step("visit", "seller"), outcome)?.kind).toBe("flow");
    expect(joinable(outcome, step("visit", "seller"))?.kind).toBe("return");
    expect(joinable(step("need", "buyer"), outcome), "buyers have no outcomes").toBeNull();
    expect(joinable(outcome, step("need", "buyer"))).toBeNull();
  });
});
