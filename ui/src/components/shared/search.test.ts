import { describe, expect, it } from "vitest";
import { ranked } from "./search";

const items = ["Undo", "Fit the map", "Add a buyer stage", "Über uns", "New map or scenario"].map(
  (label) => ({
    label,
    note: label === "Undo" ? "Workshop" : "",
  }),
);
const labels = (typed: string) => ranked(items, typed).map((item) => item.label);

describe("finding by typing", () => {
  it("shows everything before anything is typed", () => expect(labels("")).toHaveLength(5));
  it("needs every word", () => expect(labels("buyer stage")).toEqual(["Add a buyer stage"]));
  it("puts beginnings first", () => expect(labels("f")[0]).toBe("Fit the map"));
  it("looks past accents and case", () => expect(labels("UBER")).toEqual(["Über uns"]));
  it("looks into notes last", () => expect(labels("workshop")).toEqual(["Undo"]));
});
