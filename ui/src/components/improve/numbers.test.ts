import { describe, expect, it } from "vitest";
import { nice, onScale, scaleOf } from "./numbers";

describe("the scale of a slider", () => {
  it("goes to a round number with room above the present", () => {
    expect([7, 10, 11, 320 * 3, 0.3, 0].map(nice)).toEqual([10, 10, 20, 1000, 0.5, 10]);
    expect(scaleOf("capacity", 320, 320)).toEqual({ min: 0, max: 1000, step: 10 });
    expect(scaleOf("share", 0.4, 0.4)).toEqual({ min: 0, max: 100, step: 1 });
    expect(scaleOf("people", 4, 4).step).toBe(1);
  });

  it("always holds the number it stands for", () => {
    expect(scaleOf("touch", 6, 31).max).toBe(50);
    expect(scaleOf("entry", null, null)).toEqual({ min: 0, max: 10, step: 0.1 });
  });

  it("is left at its steps only, without noise of binary fractions", () => {
    expect(onScale(1.2349, { min: 1, max: 2, step: 0.05 })).toBe(1.25);
    expect(onScale(3, { min: 1, max: 2, step: 0.05 })).toBe(2);
    expect(onScale(0.1 + 0.2, { min: 0, max: 1, step: 0.1 })).toBe(0.3);
  });
});
