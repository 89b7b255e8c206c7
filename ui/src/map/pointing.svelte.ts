/**
 * The pointer on the map: select, drag a card to another cell, draw a link from its handle, a rubber band
 * with Shift. While dragging only a ghost moves; the desk lays out on drop.
 */
import type { GapWalk } from "../actions/gaps";
import type { Session } from "../state/session.svelte";
import type { Rect } from "../wire/Rect";
import type { Canvas } from "./canvas.svelte";
import { meets } from "./geometry";

/** A pointer that moved less than this, screen pixels, has clicked. */
const THRESHOLD = 4;

interface Point {
  x: number;
  y: number;
}

type Gesture =
  | { kind: "press"; key: string; at: Point }
  | { kind: "drag"; key: string; at: Point }
  | { kind: "link"; key: string }
  | { kind: "band"; at: Point };

export class Pointing {
  /** Where the dragged card would be, drawing pixels. */
  ghost = $state.raw<Rect | null>(null);
  /** The cell it would drop into. */
  drop = $state.raw<{ lane: string; stage: string; rect: Rect } | null>(null);
  /** The link being drawn. */
  wire = $state.raw<{ from: Point; to: Point } | null>(null);
  band = $state.raw<Rect | null>(null);
  busy = $derived(this.ghost !== null || this.wire !== null || this.band !== null);
  readonly #canvas: Canvas;
  readonly #session: Session;
  readonly #gapWalk: GapWalk;
  #gesture: Gesture | null = null;

  constructor(canvas: Canvas, session: Session, gapWalk: GapWalk) {
    this.#canvas = canvas;
    this.#session = session;
    this.#gapWalk = gapWalk;
  }

  down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const target = event.target as Element;
    const svg = event.currentTarget as SVGSVGElement;
    const at = this.#drawing(event, svg);
    const handle = target.closest<SVGElement>("[data-handle]")?.dataset["handle"];
    const key = target.closest<SVGElement>("[data-element]")?.dataset["element"];
    this.#canvas.focus();
    if (handle && !this.#session.workshop.readOnly) this.#gesture = { kind: "link", key: handle };
    else if (key) this.#gesture = { kind: "press", key, at };
    else if (event.shiftKey) this.#gesture = { kind: "band", at };
    else {
      this.#session.selection.clear();
      return;
    }
    svg.setPointerCapture(event.pointerId);
    if (key && !handle) this.#press(key, event.shiftKey || event.ctrlKey || event.metaKey);
  };

  move = (event: PointerEvent): void => {
    let gesture = this.#gesture;
    if (!gesture) return;
    const at = this.#drawing(event, event.currentTarget as SVGSVGElement);
    const { scene } = this.#session.workshop;
    if (gesture.kind === "press") {
      const far = Math.hypot(at.x - gesture.at.x, at.y - gesture.at.y) * this.#canvas.camera.view.k;
      if (far >= THRESHOLD && gesture.key.startsWith("step:") && !this.#session.workshop.readOnly) {
        gesture = { ...gesture, kind: "drag" };
        this.#gesture = gesture;
      }
    }
    if (gesture.kind === "drag") {
      const rect = scene.place(gesture.key);
      if (rect) this.ghost = { ...rect, x: rect.x + at.x - gesture.at.x, y: rect.y + at.y - gesture.at.y };
      this.drop = this.#cellAt(at);
    } else if (gesture.kind === "link") {
      const rect = scene.place(gesture.key);
      if (rect) this.wire = { from: { x: rect.x + rect.width, y: rect.y + rect.height / 2 }, to: at };
    } else if (gesture.kind === "band") {
      const [x, y] = [Math.min(at.x, gesture.at.x), Math.min(at.y, gesture.at.y)];
      this.band = { x, y, width: Math.abs(at.x - gesture.at.x), height: Math.abs(at.y - gesture.at.y) };
    }
  };

