import { describe, expect, it } from "vitest";
import { arrowPath, brought, detailAt, fit, next, routePath, type Direction } from "./geometry";

const rect = (x: number, y: number) => ({ x, y, width: 168, height: 64 });

describe("semantic zoom", () => {
  it("follows the size that titles really have", () => {
    expect(detailAt(1, 12), "12 px is read with ease").toBe("full");
    expect(detailAt(11 / 12, 12), "11 px is the border").toBe("full");
    expect(detailAt(0.8, 12), "9.6 px shows titles only").toBe("titles");
    expect(detailAt(0.4, 12), "4.8 px shows cells with counts").toBe("cells");
  });

  it("fits a map but never below a readable size", () => {
    const small = fit({ width: 800, height: 500 }, { width: 1000, height: 700 }, 12);
    expect(detailAt(small.k, 12)).toBe("full");
    const wide = fit({ width: 9000, height: 700 }, { width: 1000, height: 700 }, 12);
    expect(wide.k * 12, "a wide map scrolls sideways instead").toBeCloseTo(11);
    expect(fit({ width: 0, height: 0 }, { width: 1000, height: 700 }, 12).k, "an empty map").toBe(1);
  });
});

describe("the card next in a direction", () => {
  const cards = [
    { key: "left", rect: rect(0, 100) },
    { key: "here", rect: rect(200, 100) },
    { key: "right", rect: rect(400, 110) },
    { key: "far right", rect: rect(600, 100) },
    { key: "below", rect: rect(210, 200) },
    { key: "above aside", rect: rect(420, 0) },
  ];
  it.each<[Direction, string | null]>([
    ["left", "left"],
    ["right", "right"],
    ["down", "below"],
    ["up", "above aside"],
  ])("%s", (direction, expected) => {
    expect(next(cards, rect(200, 100), direction)).toBe(expected);
  });

  it("is none at the border", () => {
    expect(next(cards, rect(0, 100), "left")).toBeNull();
  });
});

describe("bringing into sight", () => {
  const clear = { x: 100, y: 50, width: 800, height: 600 };
  it("moves no further than needed", () => {
    const view = { x: 0, y: 0, k: 1 };
    expect(brought(view, rect(300, 200), clear), "what is in sight stays").toBe(view);
    expect(brought(view, rect(1000, 200), clear)).toEqual({ x: -268, y: 0, k: 1 });
    expect(brought(view, rect(0, 0), clear)).toEqual({ x: 100, y: 50, k: 1 });
  });
});

describe("routes", () => {
  const bend = [
    { x: 0, y: 0 },
    { x: 20, y: 0 },
    { x: 20, y: 30 },
  ];
  it("turn with round corners", () => {
    expect(routePath(bend, 8)).toBe("M0 0L12 0Q20 0 20 8L20 30");
  });
  it("have corners no larger than their legs allow", () => {
    expect(
      routePath(
        [
          { x: 0, y: 0 },
          { x: 6, y: 0 },
          { x: 6, y: 30 },
        ],
        8,
      ),
    ).toBe("M0 0L3 0Q6 0 6 3L6 30");
  });
  it("end in an arrow with its tip on the card", () => {
    expect(arrowPath(bend, 8)).toBe("M20 30L16 22L24 22z");
  });
});
