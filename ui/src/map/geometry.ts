/**
 * Geometry of the view: what is in sight, how far a map is zoomed, which card lies next in a direction.
 * Free of any framework; all lengths are pixels of the drawing unless a name says screen.
 */
import type { Rect } from "../wire/Rect";

/** Pan and zoom: screen = drawing × k + (x, y). */
export interface View {
  x: number;
  y: number;
  k: number;
}

export interface Size {
  width: number;
  height: number;
}

/** What is shown of a card. */
export type Detail = "full" | "titles" | "cells";

/** Titles of at least this size on the screen are read with ease; full cards from here on. */
export const READABLE = 11;
/** Below this size on the screen a title is a smudge, and cells with counts say more. */
export const SMUDGE = 6.5;
/** Size of titles when presenting, screen pixels. */
export const PRESENTED = 20;

/** What to show of cards whose titles are set in `titleSize` at zoom `k`. */
export function detailAt(k: number, titleSize: number): Detail {
  const size = k * titleSize;
  // A hair of tolerance, so that a zoom made to be readable is readable.
  if (size >= READABLE - 0.01) return "full";
  return size >= SMUDGE ? "titles" : "cells";
}

/** The part of the drawing on the screen. */
export function seen(view: View, screen: Size): Rect {
  return {
    x: -view.x / view.k,
    y: -view.y / view.k,
    width: screen.width / view.k,
    height: screen.height / view.k,
  };
}

/** A rectangle grown on all sides by a share of its size. */
export function grown(rect: Rect, share: number): Rect {
  const dx = rect.width * share;
  const dy = rect.height * share;
  return { x: rect.x - dx, y: rect.y - dy, width: rect.width + 2 * dx, height: rect.height + 2 * dy };
}

export function meets(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function holds(outer: Rect, inner: Rect): boolean {
  return (
    outer.x <= inner.x &&
    outer.y <= inner.y &&
    outer.x + outer.width >= inner.x + inner.width &&
    outer.y + outer.height >= inner.y + inner.height
  );
}

/** The view that shows the whole drawing, or as much as stays readable, from its beginning. */
export function fit(drawing: Size, screen: Size, titleSize: number, margin = 16): View {
  if (drawing.width <= 0 || drawing.height <= 0) return { x: 0, y: 0, k: 1 };
  const whole = Math.min((screen.width - margin) / drawing.width, (screen.height - margin) / drawing.height);
  return { x: 0, y: 0, k: Math.min(1, Math.max(whole, READABLE / titleSize)) };
}

/** The view moved as little as needed to bring a rectangle into the clear part of the screen. */
export function brought(view: View, rect: Rect, clear: Rect): View {
  const left = rect.x * view.k + view.x;
  const top = rect.y * view.k + view.y;
  const right = left + rect.width * view.k;
  const bottom = top + rect.height * view.k;
  const shift = (low: number, high: number, from: number, to: number) =>
    low < from ? from - low : high > to ? Math.max(to - high, from - low) : 0;
  const dx = shift(left, right, clear.x, clear.x + clear.width);
  const dy = shift(top, bottom, clear.y, clear.y + clear.height);
  return dx || dy ? { ...view, x: view.x + dx, y: view.y + dy } : view;
}

export type Direction = "left" | "right" | "up" | "down";

interface Placed {
  key: string;
  rect: Rect;
}

/**
 * The card that lies next in a direction: the nearest one whose middle lies that way, where a detour to the
 * side counts three times; `null` at the border.
 */
export function next(cards: Iterable<Placed>, from: Rect, direction: Direction): string | null {
  const fx = from.x + from.width / 2;
  const fy = from.y + from.height / 2;
  let best: string | null = null;
  let least = Infinity;
  for (const { key, rect } of cards) {
    const dx = rect.x + rect.width / 2 - fx;
    const dy = rect.y + rect.height / 2 - fy;
    const [ahead, aside] = {
      left: [-dx, dy],
      right: [dx, dy],
      up: [-dy, dx],
      down: [dy, dx],
    }[direction] as [number, number];
    if (ahead <= 1) continue;
    const cost = ahead + 3 * Math.abs(aside);
    if (cost < least) {
      least = cost;
      best = key;
    }
  }
  return best;
}

/** An orthogonal route with round corners, as SVG path data. */
export function routePath(points: { x: number; y: number }[], radius: number, shorten = 0): string {
  const [first] = points;
  if (!first) return "";
  const all = points.map((point) => ({ ...point }));
  const last = all.at(-1);
  const before = all.at(-2);
  if (last && before && shorten > 0) {
    const length = Math.hypot(last.x - before.x, last.y - before.y);
    const part = length > 0 ? Math.min(shorten, length) / length : 0;
    last.x -= (last.x - before.x) * part;
    last.y -= (last.y - before.y) * part;
  }
  let d = `M${round(first.x)} ${round(first.y)}`;
  for (let i = 1; i < all.length; i += 1) {
    const [a, b, c] = [all[i - 1], all[i], all[i + 1]];
    if (!a || !b) break;
    if (!c) {
      d += `L${round(b.x)} ${round(b.y)}`;
      break;
    }
    const before = Math.hypot(b.x - a.x, b.y - a.y);
    const after = Math.hypot(c.x - b.x, c.y - b.y);
    const r = Math.min(radius, before / 2, after / 2);
    if (r <= 0) {
      d += `L${round(b.x)} ${round(b.y)}`;
      continue;
    }
    const on = (to: { x: number; y: number }, length: number) =>
      `${round(b.x + ((to.x - b.x) / length) * r)} ${round(b.y + ((to.y - b.y) / length) * r)}`;
    d += `L${on(a, before)}Q${round(b.x)} ${round(b.y)} ${on(c, after)}`;
  }
  return d;
}

const round = (value: number) => Math.round(value * 100) / 100;

/** A triangle of an arrow whose tip is at the end of the route. */
export function arrowPath(points: { x: number; y: number }[], length: number): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return "";
  const span = Math.hypot(tip.x - before.x, tip.y - before.y) || 1;
  const [ux, uy] = [(tip.x - before.x) / span, (tip.y - before.y) / span];
  const [bx, by] = [tip.x - ux * length, tip.y - uy * length];
  const half = length / 2;
  return (
    `M${round(tip.x)} ${round(tip.y)}L${round(bx - uy * half)} ${round(by + ux * half)}` +
    `L${round(bx + uy * half)} ${round(by - ux * half)}z`
  );
}
