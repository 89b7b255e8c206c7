/**
 * The card editor: what is being typed, where it will stand, and the lines on their way to the desk. Typing
 * never waits: a line is handed to the queue and the editor goes on at once; the step it continues from is
 * looked up when its turn has come. What a line means is decided by the desk.
 */
import type { CommandOf } from "../backend/host";
import type { Draft } from "../wire/Draft";
import type { Entered } from "../wire/Entered";
import type { EntryMode } from "../wire/EntryMode";
import type { Side } from "../wire/Side";
import type { CapturedLine } from "../wire/CapturedLine";
import { editorDraft, leftOver, type EditorLine } from "./editorDraft";
import type { Drafts } from "./drafts";
import { readLine, readLines } from "./typedLine";
import type { Messages } from "./messages.svelte";
import type { Navigation } from "./navigation.svelte";
import type { Requests } from "./requests.svelte";
import type { Selection } from "./selection.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** A step that may not be made yet; the reply of the desk fills it in. */
interface Handle {
  step: string | null;
  /** The desk has answered, and `step` says what it made. */
  answered: Promise<void>;
}

/** A line handed in and not answered yet. */
type Pending = EditorLine;

/** A line the desk refused; nothing typed is lost. */
export interface Held {
  id: number;
  text: string;
}

/** What the editor works with. */
export interface CaptureParts {
  requests: Requests;
  navigation: Navigation;
  workshop: WorkshopState;
  selection: Selection;
  drafts: Drafts;
  messages: Messages;
}

const DRAFT = "card";

/** A step that is made already. */
function known(step: string | null): Handle {
  return { step, answered: Promise.resolve() };
}

export class Capture {
  open = $state(false);
  mode = $state<EntryMode>("first");
  text = $state("");
  /** The step the editor stands at, as far as it is known. */
  at = $state<string | null>(null);
  /** Lane and stage chosen by Alt+arrows. */
  lane = $state<string | null>(null);
  stage = $state<string | null>(null);
  pending = $state.raw<Pending[]>([]);
  held = $state.raw<Held[]>([]);
  /** Where the same title stands already: title of the stage and the step. */
  also = $state.raw<{ stage: string; step: string; made: string } | null>(null);
  /** Grows when the field is to take the keyboard again. */
  wanted = $state(0);
  #handle = known(null);
  #next = 1;
  readonly #parts: CaptureParts;

  constructor(parts: CaptureParts) {
    this.#parts = parts;
  }

  /** The side the line will stand on. */
  get side(): Side {
    const { steps, stages, lanes } = this.#parts.workshop;
    if (this.stage) return stages.get(this.stage)?.side ?? "buyer";
    if (this.lane) return lanes.get(this.lane)?.side ?? "buyer";
    const from = this.at ? steps.get(this.at)?.side : null;
    if (!from) return "buyer";
    return this.mode === "across" ? (from === "buyer" ? "seller" : "buyer") : from;
  }