  up = (event: PointerEvent): void => {
    const gesture = this.#gesture;
    const { drop, band } = this;
    const at = this.#drawing(event, event.currentTarget as SVGSVGElement);
    this.cancel();
    if (gesture?.kind === "drag" && drop) void this.#session.edits.moveTo(drop.lane, drop.stage);
    if (gesture?.kind === "link") {
      const to = this.#cardAt(at);
      if (to) void this.#session.edits.link(gesture.key, to);
    }
    if (gesture?.kind === "band" && band) {
      const { scene } = this.#session.workshop;
      const inside = scene.allCards().filter(({ key, rect }) => key.startsWith("step:") && meets(band, rect));
      this.#session.selection.many(inside.map(({ key }) => key.slice("step:".length)));
    }
  };

  cancel = (): void => {
    this.#gesture = null;
    this.ghost = null;
    this.drop = null;
    this.wire = null;
    this.band = null;
  };

  /** A double click writes: the title of a card, or a first step in an empty place. */
  twice = (event: MouseEvent): void => {
    const key = (event.target as Element).closest<SVGElement>("[data-element]")?.dataset["element"];
    if (key?.startsWith("step:")) {
      this.#session.capture.begin("retitle", key.slice(5));
      return;
    }
    if (key) return;
    const cell = this.#cellAt(this.#drawing(event, event.currentTarget as SVGSVGElement));
    if (cell) this.#session.capture.begin("first", null, { lane: cell.lane, stage: cell.stage });
  };

  menu = (event: MouseEvent): void => {
    event.preventDefault();
    const key = (event.target as Element).closest<SVGElement>("[data-element]")?.dataset["element"];
    if (!key) return;
    if (!(key.startsWith("step:") && this.#session.selection.steps.has(key.slice(5))))
      this.#press(key, false);
    this.#canvas.menu = { x: event.clientX, y: event.clientY };
  };

  #press(key: string, more: boolean): void {
    const { selection, workshop } = this.#session;
    const element = workshop.scene.elements.get(key);
    const subject = element?.subject;
    if (!subject) {
      // A bundle stands for many links; it unfolds for one of the cards they leave from.
      if (element?.role === "bundle") this.#canvas.unfold(element);
      return;
    }
    if (subject.kind === "step" && more) selection.toggle(subject.id);
    else if (subject.kind === "step" && selection.steps.has(subject.id)) {
      selection.subject = { kind: "step", id: subject.id };
    } else selection.only({ kind: subject.kind, id: subject.id });
    this.#follow(subject.kind, subject.id);
  }

  /** The panel follows the pointer: the gap of a card, the details of what has no card. */
  #follow(kind: string, id: string): void {
    if (kind !== "step") {
      this.#session.view.panelTab = "details";
      return;
    }
    const gap = this.#gapWalk.openFindings().find((finding) => finding.subjects[0]?.id === id);
    this.#session.navigation.finding = gap?.fingerprint ?? null;
  }

  #drawing(event: MouseEvent, svg: SVGSVGElement): Point {
    const box = svg.getBoundingClientRect();
    const { x, y, k } = this.#canvas.camera.view;
    return { x: (event.clientX - box.left - x) / k, y: (event.clientY - box.top - y) / k };
  }

  #cellAt(at: Point): { lane: string; stage: string; rect: Rect } | null {
    const { scene } = this.#session.workshop;
    const row = scene.rows.find(
      (r) => (r.kind === "buyer_lane" || r.kind === "seller_lane") && at.y >= r.y && at.y < r.y + r.height,
    );
    if (!row) return null;
    const kind = row.kind === "buyer_lane" ? "buyer_stage" : "seller_stage";
    const column = scene.columns.find((c) => c.kind === kind && at.x >= c.x && at.x < c.x + c.width);
    if (!column) return null;
    return {
      lane: row.key.slice("lane:".length),
      stage: column.key.slice("stage:".length),
      rect: { x: column.x, y: row.y, width: column.width, height: row.height },
    };
  }

  #cardAt(at: Point): string | null {
    const { scene } = this.#session.workshop;
    const spot = { x: at.x - 1, y: at.y - 1, width: 2, height: 2 };
    return scene.cards.find((card) => meets(spot, scene.bounds(card)))?.key ?? null;
  }
}
