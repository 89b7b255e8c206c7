/** What an action is. The tables of actions and everything that reads them agree on this. */

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
