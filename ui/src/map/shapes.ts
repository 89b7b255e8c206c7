/**
 * Shapes of the drawing as SVG nodes, made by hand: a map has thousands, and a component for each would hold
 * more than the nodes themselves. Colours come from the theme by token, as classes. Nothing here is kept.
 */
import type { Element as SceneElement } from "../wire/Element";
import type { Paint } from "../wire/Paint";
import type { Shape } from "../wire/Shape";
import type { TextLine } from "../wire/TextLine";
import { arrowPath, routePath } from "./geometry";
import { dash, fill, stroke } from "./paint";

const SVG = "http://www.w3.org/2000/svg";
const ARROW = 8;
const DOT = 3.5;

interface Point {
  x: number;
  y: number;
}

type Values = Record<string, string | number | undefined>;

/** An element with attributes, those that say nothing left out. */
export function node<K extends keyof SVGElementTagNameMap>(
  name: K,
  values: Values = {},
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const name in values) {
    const value = values[name];
    if (value !== undefined) made.setAttribute(name, String(value));
  }
  return made;
}

function painted(paint: Paint): Values {
  if (!paint.stroke) return { class: fill(paint.fill) };
  return {
    class: `${fill(paint.fill)} ${stroke(paint.stroke)}`,
    "stroke-width": paint.width,
    "stroke-dasharray": dash(paint.dash),
  };
}

/**
 * A line of text is set to the width it was measured with, so that a system that sets type a little wider lets
 * nothing run out of its card.
 */
function textNode(shape: Extract<Shape, { shape: "text" }>, line: TextLine): SVGTextElement {
  const measured = line.width > 0;
  const text = node("text", {
    x: line.x,
    y: line.y,
    textLength: measured ? line.width : undefined,
    lengthAdjust: measured ? "spacingAndGlyphs" : undefined,
    "font-size": shape.size,
    "font-weight": shape.weight,
    class: fill(shape.color),
    direction: line.rtl ? "rtl" : undefined,
  });
  text.textContent = line.text;
  return text;
}

/** Adds a shape; `points` are those of a route, in pixels of the drawing. */
function add(parent: Element, shape: Shape, points: Point[]): void {
  switch (shape.shape) {
    case "rect": {
      const { x, y, width, height } = shape.rect;
      const rx = shape.radius > 0 ? shape.radius : undefined;
      parent.append(node("rect", { x, y, width, height, rx, ...painted(shape.paint) }));
      return;
    }
    case "path":
      parent.append(
        node("path", {
          d: shape.d,
          ...painted(shape.paint),
          "stroke-linecap": shape.paint.stroke ? "round" : undefined,
          "stroke-linejoin": shape.paint.stroke ? "round" : undefined,
        }),
      );
      return;
    case "route": {
      const d = routePath(points, shape.radius, shape.head === "arrow" ? ARROW - 1 : 0);
      parent.append(node("path", { d, ...painted({ ...shape.paint, fill: null }) }));
      const end = points.at(-1);
      const color = fill(shape.paint.stroke);
      if (shape.head === "arrow") parent.append(node("path", { d: arrowPath(points, ARROW), class: color }));
      else if (shape.head === "dot" && end) {
        parent.append(node("circle", { cx: end.x, cy: end.y, r: DOT, class: color }));
      }
      return;
    }
    case "text":
      for (const line of shape.lines) parent.append(textNode(shape, line));
  }
}

/** Adds shapes that lie where their parent lies; routes do not. */
export function addShapes(parent: Element, shapes: Shape[]): void {
  for (const shape of shapes) add(parent, shape, []);
}

/** A link: its route, a wider invisible one that is easy to hit, and what lies beside it at `place`. */
export function linkNode(element: SceneElement, points: Point[], place: string, whole: boolean): SVGGElement {
  const made = node("g", { class: "link", "data-element": element.key });
  made.append(node("path", { class: "reach", d: routePath(points, 8) }));
  for (const shape of element.shapes) {
    if (shape.shape === "route") add(made, shape, points);
    else made.append(placed(place, [shape]));
  }
  if (whole && element.details.length > 0) made.append(placed(place, element.details));
  return made;
}

/** Shapes in a group of their own. */
export function placed(place: string, shapes: Shape[]): SVGGElement {
  const made = node("g", { transform: place });
  addShapes(made, shapes);
  return made;
}
