import { describe, expect, it } from "vitest";
import type { RecordsMapping } from "../../wire/RecordsMapping";
import { assign, choices, missing, nameStage, roleOf, type Role } from "./roles";

const wide: RecordsMapping = {
  shape: "wide",
  case: "Deal",
  resource: "Owner",
  only: { values: [] },
  won: [],
  lost: [],
  table: {},
  stage: [
    { column: "Demo on", name: "Demo" },
    { column: "Signed on", name: "Signed" },
  ],
};
const columns = ["Deal", "Owner", "Demo on", "Offer on", "Signed on"];

describe("a column that means something else", () => {
  const check = (column: string, role: Role, wanted: string) => {
    const next = assign(wide, column, role, columns);
    const said = columns.map((name) => roleOf(next, name) || "-").join(" ");
    expect(said, `${column} as ${role}`).toBe(wanted);
    return next;
  };

  it("takes the place of what meant it before", () => {
    check("Owner", "case", "- case stage - stage");
    check("Owner", "", "case - stage - stage");
    check("Demo on", "created", "case resource created - stage");
  });

  it("is not proposed again once it means nothing", () => {
    expect(check("Owner", "", "case - stage - stage").resource).toBe("");
  });

  it("stands among the stages where the file has it", () => {
    const next = check("Offer on", "stage", "case resource stage stage stage");
    expect(next.stage.map(({ column }) => column)).toEqual(["Demo on", "Offer on", "Signed on"]);
    expect(nameStage(next, "Offer on", "Offer").stage[1]).toEqual({ column: "Offer on", name: "Offer" });
  });
});

describe("a shape", () => {
  it("says what it cannot do without", () => {
    expect(missing(wide)).toEqual([]);
    expect(missing({ ...wide, case: "", stage: [] })).toEqual(["Case", "Date of a stage"]);
    expect(missing({ ...wide, shape: "stage-history" })).toEqual(["Activity", "Date"]);
    expect(missing({ ...wide, shape: "closed-deals" })).toEqual(["Created or Closed"]);
  });

  it("offers what it can use, under the name it has there", () => {
    const labels = (shape: RecordsMapping["shape"]) => choices(shape).map(({ label }) => label);
    expect(labels("stage-history")).toContain("Activity");
    expect(labels("wide")).toContain("Stage now");
    expect(labels("closed-deals")).not.toContain("Date of a stage");
    expect(labels(undefined), "nobody knows yet, so that all is offered").toContain("Date of a stage");
  });
});