  /** Opens the editor at a step, or for a first step in a cell. */
  begin(
    mode: EntryMode,
    step: string | null,
    place: { lane?: string; stage?: string; text?: string } = {},
  ): void {
    if (this.#parts.workshop.readOnly) {
      this.#parts.messages.say("This workshop is open for reading only.", "Save a copy to edit it.");
      return;
    }
    this.mode = mode;
    this.at = step;
    this.lane = place.lane ?? null;
    this.stage = place.stage ?? null;
    this.text = place.text ?? (mode === "retitle" && step ? this.#title(step) : "");
    this.also = null;
    this.#handle = known(step);
    this.#since = this.#next - 1;
    this.open = true;
    this.wanted += 1;
  }

  /** The text of the field changed. */
  typed(text: string): void {
    this.text = text;
    this.#keep();
  }

  /**
   * Hands the text in and goes on with the next line in the way asked for. Enter on an empty title stops;
   * with Shift or Ctrl an empty title only turns the line into a branch or a step across.
   */
  enter(then: EntryMode): void {
    const text = this.text;
    if (readLine(text).kind === "empty") {
      if (then === "next" && this.mode !== "retitle") this.select();
      else this.#go(then);
      return;
    }
    if (this.mode !== "retitle" || text !== this.#title(this.#handle.step)) this.#send(text);
    this.#go(then);
  }

  /** Takes pasted lines: n lines are n linked steps and one undo. Says whether it took them. */
  paste(pasted: string): boolean {
    const lines = readLines(pasted);
    if (lines.length < 2) return false;
    const [first, ...more] = lines;
    this.#send([`${this.text}${first ?? ""}`, ...more].join("\n"));
    this.#go("next");
    return true;
  }

  /** Leaves the editor and selects the card it stood at. Text in the field is handed in, not lost. */
  select(): void {
    if (readLine(this.text).kind !== "empty") {
      if (this.mode !== "retitle" || this.text !== this.#title(this.#handle.step)) this.#send(this.text);
    }
    this.text = "";
    const handle = this.#handle;
    this.stop();
    const show = () => {
      if (!handle.step || this.open) return;
      this.#parts.selection.only({ kind: "step", id: handle.step });
      this.#parts.navigation.reveal = { subject: { kind: "step", id: handle.step }, focus: true };
    };
    if (handle.step) show();
    this.#after = show;
    if (this.pending.length === 0) this.#after = null;
  }

  /** Closes the editor without a word. */
  stop(): void {
    this.open = false;
    this.text = "";
    this.#keep();
  }

  /** Puts a refused line back into the field. */
  takeBack(held: Held): void {
    this.held = this.held.filter((line) => line.id !== held.id);
    if (!this.open) this.begin("next", this.#parts.selection.step);
    this.typed(held.text);
    this.wanted += 1;
  }

  /** Chooses another lane or stage of the side for the next line. */
  shift(direction: "left" | "right" | "up" | "down"): void {
    const { workshop } = this.#parts;
    const from = this.at ? workshop.steps.get(this.at) : undefined;
    const side = this.side;
    const own = from && from.side === side ? from : undefined;
    if (direction === "up" || direction === "down") {
      const lanes = workshop.lanesOf(side);
      const now = lanes.findIndex((lane) => lane.id === (this.lane ?? own?.lane));
      const to = lanes[now < 0 ? 0 : now + (direction === "up" ? -1 : 1)];
      if (to) this.lane = to.id;
    } else {
      const stages = workshop.stagesOf(side);
      const now = stages.findIndex((stage) => stage.id === (this.stage ?? own?.stage));
      const to = stages[now < 0 ? 0 : now + (direction === "left" ? -1 : 1)];
      if (to) this.stage = to.id;
    }
  }

  /** Brings back what was being typed when the app went down, less the lines that were taken in. */
  restore(drafts: Draft[], captured: CapturedLine | null): void {
    this.#next = (captured?.line ?? 0) + 1;
    this.#since = this.#next - 1;
    const kept = drafts.find((draft) => draft.key === DRAFT);
    const left = kept ? leftOver(kept.text, captured) : null;
    if (!left) return;
    this.#next = Math.max(this.#next, left.next);
    const { steps, lanes, stages } = this.#parts.workshop;
    const step = left.at !== null && steps.has(left.at) ? left.at : null;
    const place: { text: string; lane?: string; stage?: string } = { text: left.text };
    if (left.lane !== null && lanes.has(left.lane)) place.lane = left.lane;
    if (left.stage !== null && stages.has(left.stage)) place.stage = left.stage;
    this.begin(step ? left.mode : "first", step, place);
    this.#keep();
    this.#parts.messages.say("The text you were typing is back in the field.");
  }

  #after: (() => void) | null = null;
  /** Number of the last line handed in before the editor began where it is. */
  #since = 0;

  #title(step: string | null): string {
    return (step && this.#parts.workshop.steps.get(step)?.title) || "";
  }

  #go(mode: EntryMode): void {
    this.mode = mode;
    this.text = "";
    this.lane = null;
    this.stage = null;
    this.wanted += 1;
    this.#keep();
  }

  #send(text: string): void {
    const { workshop } = this.#parts;
    const map = workshop.mapId;
    if (!map) return;
    const from = this.#handle;
    const { mode, lane, stage } = this;
    const line: Pending = { id: this.#next, text, mode, lane, stage };
    this.#next += 1;
    this.pending = [...this.pending, line];
    const command = async (): Promise<CommandOf<"enter">> => {
      // Its turn comes as soon as the line before is answered; what that answer means is taken in first.
      await from.answered;
      const enter: CommandOf<"enter"> = {
        call: "enter",
        map,
        mode: from.step ? mode : "first",
        text,
        line: line.id,
      };
      if (from.step) enter.from = from.step;
      if (lane) enter.lane = lane;
      if (stage) enter.stage = stage;
      return enter;
    };
    const to: Handle = known(null);
    this.#handle = to;
    to.answered = this.#parts.requests.run(command).then((entered) => {
      this.pending = this.pending.filter((other) => other.id !== line.id);
      if (entered) {
        to.step = entered.step ?? from.step;
        this.#tell(entered);
      } else {
        to.step = from.step;
        this.held = [...this.held, line];
      }
      if (this.#handle === to) this.at = to.step;
      this.#keep();
      if (this.pending.length === 0) {
        this.#after?.();
        this.#after = null;
      }
    });
  }

  #tell(entered: Entered): void {
    const [first] = entered.also;
    const made = entered.made.at(-1);
    this.also = first && made ? { stage: first[0], step: first[1], made } : null;
    if (this.also && !this.open) {
      this.#parts.messages.say(`The same title stands also in ${this.also.stage}.`);
    }
  }

  /** Keeps unanswered lines and the text of the field as one draft. */
  #keep(): void {
    const { drafts } = this.#parts;
    const { mode, lane, stage } = this;
    const field: EditorLine[] = this.open ? [{ id: this.#next, text: this.text, mode, lane, stage }] : [];
    const lines = [...this.pending, ...field].filter((line) => line.text.trim() !== "");
    if (lines.length === 0) drafts.forget(DRAFT);
    else drafts.keep(DRAFT, editorDraft({ at: this.at, since: this.#since, lines }));
  }
}
