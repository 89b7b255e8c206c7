import { describe, expect, it } from "vitest";
import { patchOf, readNumber, withValue, writeNumber } from "./measure";

describe("numbers in fields", () => {
  it.each([
    ["40 %", 40],
    ["0,3", 0.3],
    ["1,234.5", 1234.5],
    ["1 200", 1200],
    ["", null],
    ["many", null],
  ])("%j is %j", (text, value) => expect(readNumber(text)).toBe(value));

  it("shows a share in percent without noise", () => {
    expect(writeNumber(0.07, 100)).toBe("7");
    expect(writeNumber(null)).toBe("");
  });

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
