import { describe, expect, it } from "vitest";
import { readLine, readLines } from "./typedLine";

describe("a typed line", () => {
  const cases: [string, ReturnType<typeof readLine>, string][] = [
    ["Owns the problem", { kind: "step", lane: null, text: "Owns the problem" }, "a plain title"],
    ["  ", { kind: "empty", lane: null, text: "" }, "an empty title stops"],
    ["? What does it cost", { kind: "question", lane: null, text: "What does it cost" }, "a question"],
    ["! They send logs", { kind: "criterion", lane: null, text: "They send logs" }, "an exit criterion"],
    ["+ pricing", { kind: "parked", lane: null, text: "pricing" }, "the parking lot"],
    ["Sales: Demo", { kind: "step", lane: "Sales", text: "Demo" }, "a lane in front"],
    ["Call at 10:30", { kind: "step", lane: null, text: "Call at 10:30" }, "a time is no lane"],
    ["Sales:", { kind: "step", lane: null, text: "Sales:" }, "a lane without a title is still being typed"],
  ];
  it.each(cases)("%j", (raw, expected, why) => {
    expect(readLine(raw), why).toEqual(expected);
  });

  it("takes pasted lines apart whatever ends them", () => {
    expect(readLines("One\r\nTwo\n\n Three \rFour")).toEqual(["One", "Two", " Three ", "Four"]);
  });
});
