/**
 * The layers of the map, as attachments of the groups they fill: each follows what is in sight by one or two
 * effects, however much that is. Where things lie is decided by the desk.
 */
import type { Attachment } from "svelte/attachments";
import type { Route, SceneState } from "../state/scene.svelte";
import type { Element as SceneElement } from "../wire/Element";
import { Layer, type Shown } from "./layer";
import { addShapes, linkNode, node } from "./shapes";

/** Cards of a cell, with its key. */
export type Cell = [string, SceneElement[]];

/** Where the anchor of an element lies. */
export function placeOf(scene: SceneState, at: { column: number; row: number }): string {
  return `translate(${scene.columnX(at.column)} ${scene.rowY(at.row)})`;
}

/** Elements as they are, anchored; what is `named` can be pointed at, the rest is ground. */
export function elements(
  scene: SceneState,
  list: () => SceneElement[],
  named: boolean,
): Attachment<SVGGElement> {
  return (group) => {
    const layer = new Layer<SceneElement>(group, (element) => {
      const made = node("g", { "data-element": named ? element.key : undefined });
      addShapes(made, element.shapes);
      return made;
    });
    $effect(() =>
      layer.show(list().map((thing) => ({ key: thing.key, thing, place: placeOf(scene, thing) }))),
    );
  };
}

/** Links with what lies beside them; those that end at `active` are lit. */
export function links(
  scene: SceneState,
  routes: () => Route[],
  whole: () => boolean,
  active: () => string | null,
): Attachment<SVGGElement> {
  return (group) => {
    let details = true;
    const layer = new Layer<Route>(group, ({ element, points }) =>
      linkNode(element, points, placeOf(scene, element), details),
    );
    $effect(() => {
      if (details !== whole()) layer.clear();
      details = whole();
      layer.show(routes().map((thing) => ({ key: thing.element.key, thing })));
    });
    $effect(() => {
      const key = active();
      for (const { element } of routes()) {
        layer.node(element.key)?.classList.toggle("lit", key !== null && element.ends.includes(key));
      }
    });
  };
}

/** Cards, a group for each cell, with what a screen reader says of them. */
export function cards(
  scene: SceneState,
  cells: () => Cell[],
  whole: () => boolean,
  describe: (card: SceneElement) => string,
): Attachment<SVGGElement> {
  return (group) => {
    let details = true;
    const cardNode = (card: SceneElement) => {
      const made = node("g", {
        id: `card-${card.key}`,
        class: "card",
        "data-element": card.key,
        role: "img",
      });
      addShapes(made, card.shapes);
      if (details) addShapes(made, card.details);
      return made;
    };
    const layer = new Layer<string>(group, () => node("g"));
    const inner = new Map<string, Layer<SceneElement>>();
    $effect(() => {
      if (details !== whole()) {
        layer.clear();
        inner.clear();
      }
      details = whole();
      const shown = cells().flatMap(([key, [first]]): Shown<string>[] =>
        first ? [{ key, thing: key, place: placeOf(scene, first) }] : [],
      );
      layer.show(shown);
      for (const key of inner.keys()) if (!layer.node(key)) inner.delete(key);
      for (const [key, list] of cells()) {
        const cell = layer.node(key);
        if (!cell) continue;
        const known = inner.get(key) ?? new Layer(cell, cardNode);
        inner.set(key, known);
        known.show(list.map((thing) => ({ key: thing.key, thing })));
      }
    });
    $effect(() => {
      for (const [key, list] of cells()) {
        const cell = inner.get(key);
        for (const card of list) {
          const shown = cell?.node(card.key);
          const words = describe(card);
          if (shown && shown.getAttribute("aria-label") !== words) shown.setAttribute("aria-label", words);
        }
      }
    });
  };
}

/** All shapes of an element, anew when it is another. */
export function shapes(element: () => SceneElement): Attachment<SVGGElement> {
  return (group) => {
    $effect(() => {
      const { shapes, details } = element();
      group.replaceChildren();
      addShapes(group, shapes);
      addShapes(group, details);
    });
  };
}
