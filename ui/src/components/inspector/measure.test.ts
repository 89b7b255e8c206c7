import { describe, expect, it } from "vitest";
import { patchOf, withValue } from "./measure";

describe("numbers in fields", () => {
  it("clears what was taken away", () => {
    expect(patchOf({ value: 1, basis: "measured", n: 420, source: "" })).toEqual({
      value: 1,
      basis: "measured",
      n: 420,
      low: null,
      high: null,
      deviation: null,
      source: null,
      as_of: null,
    });
  });

  it("keeps basis and source when the value changes", () => {
    expect(withValue({ value: 1, basis: "measured", n: 420 }, 2)).toEqual({
      value: 2,
      basis: "measured",
      n: 420,
    });
    expect(withValue(null, 2), "a new number is an estimate until somebody says more").toEqual({
      value: 2,
      basis: "estimated",
    });
    expect(withValue({ value: 1, basis: "measured" }, null)).toBeNull();
  });
});
