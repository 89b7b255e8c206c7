/** What an action is. The tables of actions and everything that reads them agree on this. */
import type { Canvas } from "../map/canvas.svelte";
import type { Session } from "../state/session.svelte";
import type { Clipboard } from "./clipboard";
import type { FileActions } from "./files";
import type { GapWalk } from "./gaps";
import type { Presenting } from "./present";

export type Place = "anywhere" | "workshop" | "map";
export type Group = "Workshop" | "Go to" | "Map" | "Step" | "Look";

export interface Action {
  id: string;
  label: string;
  group: Group;
  /** Chords, the first one is shown. */
  keys: string[];
  /** Where its keys act. */
  place: Place;
  /** Acts on what is selected: offered only when something is. */
  needs?: "selection" | "steps" | "link" | "buyer_step";
  /** Alters the workshop: not offered when it is read-only. */
  edits?: boolean;
  run: () => void;
}

/** What the actions act on. */
export interface ActionParts {
  session: Session;
  canvas: Canvas;
  files: FileActions;
  clipboard: Clipboard;
  gapWalk: GapWalk;
  presenting: Presenting;
}
