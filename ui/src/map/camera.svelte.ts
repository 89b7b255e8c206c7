/**
 * The camera over the drawing: pan and zoom (d3-zoom), the part that is mounted, what is shown of cards.
 * It moves nothing but itself.
 */
import { select, type Selection as D3Selection } from "d3-selection";
import { zoom, zoomIdentity, type ZoomBehavior } from "d3-zoom";
import type { SceneState } from "../state/scene.svelte";
import type { Rect } from "../wire/Rect";
import { brought, detailAt, fit, grown, holds, PRESENTED, seen, type Size, type View } from "./geometry";

const MIN_ZOOM = 0.15;
/** Heads are never narrower and lower than this on the screen. */
const LEAST_HEAD = { width: 96, height: 24 };
const MAX_ZOOM = 4;
/** How much more than what is in sight is mounted, as a share of it on each side. */
const MARGIN = 0.5;

export class Camera {
  view = $state.raw<View>({ x: 0, y: 0, k: 1 });
  screen = $state.raw<Size>({ width: 0, height: 0 });
  /** How much of the screen something lies over, from the right. */
  covered = 0;
  /** What is mounted: what is in sight and a margin; changes in steps, not with every frame. */
  mounted = $state.raw<Rect>({ x: 0, y: 0, width: 0, height: 0 });
  readonly #scene: SceneState;
  /** A picture stands; before that only what is in sight is mounted. */
  #settled = false;
  #zoom: ZoomBehavior<SVGSVGElement, unknown>;
  #target: D3Selection<SVGSVGElement, unknown, null, undefined> | null = null;

  detail = $derived.by(() => detailAt(this.view.k, this.#scene.titleSize));
  /** Height of the sticky stage heads, drawing pixels. */
  headHeight = $derived.by(() => this.#scene.rows.find((row) => row.kind === "stage_heads")?.height ?? 0);
  /** Width of the sticky lane heads, drawing pixels. */
  headWidth = $derived.by(
    () => this.#scene.columns.find((column) => column.kind === "lane_heads")?.width ?? 0,
  );

  /** Size of the sticky heads on the screen. */
  head = $derived.by(() => ({
    width: Math.max(this.headWidth * this.view.k, this.headWidth > 0 ? LEAST_HEAD.width : 0),
    height: Math.max(this.headHeight * this.view.k, this.headHeight > 0 ? LEAST_HEAD.height : 0),
  }));
  /** What the heads take beyond their place on the drawing; the drawing begins that much later. */
  shift = $derived.by(() => ({
    x: this.head.width - this.headWidth * this.view.k,
    y: this.head.height - this.headHeight * this.view.k,
  }));

  constructor(scene: SceneState) {
    this.#scene = scene;
    this.#zoom = zoom<SVGSVGElement, unknown>()
      .scaleExtent([MIN_ZOOM, MAX_ZOOM])
      .filter((event: Event) => this.#takes(event))
      .wheelDelta((event) => -event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.004))
      .on("zoom", ({ transform }: { transform: View }) => {
        this.view = { x: transform.x, y: transform.y, k: transform.k };
        this.#mount();
      });
  }

  /** Which gestures move the camera: dragging the ground, pinching, and the wheel with Ctrl. */
  #takes(event: Event): boolean {
    if (event instanceof WheelEvent) return event.ctrlKey || event.metaKey;
    if (event instanceof MouseEvent) {
      if (event.type === "dblclick" || event.shiftKey) return false;
      const onGround = !(event.target as globalThis.Element).closest("[data-element], [data-handle]");
      return event.button === 1 || (event.button === 0 && onGround);
    }
    return true;
  }

  /** Begins to move over this drawing; the result ends it. */
  attach(svg: SVGSVGElement): () => void {
    this.#settled = false;
    this.#target = select(svg);
    this.#target.call(this.#zoom).on("dblclick.zoom", null);
    const wheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 18 : 1;
      const [dx, dy] =
        event.shiftKey && event.deltaX === 0 ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
      this.to({ ...this.view, x: this.view.x - dx * unit, y: this.view.y - dy * unit });
    };
    svg.addEventListener("wheel", wheel, { passive: false });
    return () => {
      svg.removeEventListener("wheel", wheel);
      this.#target?.on(".zoom", null);
      this.#target = null;
    };
  }

  resize(screen: Size): void {
    this.screen = screen;
    this.to(this.view);
  }

  /** Goes there, kept over the drawing. */
  to(view: View): void {
    const kept = this.#kept(view);
    this.#target?.call((target) =>
      this.#zoom.transform(target, zoomIdentity.translate(kept.x, kept.y).scale(kept.k)),
    );
    this.view = kept;
    this.#mount();
  }

  /** Shows everything, or as much as stays readable. */
  fit(): void {
    const whole = fit(this.#scene, this.screen, this.#scene.titleSize);
    this.to({ ...whole, x: Infinity, y: Infinity });
  }

  /** Zooms about the middle of the screen. */
  zoomBy(factor: number): void {
    const { x, y, k } = this.view;
    const to = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, k * factor));
    const [cx, cy] = [this.screen.width / 2, this.screen.height / 2];
    this.to({ k: to, x: cx - ((cx - x) / k) * to, y: cy - ((cy - y) / k) * to });
  }

  /** Brings a place into sight, moving as little as needed; at least readable if `near`. */
  bring(rect: Rect, near = false): void {
    const readable = detailAt(this.view.k, this.#scene.titleSize) === "full";
    if (near && !readable)
      this.zoomBy(fit({ width: 1e6, height: 1e6 }, this.screen, this.#scene.titleSize).k / this.view.k);
    this.to(brought(this.view, rect, this.#clear()));
  }

  /** Shows a span of the drawing with titles as large as presenting asks for. */
  present(from: number, width: number): void {
    const { titleSize, height } = this.#scene;
    const room = this.screen.width / (width + this.headWidth);
    const whole = this.screen.height / Math.max(1, height);
    const k = Math.max(PRESENTED / titleSize, Math.min(room, whole));
    this.to({ k, x: this.headWidth * k - from * k, y: 0 });
  }

  /** The part of the screen that neither heads nor the panel cover. */
  #clear(): Rect {
    const [left, top] = [this.head.width + 12, this.head.height + 12];
    return {
      x: left,
      y: top,
      width: Math.max(40, this.screen.width - this.covered - left - 24),
      height: Math.max(40, this.screen.height - top - 24),
    };
  }

  #kept(view: View): View {
    // Room at the far ends for a card that is about to be written there.
    const room = 340;
    const within = (value: number, size: number, screen: number, first: number) => {
      const low = Math.min(0, screen - size * view.k) - room;
      return Math.min(first, Math.max(low, value));
    };
    const first = (least: number, size: number) => (size > 0 ? Math.max(0, least - size * view.k) : 0);
    return {
      k: view.k,
      x: within(view.x, this.#scene.width, this.screen.width, first(LEAST_HEAD.width, this.headWidth)),
      y: within(view.y, this.#scene.height, this.screen.height, first(LEAST_HEAD.height, this.headHeight)),
    };
  }

  /** The first picture stands: from now on a margin is mounted too. */
  settle(): void {
    this.#settled = true;
    this.mounted = grown(seen(this.view, this.screen), MARGIN);
  }

  #mount(): void {
    const sight = seen(this.view, this.screen);
    const wide = this.mounted.width > sight.width * (1 + 4 * MARGIN);
    if (wide || !holds(this.mounted, sight)) this.mounted = grown(sight, this.#settled ? MARGIN : 0);
  }
}
