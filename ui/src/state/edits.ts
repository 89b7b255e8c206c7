/**
 * The changes a person makes on the map, put into the words of the model. Each is one undo. Nothing is
 * checked here: what is not allowed is refused by the desk, with the reason.
 */
import type { Change } from "../wire/Change";
import type { End } from "../wire/End";
import type { Link } from "../wire/Link";
import { ROW_DEFAULTS } from "../wire/rowDefaults";
import type { RowKey } from "../wire/RowKey";
import type { Side } from "../wire/Side";
import type { Capture } from "./capture.svelte";
import type { Changes } from "./changes";
import type { Messages } from "./messages.svelte";
import type { Selection } from "./selection.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** Asks the desk for a fresh id. */
export const NIL = "00000000-0000-0000-0000-000000000000";
/** A position beyond the end is the end. */
export const LAST = 0xffff_ffff;

/** What edits work with. */
export interface EditParts {
  changes: Changes;
  workshop: WorkshopState;
  selection: Selection;
  capture: Capture;
  messages: Messages;
}

/** Everything one can do to what is selected. */
export class Edits {
  readonly #parts: EditParts;

  constructor(parts: EditParts) {
    this.#parts = parts;
  }

  get #steps(): string[] {
    const { steps } = this.#parts.workshop;
    return [...this.#parts.selection.steps].filter((id) => steps.has(id));
  }

