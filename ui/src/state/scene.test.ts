import { describe, expect, it } from "vitest";
import type { Element } from "../wire/Element";
import type { Scene } from "../wire/Scene";
import type { SceneDiff } from "../wire/SceneDiff";
import { SceneState } from "./scene.svelte";

const bounds = { x: 4, y: 6, width: 100, height: 50 };
const card = (key: string, column: number) => ({ key, layer: "cards", column, row: 0, bounds }) as Element;
const columns = [0, 1000].map((x, at) => ({
  key: `stage:${at}`,
  kind: "buyer_stage",
  title: "",
  x,
  width: 1000,
}));
const rows = [{ key: "lane:a", kind: "buyer_lane", title: "", y: 20, height: 100 }];
const scene = (...elements: Element[]) =>
  ({ width: 2000, height: 120, columns, rows, cells: [], elements }) as unknown as Scene;
const diff = (upserted: Element[], removed: string[] = []) =>
  ({ width: 2000, height: 120, columns: null, rows: null, cells: null, upserted, removed }) as SceneDiff;

/** A large drawing of which column 0 is here. */
function large(): SceneState {
  const state = new SceneState();
  state.load(scene(card("step:near", 0)), [0]);
  state.know([card("step:near", 0), card("step:far", 1)]);
  return state;
}

describe("a large drawing", () => {
  it("knows where every card lies, drawn or not", () => {
    const state = large();
    expect(state.place("step:far")).toEqual({ x: 1004, y: 26, width: 100, height: 50 });
    expect(state.allCards().map(({ key }) => key)).toEqual(["step:near", "step:far"]);
    expect(state.elements.has("step:far"), "it is not drawn").toBe(false);
  });

  it("asks once for a column that is looked at", () => {
    const state = large();
    expect(state.missing([0, 1])).toEqual([1]);
    state.draw({ rev: 1, columns: [1], elements: [card("step:far", 1)] });
    expect(state.missing([0, 1])).toEqual([]);
    expect(state.elements.has("step:far")).toBe(true);
  });

  it("keeps places up to date where nothing is drawn, and draws no card there", () => {
    const state = large();
    state.take(diff([card("step:new", 1), card("step:near", 1)], ["step:far"]));
    expect(state.allCards().map(({ key }) => key)).toEqual(["step:near", "step:new"]);
    expect(state.elements.size, "the card that moved away is not drawn where it was").toBe(0);
    expect(state.place("step:far")).toBeNull();
  });

  it("asks anew when columns have moved, since links may pass over others", () => {
    const state = large();
    state.take({ ...diff([]), columns: columns as SceneDiff["columns"] });
    expect(state.missing([0])).toEqual([0]);
    expect(state.elements.has("step:near"), "what is drawn stays").toBe(true);
    state.take(diff([card("step:typed", 0)]));
    expect(state.elements.has("step:typed"), "what is typed meanwhile shows at once").toBe(true);
    state.draw({ rev: 1, columns: [0], elements: [] });
    expect(state.missing([0])).toEqual([]);
  });
});

describe("a drawing that came whole", () => {
  it("misses nothing", () => {
    const state = new SceneState();
    state.load(scene(card("step:near", 0)), null);
    expect(state.missing([0, 1])).toEqual([]);
    expect(state.allCards()).toHaveLength(1);
  });
});
