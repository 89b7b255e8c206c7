/**
 * The map as the rest of the window sees it: its camera, the card next in a direction, linking by keys, and
 * words for what is drawn. One canvas per window.
 */
import type { Session } from "../state/session.svelte";
import type { Subject } from "../state/selection.svelte";
import type { Element } from "../wire/Element";
import type { Rect } from "../wire/Rect";
import { SEVERITY } from "../state/severity";
import { Camera } from "./camera.svelte";
import { next, type Direction } from "./geometry";
import { words } from "../words/words";

export class Canvas {
  readonly camera: Camera;
  /** Key of the card a link begins at, while linking by keys. */
  linking = $state<string | null>(null);
  /** Key of the card the link would end at. */
  target = $state<string | null>(null);
  /** Gives the map the keyboard; set while it is shown. */
  focus: () => void = () => undefined;

  /** Where the menu of the selection is open, screen pixels. */
  menu = $state.raw<{ x: number; y: number } | null>(null);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.camera = new Camera(session.workshop.scene);
  }

  /** Draws the links of a bundle one by one. */
  unfold(bundle: Element): void {
    const { links } = this.#session.workshop;
    const steps = bundle.ends.flatMap((key) => {
      const from = links.get(key.slice("link:".length))?.from;
      return from && "step" in from ? [from.step] : [];
    });
    void this.#session.navigation.show({ unfold: [...new Set(steps)] });
  }

  /** Where a thing is drawn. */
  placeOf(subject: Subject): Rect | null {
    const scene = this.#session.workshop.scene;
    const { kind, id } = subject;
    if (kind === "step" || kind === "outcome") return scene.place(`${kind}:${id}`);
    if (kind === "link") {
      const from = this.#session.workshop.links.get(id)?.from;
      if (!from) return null;
      return scene.place("step" in from ? `step:${from.step}` : `outcome:${from.outcome}`);
    }
    if (kind === "stage") {
      const column = scene.columns.find((c) => c.key === `stage:${id}`);
      return column ? { x: column.x, y: 0, width: column.width, height: 1 } : null;
    }
    const row = scene.rows.find((r) => r.key === `lane:${id}`);
    return row ? { x: 0, y: row.y, width: 1, height: row.height } : null;
  }

  /** Goes to the card next in a direction, or begins at the first one. */
  step(direction: Direction, extend = false): void {
    if (this.#session.view.presenting && !this.linking) {
      this.#wander(direction);
      return;
    }
    const { selection, workshop } = this.#session;
    const scene = workshop.scene;
    const from = this.linking ? this.target : this.#active();
    const cards = scene.allCards();
    const rect = from ? scene.place(from) : null;
    const to = rect ? next(cards, rect, direction) : (cards[0]?.key ?? null);
    if (!to) return;
    if (this.linking) {
      this.target = to;
      const place = scene.place(to);
      if (place) this.camera.bring(place);
      return;
    }
    const [kind, id] = to.split(":") as ["step" | "outcome", string];
    if (extend && kind === "step") {
      selection.steps.add(id);
      selection.subject = { kind, id };
    } else selection.only({ kind, id });
  }

  /** While presenting, arrows walk the stages and scroll what is higher than the screen. */
  #wander(direction: Direction): void {
    if (direction === "left" || direction === "right") {
      this.walk(direction === "left" ? -1 : 1);
      return;
    }
    const { view, screen } = this.camera;
    this.camera.to({ ...view, y: view.y + (direction === "up" ? 1 : -1) * screen.height * 0.4 });
  }

  /** Begins a link at the selected card; arrows choose the other end, Enter links. */
  beginLink(): void {
    const from = this.#active();
    if (!from) return;
    this.linking = from;
    this.target = from;
    this.#session.messages.say(
      "Linking: go to the other card with the arrows, Enter links, Esc gives up.",
      "",
      null,
      "link",
    );
  }

  finishLink(): void {
    const [from, to] = [this.linking, this.target];
    this.stopLink();
    if (from && to) void this.#session.edits.link(from, to);
  }

  stopLink(): void {
    this.linking = null;
    this.target = null;
  }

  /** Walks the stages of the buyer journey (or the sales process) when presenting. */
  walk(by: -1 | 1): void {
    const stages = this.stops();
    if (stages.length === 0) return;
    this.stop = Math.min(stages.length - 1, Math.max(0, this.stop + by));
    this.present();
  }

  stop = $state(0);

  /** Left edges and widths of the columns that presenting walks over. */
  stops(): { title: string; x: number; width: number }[] {
    const columns = this.#session.workshop.scene.columns;
    const buyer = columns.filter((column) => column.kind === "buyer_stage");
    const stages = buyer.length > 0 ? buyer : columns.filter((column) => column.kind === "seller_stage");
    return [...stages, ...columns.filter((column) => column.kind === "outcomes" && column.width > 0)].map(
      ({ title, x, width }) => ({ title: title || "Outcomes", x, width }),
    );
  }

  /** Shows the stop with as many neighbours, up to three in all, as fit at the size presenting asks for. */
  present(): void {
    const stops = this.stops();
    const here = stops[this.stop];
    if (!here) return;
    const { width } = this.camera.screen;
    const k = 20 / this.#session.workshop.scene.titleSize;
    let span = here.width;
    for (const more of stops.slice(this.stop + 1, this.stop + 3)) {
      const wider = more.x + more.width - here.x;
      if ((wider + this.camera.headWidth) * k > width) break;
      span = wider;
    }
    this.camera.present(here.x, span);
  }

  /** What a screen reader says of a card. */
  describe(element: Element): string {
    const { steps, lanes, stages, gapsAbout } = this.#session.workshop;
    const id = element.subject?.id ?? "";
    const step = steps.get(id);
    if (!step) return element.title;
    const gaps = gapsAbout.get(id) ?? [];
    const worst = gaps[0];
    const parts = [
      step.title || "Untitled",
      lanes.get(step.lane)?.title,
      stages.get(step.stage)?.title,
      worst ? `${words.counted(gaps.length, "gap", "gaps")}, worst ${SEVERITY[worst.severity].word}` : "",
      element.note ?? "",
    ];
    return parts.filter(Boolean).join(", ");
  }

  #active(): string | null {
    const { subject } = this.#session.selection;
    return subject && (subject.kind === "step" || subject.kind === "outcome")
      ? `${subject.kind}:${subject.id}`
      : null;
  }
}
