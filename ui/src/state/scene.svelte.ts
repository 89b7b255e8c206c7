/**
 * The drawing of the map as the desk laid it out: elements by key, columns and rows they are anchored to.
 * Lookup and anchoring only; where a thing lies is decided by the desk. Of a large map only the columns that
 * were looked at are here, and the places of all cards.
 */
import type { Anchored } from "../wire/Anchored";
import type { Drawing } from "../wire/Drawing";
import type { Element } from "../wire/Element";
import type { Rect } from "../wire/Rect";
import type { Scene } from "../wire/Scene";
import type { SceneCell } from "../wire/SceneCell";
import type { SceneColumn } from "../wire/SceneColumn";
import type { SceneDiff } from "../wire/SceneDiff";
import type { ScenePlace } from "../wire/ScenePlace";
import type { SceneRow } from "../wire/SceneRow";
import { Table } from "./table.svelte";

/** A link with its points and the box around them, in pixels of the drawing. */
export interface Route {
  element: Element;
  points: { x: number; y: number }[];
  box: Rect;
  /** Columns and rows it was worked out for. */
  columns: SceneColumn[];
  rows: SceneRow[];
}

export class SceneState {
  readonly #routes = new WeakMap<Element, Route>();

  width = $state(0);
  height = $state(0);
  columns = $state.raw<SceneColumn[]>([]);
  rows = $state.raw<SceneRow[]>([]);
  cells = $state.raw<SceneCell[]>([]);
  readonly elements = new Table<Element>();
  /** Columns whose elements are here; `null` when all are. */
  #drawn: Set<number> | null = null;
  /** Columns among these that have to be asked for again. */
  #again = new Set<number>();
  /** Where cards lie that may not be here; empty when all are. */
  readonly #places = new Map<string, ScenePlace>();
  /** Counts drawings taken as a whole. */
  epoch = $state(0);

  list = $derived([...this.elements.values()]);
  ground = $derived(this.list.filter((e) => e.layer === "ground"));
  links = $derived(this.list.filter((e) => e.layer === "links"));
  heads = $derived(this.list.filter((e) => e.layer === "heads"));
  labels = $derived(this.list.filter((e) => e.layer === "labels"));
  cards = $derived(this.list.filter((e) => e.layer === "cards"));
  /** Cards by their cell, `column/row`. */
  cardsByCell = $derived.by(() => {
    const cells = new Map<string, Element[]>();
    for (const card of this.cards) {
      const key = `${card.column}/${card.row}`;
      const cell = cells.get(key);
      if (cell) cell.push(card);
      else cells.set(key, [card]);
    }
    return cells;
  });
  /** Routes of the links in pixels of the drawing, with the boxes around them. */
  routes = $derived(this.links.map((link) => this.#route(link)));
  /** Size at which titles are set, pixels at zoom 1. */
  titleSize = $derived.by(() => {
    for (const card of this.cards) {
      for (const shape of card.shapes) if (shape.shape === "text") return shape.size;
    }
    return 12;
  });

  /** Takes a drawing: whole, or the columns `drawn` of a large one. */
  load(scene: Scene | null, drawn: number[] | null): void {
    this.#drawn = drawn && new Set(drawn);
    this.#again.clear();
    this.#places.clear();
    this.epoch += 1;
    this.width = scene?.width ?? 0;
    this.height = scene?.height ?? 0;
    this.columns = scene?.columns ?? [];
    this.rows = scene?.rows ?? [];
    this.cells = scene?.cells ?? [];
    const keep = new Set(scene?.elements.map((e) => e.key));
    for (const key of [...this.elements.keys()]) if (!keep.has(key)) this.elements.delete(key);
    for (const element of scene?.elements ?? []) this.elements.set(element.key, element);
  }

  take(diff: SceneDiff): void {
    this.width = diff.width;
    this.height = diff.height;
    if (diff.columns) this.columns = diff.columns;
    if (diff.rows) this.rows = diff.rows;
    if (diff.cells) this.cells = diff.cells;
    for (const key of diff.removed) {
      this.elements.delete(key);
      this.#places.delete(key);
    }
    const drawn = this.#drawn;
    for (const element of diff.upserted) {
      const { key, layer, column, row, bounds } = element;
      if (drawn && layer === "cards") this.#places.set(key, { key, column, row, bounds });
      if (drawn && layer === "cards" && !drawn.has(column)) this.elements.delete(key);
      else this.elements.set(key, element);
    }
    // Where columns moved, links may pass over others than before.
    if (diff.columns) this.#again = new Set(drawn);
  }

  /** Takes the places of all cards of a large drawing. */
  know(places: ScenePlace[]): void {
    for (const place of places) this.#places.set(place.key, place);
  }

  /** Columns among these whose elements are not here yet. */
  missing(columns: number[]): number[] {
    const drawn = this.#drawn;
    return drawn ? columns.filter((column) => !drawn.has(column) || this.#again.has(column)) : [];
  }

  /** Takes what some columns show. */
  draw(drawing: Drawing): void {
    for (const column of drawing.columns) {
      this.#drawn?.add(column);
      this.#again.delete(column);
    }
    for (const element of drawing.elements) this.elements.set(element.key, element);
  }

  /** Keys and places of all cards, drawn or not. */
  allCards(): { key: string; rect: Rect }[] {
    const all = this.#drawn ? [...this.#places.values()] : this.cards;
    return all.map((card) => ({ key: card.key, rect: this.bounds(card) }));
  }

  columnX(column: number): number {
    return this.columns[column]?.x ?? 0;
  }

  rowY(row: number): number {
    return this.rows[row]?.y ?? 0;
  }

  /** A point of a route in pixels of the drawing. */
  point(at: Anchored): { x: number; y: number } {
    return { x: this.columnX(at.column) + at.x, y: this.rowY(at.row) + at.y };
  }

  /** The route of a link, worked out once as long as neither it nor what it is anchored to changes. */
  #route(element: Element): Route {
    const { columns, rows } = this;
    const known = this.#routes.get(element);
    if (known && known.columns === columns && known.rows === rows) return known;
    const shape = element.shapes.find((other) => other.shape === "route");
    const points = shape?.shape === "route" ? shape.points.map((at) => this.point(at)) : [];
    const xs = points.map((point) => point.x);
    const ys = points.map((point) => point.y);
    const [x, y] = [Math.min(...xs) - 5, Math.min(...ys) - 5];
    const box = { x, y, width: Math.max(...xs) + 5 - x, height: Math.max(...ys) + 5 - y };
    const route = { element, points, box, columns, rows };
    this.#routes.set(element, route);
    return route;
  }

  /** Where an element lies in pixels of the drawing. */
  bounds(element: Pick<Element, "bounds" | "column" | "row">): Rect {
    const { x, y, width, height } = element.bounds;
    return { x: x + this.columnX(element.column), y: y + this.rowY(element.row), width, height };
  }

  /** Where the card of a step or outcome lies; `null` when it is not drawn. */
  place(key: string): Rect | null {
    const card = this.elements.get(key) ?? this.#places.get(key);
    return card ? this.bounds(card) : null;
  }

  /** Where the cell of a lane and a stage lies. */
  cell(lane: string, stage: string): Rect | null {
    const column = this.columns.find((c) => c.key === `stage:${stage}`);
    const row = this.rows.find((r) => r.key === `lane:${lane}`);
    return column && row ? { x: column.x, y: row.y, width: column.width, height: row.height } : null;
  }
}