  #end(key: string): End | null {
    const { steps, outcomes } = this.#parts.workshop;
    const [kind, id] = key.split(":") as [string, string];
    if (kind === "step" && steps.has(id)) return { step: id };
    return kind === "outcome" && outcomes.has(id) ? { outcome: id } : null;
  }

  /** Links two cards by their keys on the drawing; the desk knows what joins them. */
  async link(fromKey: string, toKey: string): Promise<void> {
    const map = this.#parts.workshop.mapId;
    const [from, to] = [this.#end(fromKey), this.#end(toKey)];
    if (map && from && to) await this.#parts.changes.join(map, from, to);
  }

  async remove(): Promise<void> {
    const { selection } = this.#parts;
    const subject = selection.subject;
    const of: RowKey[] = this.#steps.map((step) => ({ step }));
    if (of.length === 0 && subject) of.push({ [subject.kind]: subject.id } as RowKey);
    if (of.length > 0 && (await this.#parts.changes.apply({ do: "remove", of }))) selection.clear();
  }

  /** Moves the selected steps to a cell; across the line that swaps their side. */
  async moveTo(lane: string, stage: string, position: number | null = null): Promise<void> {
    const { lanes, steps } = this.#parts.workshop;
    const ids = this.#steps;
    const side = lanes.get(lane)?.side;
    const sides = new Set(ids.map((id) => steps.get(id)?.side));
    if (ids.length === 0 || !side) return;
    if (sides.size === 1 && !sides.has(side)) {
      await this.#parts.changes.apply({ do: "swap_side", steps: ids, lane, stage });
      return;
    }
    const change: Change = { do: "move", steps: ids, lane, stage };
    if (position !== null) change.position = position;
    await this.#parts.changes.apply(change);
  }

  /** Moves the selected step one lane or stage further, or up and down inside its cell. */
  async shift(direction: "left" | "right" | "up" | "down", inside = false): Promise<void> {
    const { workshop } = this.#parts;
    const [id] = this.#steps;
    const step = id ? workshop.steps.get(id) : undefined;
    if (!step) return;
    if (inside) {
      const position = step.position + (direction === "up" || direction === "left" ? -1 : 1);
      if (position >= 0) await this.#parts.changes.apply({ do: "move", steps: [step.id], position });
      return;
    }
    const across = direction === "left" || direction === "right";
    const list = across ? workshop.stagesOf(step.side) : workshop.lanesOf(step.side);
    const now = list.findIndex((row) => row.id === (across ? step.stage : step.lane));
    const to = list[now + (direction === "left" || direction === "up" ? -1 : 1)];
    if (!to) return;
    await this.moveTo(across ? step.lane : to.id, across ? to.id : step.stage);
  }

  async duplicate(): Promise<void> {
    const steps = this.#steps;
    if (steps.length > 0) await this.#parts.changes.apply({ do: "duplicate", steps, ids: [] });
  }

  async merge(): Promise<void> {
    const [keep, ...others] = this.#steps;
    if (!keep || others.length === 0) {
      this.#parts.messages.say("Select two or more steps of one side to merge them.");
      return;
    }
    if (await this.#parts.changes.apply({ do: "merge_steps", keep, others })) {
      this.#parts.selection.only({ kind: "step", id: keep });
    }
  }

  /** Splits the selected step; the second half gets a title that can be typed over at once. */
  async split(): Promise<void> {
    const [step] = this.#steps;
    if (!step) return;
    if (
      !(await this.#parts.changes.apply({ do: "split_step", step, new_step: NIL, title: "", new_link: NIL }))
    )
      return;
    const next = this.#parts.workshop.mapLinks.find(
      (link) => link.kind === "flow" && "step" in link.from && link.from.step === step && "step" in link.to,
    );
    if (next && "step" in next.to) this.#parts.capture.begin("retitle", next.to.step);
  }

  /** Puts the selected steps across the line, into the first lane and the stage that lies opposite. */
  async swapSide(): Promise<void> {
    const { workshop } = this.#parts;
    const steps = this.#steps;
    const first = steps[0] ? workshop.steps.get(steps[0]) : undefined;
    if (!first) return;
    const side: Side = first.side === "buyer" ? "seller" : "buyer";
    const stages = workshop.stagesOf(side);
    const opposite = stages.find((stage) =>
      side === "seller"
        ? stage.paired.includes(first.stage)
        : workshop.stages.get(first.stage)?.paired.includes(stage.id),
    );
    const stage = opposite ?? stages[0];
    const lane = workshop.lanesOf(side)[0];
    if (!stage || !lane) {
      this.#parts.messages.say(
        side === "buyer"
          ? "The buyer journey has no lane and stage yet."
          : "The sales process has no lane and stage yet.",
      );
      return;
    }
    await this.#parts.changes.apply({ do: "swap_side", steps, lane: lane.id, stage: stage.id });
  }

  /** Puts an empty step into a flow link and opens it for its title. */
  async insertOn(link: Link): Promise<void> {
    const { workshop, capture } = this.#parts;
    const from = "step" in link.from ? workshop.steps.get(link.from.step) : undefined;
    if (link.kind !== "flow" || !from) return;
    const before = new Set(workshop.steps.keys());
    const step = emptyStep(from.map, from.side, from.lane, from.stage);
    if (!(await this.#parts.changes.apply({ do: "insert_on_link", link: link.id, step, new_link: NIL })))
      return;
    const made = [...workshop.steps.keys()].find((id) => !before.has(id));
    if (made) capture.begin("retitle", made);
  }

  async markDrawn(side: Side): Promise<void> {
    const { map } = this.#parts.workshop;
    if (map)
      await this.#parts.changes.apply({ do: "mark_drawn", map: map.id, side, drawn: !map.drawn[side] });
  }

  async addLane(side: Side, title: string): Promise<void> {
    const map = this.#parts.workshop.mapId;
    if (!map) return;
    const lane = { ...ROW_DEFAULTS.lane, id: NIL, map, side, title, position: LAST };
    await this.#parts.changes.apply({ do: "add", row: { lane } });
  }

  async addStage(side: Side, title: string): Promise<void> {
    const map = this.#parts.workshop.mapId;
    if (!map) return;
    const stage = { ...ROW_DEFAULTS.stage, id: NIL, map, side, title, position: LAST };
    await this.#parts.changes.apply({ do: "add", row: { stage } });
  }
}

/** A step with every field but its place at the default. */
export function emptyStep(map: string, side: Side, lane: string, stage: string) {
  return { ...ROW_DEFAULTS.step, id: NIL, map, side, lane, stage, position: LAST };
}
