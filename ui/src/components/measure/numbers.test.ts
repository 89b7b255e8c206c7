import { describe, expect, it } from "vitest";
import type { Measure } from "../../wire/Measure";
import { nextBasis, paste, readCell, type Cell, type Table } from "./numbers";

const measured: Measure = { value: 0.4, basis: "measured", n: 120, source: "CRM" };
const cell = (measure: Measure | null, factor = 100): Cell => ({
  of: { link: "a" },
  column: { field: "share", label: "Share", unit: "%", factor },
  measure,
  draft: "link:a:share:value",
});

describe("a number typed into a cell", () => {
  const value = (text: string, measure: Measure | null = null) => {
    const typed = readCell(text, cell(measure));
    return "wrong" in typed ? typed : typed.measure;
  };

  it("is an estimate unless one says otherwise", () => {
    expect(value("40")).toEqual({ value: 0.4, basis: "estimated" });
    expect(value("40 %")).toEqual({ value: 0.4, basis: "estimated" });
    expect(value("40m")).toEqual({ value: 0.4, basis: "measured" });
    expect(value("12,5 A")).toEqual({ value: 0.125, basis: "assumed" });
  });

  it("leaves what the number rests on when only the number changes", () => {
    expect(value("50", measured)).toEqual({ ...measured, value: 0.5 });
    expect(value("50 e", measured)).toEqual({ ...measured, value: 0.5, basis: "estimated" });
  });

  it("goes when nothing is typed, and is refused when it is none", () => {
    expect(value("  ", measured)).toBeNull();
    expect(value("many")).toEqual({ wrong: "many" });
    expect(value("m", measured)).toEqual({ wrong: "m" });
  });
});

describe("the basis of a number", () => {
  it("goes round", () => {
    const once = nextBasis(measured);
    expect([once.basis, nextBasis(once).basis, nextBasis(nextBasis(once)).basis]).toEqual([
      "estimated",
      "assumed",
      "measured",
    ]);
  });
});

describe("a pasted block", () => {
  const table: Table = {
    title: "Flow",
    heads: ["From", "To"],
    columns: [cell(null).column, cell(null, 1).column],
    lines: [
      { id: "a", name: "A", heads: ["A", "B"], cells: [cell(null), cell(null, 1)] },
      { id: "b", name: "B", heads: ["B", "C"], cells: [null, cell(null, 1)] },
    ],
    empty: "",
  };

  it("fills cells to the right and below, and names what is no number", () => {
    const { changes, wrong } = paste(table, 0, 0, "40\t3\r\n60\tsoon\n1\t2\n");
    expect(changes).toHaveLength(2);
    expect(wrong).toEqual(["soon"]);
  });

  const values = (text: string, sign?: string) => {
    const { changes, unsure } = paste(table, 0, 1, text, sign);
    const value = (change: (typeof changes)[number]) =>
      change.do === "set" ? (change.values as { share: Measure }).share.value : null;
    return { values: changes.map(value), unsure };
  };

  it("asks about a number with two readings before it counts", () => {
    expect(values("1.456").unsure).toEqual({
      text: "1.456",
      readings: [
        { sign: ".", shown: "1.456" },
        { sign: ",", shown: "1,456" },
      ],
    });
    expect(values("1.456", ",")).toEqual({ values: [1456], unsure: null });
    expect(values("1.456", ".")).toEqual({ values: [1.456], unsure: null });
  });

  it("reads the block with the decimal sign that one of its numbers shows", () => {
    expect(values("1.456\n12,5")).toEqual({ values: [1456, 12.5], unsure: null });
    expect(values("1,456\n12.5")).toEqual({ values: [1456, 12.5], unsure: null });
  });
});
