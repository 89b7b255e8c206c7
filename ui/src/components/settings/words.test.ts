import { describe, expect, it } from "vitest";
import type { Settings } from "../../wire/Settings";
import { briefly, changes, clearing, labelOf, nameOf, patchOf, useOf } from "./words";

const settings: Settings = {
  thresholds: { "thin-sample.cases": 20 },
  severities: { "thin-sample": "high" },
  off: { "stale-measure": "We measured last week" },
};

describe("settings in words", () => {
  it("says how a rule is used", () => {
    expect(useOf("thin-sample", settings)).toBe("high");
    expect(useOf("stale-measure", settings)).toBe("off");
    expect(useOf("crowded-step", settings)).toBe("");
  });

  it("names rules and shortens what they find to one sentence", () => {
    expect(nameOf("unserved-buyer-step")).toBe("Unserved buyer step");
    expect(briefly("The shares of a step that is not *all* exceed 100.5 %. More follows.")).toBe(
      "The shares of a step that is not all exceed 100.5 %.",
    );
    expect(briefly("No full stop")).toBe("No full stop");
  });

  it("says in undo what was done", () => {
    expect(labelOf("C3", "high")).toBe("Weigh C3 as high");
    expect(labelOf("C3", "off")).toBe("Switch C3 off");
    expect(labelOf("C3", "")).toBe("Weigh C3 as in the catalogue");
  });

  it("takes the place of what was there before, and no more", () => {
    expect(patchOf("thin-sample", "off", "Too few deals")).toEqual({
      severities: { "thin-sample": null },
      off: { "thin-sample": "Too few deals" },
    });
    expect(patchOf("thin-sample", "")).toEqual({
      severities: { "thin-sample": null },
      off: { "thin-sample": null },
    });
  });

  it("puts everything back in one change", () => {
    expect(changes(settings)).toBe(3);
    expect(clearing(settings)).toEqual({
      thresholds: { "thin-sample.cases": null },
      severities: { "thin-sample": null },
      off: { "stale-measure": null },
    });
  });
});
