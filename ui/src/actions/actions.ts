/**
 * Every action of the window, once: its words, its keys, where it works, what it does. The palette, the
 * shortcut sheet, the menu of a card and the keys all read this table.
 */
import * as desk from "../backend/desk";
import { canvas } from "../map/canvas.svelte";
import { session } from "../state/session.svelte";
import { THEMES } from "../state/view.svelte";
import { chord, isLetter, isTextField } from "./keymap";
import { exportMap, importFile, newMap, newWorkshop, openWorkshop, printNow, saveCopy } from "./files";
import { copySelection, cutSelection, pasteText } from "./clipboard";
import { nextGap } from "./gaps";

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

const { view, selection, workshop, edits } = session;

const arrows = (["left", "right", "up", "down"] as const).flatMap((direction): Action[] => {
  const name = direction[0]?.toUpperCase() + direction.slice(1);
  const words = { left: "left", right: "right", up: "above", down: "below" }[direction];
  return [
    {
      id: `go-${direction}`,
      label: `Go to the card ${words}`,
      group: "Map",
      keys: [name],
      place: "map",
      run: () => canvas.step(direction),
    },
    {
      id: `extend-${direction}`,
      label: `Select the card ${words} too`,
      group: "Map",
      keys: [`Shift+${name}`],
      place: "map",
      run: () => canvas.step(direction, true),
    },
    {
      id: `move-${direction}`,
      label:
        direction === "left" || direction === "right"
          ? `Move to the stage ${words}`
          : `Move to the lane ${words}`,
      group: "Step",
      keys: [`Alt+${name}`],
      place: "map",
      needs: "steps",
      edits: true,
      run: () => void edits.shift(direction),
    },
  ];
});

/** Opens the editor on what is selected, or where the next step would be begun. */
function write(mode: "retitle" | "next"): void {
  const step = selection.step;
  if (step) session.capture.begin(mode, step);
  else if (selection.subject?.kind === "stage" || selection.subject?.kind === "lane") {
    const { kind, id } = selection.subject;
    session.capture.begin("first", null, kind === "stage" ? { stage: id } : { lane: id });
  } else if (selection.subject) details();
  else session.capture.begin("first", null);
}

function screen(name: "charter" | "map" | "gaps" | "report"): void {
  if (session.open) view.screen = name;
}

function details(): void {
  view.panelOpen = true;
  view.panelTab = "details";
}

export const actions: Action[] = [
  {
    id: "find-or-do",
    label: "Find or do",
    group: "Look",
    keys: ["Ctrl+K"],
    place: "anywhere",
    run: () => view.open("palette"),
  },
  {
    id: "find",
    label: "Find on the map",
    group: "Look",
    keys: ["Ctrl+F"],
    place: "workshop",
    run: () => view.open("find"),
  },
  {
    id: "shortcuts",
    label: "Shortcuts",
    group: "Look",
    keys: ["F1", "?"],
    place: "anywhere",
    run: () => view.open("shortcuts"),
  },
  {
    id: "undo",
    label: "Undo",
    group: "Workshop",
    keys: ["Ctrl+Z"],
    place: "workshop",
    edits: true,
    run: () => void session.undo(),
  },
  {
    id: "redo",
    label: "Redo",
    group: "Workshop",
    keys: ["Ctrl+Shift+Z", "Ctrl+Y"],
    place: "workshop",
    edits: true,
    run: () => void session.redo(),
  },
  {
    id: "new",
    label: "New workshop",
    group: "Workshop",
    keys: ["Ctrl+N"],
    place: "anywhere",
    run: () => void newWorkshop(),
  },
  {
    id: "open",
    label: "Open a workshop",
    group: "Workshop",
    keys: ["Ctrl+O"],
    place: "anywhere",
    run: () => void openWorkshop(),
  },
  {
    id: "close",
    label: "Close the workshop",
    group: "Workshop",
    keys: ["Ctrl+W"],
    place: "workshop",
    run: () => void session.close(),
  },
  {
    id: "version",
    label: "Keep a named version",
    group: "Workshop",
    keys: ["Ctrl+S"],
    place: "workshop",
    run: () => view.open("versions"),
  },
  {
    id: "save-copy",
    label: "Save a copy",
    group: "Workshop",
    keys: ["Ctrl+Shift+S"],
    place: "workshop",
    run: () => void saveCopy(),
  },
  {
    id: "import",
    label: "Import a file",
    group: "Workshop",
    keys: ["Ctrl+I"],
    place: "workshop",
    edits: true,
    run: () => void importFile(),
  },
  {
    id: "export",
    label: "Export",
    group: "Workshop",
    keys: ["Ctrl+E"],
    place: "workshop",
    run: () => void exportMap(),
  },
  {
    id: "print",
    label: "Print what we have",
    group: "Workshop",
    keys: ["Ctrl+P"],
    place: "workshop",
    run: () => void printNow(),
  },
  {
    id: "go-start",
    label: "Start screen",
    group: "Go to",
    keys: [],
    place: "workshop",
    run: () => void session.close(),
  },
  {
    id: "go-charter",
    label: "Charter",
    group: "Go to",
    keys: ["Alt+1"],
    place: "workshop",
    run: () => screen("charter"),
  },
  {
    id: "go-map",
    label: "Map",
    group: "Go to",
    keys: ["Alt+2"],
    place: "workshop",
    run: () => screen("map"),
  },
  {
    id: "go-gaps",
    label: "Gaps",
    group: "Go to",
    keys: ["Alt+3"],
    place: "workshop",
    run: () => screen("gaps"),
  },
  {
    id: "go-report",
    label: "Report",
    group: "Go to",
    keys: ["Alt+4"],
    place: "workshop",
    run: () => screen("report"),
  },
  {
    id: "present",
    label: "Present",
    group: "Look",
    keys: ["Ctrl+Shift+P"],
    place: "workshop",
    run: () => void togglePresenting(),
  },
  {
    id: "present-next",
    label: "Next stages",
    group: "Look",
    keys: ["PageDown"],
    place: "map",
    run: () => canvas.walk(1),
  },
  {
    id: "present-back",
    label: "Stages before",
    group: "Look",
    keys: ["PageUp"],
    place: "map",
    run: () => canvas.walk(-1),
  },
  {
    id: "fullscreen",
    label: "Full screen, and back",
    group: "Look",
    keys: ["F11"],
    place: "anywhere",
    run: () => void toggleFullscreen(),
  },
  ...THEMES.map((theme): Action => ({
    id: `theme-${theme}`,
    label: { light: "Light theme", dark: "Dark theme", projector: "Projector theme" }[theme],
    group: "Look",
    keys: [],
    place: "anywhere",
    run: () => view.setTheme(theme),
  })),
  {
    id: "panel",
    label: "Show or fold the panel",
    group: "Look",
    keys: ["Ctrl+B"],
    place: "workshop",
    run: () => (view.panelOpen = !view.panelOpen),
  },
  {
    id: "letters",
    label: "Letter keys on or off",
    group: "Look",
    keys: [],
    place: "anywhere",
    run: () => view.setLetterKeys(!view.letterKeys),
  },
  {
    id: "table",
    label: "Map as a table, and back",
    group: "Look",
    keys: ["T"],
    place: "map",
    run: () => (view.table = !view.table),
  },
  {
    id: "fit",
    label: "Fit the map",
    group: "Look",
    keys: ["F", "Ctrl+0"],
    place: "map",
    run: () => canvas.camera.fit(),
  },
  {
    id: "zoom-in",
    label: "Zoom in",
    group: "Look",
    keys: ["+", "Ctrl+=", "Ctrl++"],
    place: "map",
    run: () => canvas.camera.zoomBy(1.2),
  },
  {
    id: "zoom-out",
    label: "Zoom out",
    group: "Look",
    keys: ["-", "Ctrl+-"],
    place: "map",
    run: () => canvas.camera.zoomBy(1 / 1.2),
  },
  ...arrows,
  {
    id: "write",
    label: "Write the title",
    group: "Step",
    keys: ["Enter", "F2"],
    place: "map",
    edits: true,
    run: () => (canvas.linking ? canvas.finishLink() : write("retitle")),
  },
  {
    id: "next",
    label: "New step after this one",
    group: "Step",
    keys: ["N"],
    place: "map",
    edits: true,
    run: () => write("next"),
  },
  {
    id: "sibling",
    label: "New branch beside this one",
    group: "Step",
    keys: ["Shift+Enter"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => selection.step && session.capture.begin("sibling", selection.step),
  },
  {
    id: "across",
    label: "New step across the line",
    group: "Step",
    keys: ["Ctrl+Enter"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => selection.step && session.capture.begin("across", selection.step),
  },
  {
    id: "link",
    label: "Link to another card",
    group: "Step",
    keys: ["L"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => canvas.beginLink(),
  },
  {
    id: "insert",
    label: "Insert a step on this link",
    group: "Step",
    keys: ["I"],
    place: "map",
    needs: "link",
    edits: true,
    run: () => insertOnLink(),
  },
  {
    id: "split",
    label: "Split in two",
    group: "Step",
    keys: ["S"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.split(),
  },
  {
    id: "merge",
    label: "Merge the selected steps",
    group: "Step",
    keys: ["M"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.merge(),
  },
  {
    id: "duplicate",
    label: "Duplicate",
    group: "Step",
    keys: ["Ctrl+D"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.duplicate(),
  },
  {
    id: "convert",
    label: "Convert to a question, a note or a waypoint",
    group: "Step",
    keys: ["C"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => view.open("convert"),
  },
  {
    id: "swap",
    label: "Swap to the other side",
    group: "Step",
    keys: ["X"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.swapSide(),
  },
  {
    id: "earlier",
    label: "Move up in its cell",
    group: "Step",
    keys: ["Alt+Shift+Up"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.shift("up", true),
  },
  {
    id: "later",
    label: "Move down in its cell",
    group: "Step",
    keys: ["Alt+Shift+Down"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void edits.shift("down", true),
  },
  {
    id: "remove",
    label: "Remove",
    group: "Step",
    keys: ["Delete", "Backspace"],
    place: "map",
    needs: "selection",
    edits: true,
    run: () => void edits.remove(),
  },
  {
    id: "details",
    label: "Details of what is selected",
    group: "Step",
    keys: ["E"],
    place: "map",
    needs: "selection",
    run: details,
  },
  {
    id: "copy",
    label: "Copy",
    group: "Step",
    keys: ["Ctrl+C"],
    place: "map",
    needs: "steps",
    run: () => void copySelection(),
  },
  {
    id: "cut",
    label: "Cut",
    group: "Step",
    keys: ["Ctrl+X"],
    place: "map",
    needs: "steps",
    edits: true,
    run: () => void cutSelection(),
  },
  {
    id: "paste",
    label: "Paste as steps",
    group: "Step",
    keys: ["Ctrl+V"],
    place: "map",
    edits: true,
    run: () => void pasteText(),
  },
  {
    id: "select-all",
    label: "Select all steps",
    group: "Map",
    keys: ["Ctrl+A"],
    place: "map",
    run: () => selection.many(workshop.mapSteps.map((step) => step.id)),
  },
  {
    id: "drawn",
    label: "Mark the side drawn, or not",
    group: "Map",
    keys: ["D"],
    place: "map",
    edits: true,
    run: () => void edits.markDrawn(sideInHand()),
  },
  { id: "next-gap", label: "Next gap", group: "Map", keys: ["G"], place: "map", run: () => nextGap(1) },
  {
    id: "gap-before",
    label: "Gap before",
    group: "Map",
    keys: ["Shift+G"],
    place: "map",
    run: () => nextGap(-1),
  },
  {
    id: "new-map",
    label: "New map or scenario",
    group: "Map",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => newMap(),
  },
  {
    id: "add-buyer-stage",
    label: "Add a buyer stage",
    group: "Map",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => void edits.addStage("buyer", "New stage"),
  },
  {
    id: "add-seller-stage",
    label: "Add a sales stage",
    group: "Map",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => void edits.addStage("seller", "New stage"),
  },
  {
    id: "add-buyer-lane",
    label: "Add a buyer role",
    group: "Map",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => void edits.addLane("buyer", "New role"),
  },
  {
    id: "add-seller-lane",
    label: "Add a function",
    group: "Map",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => void edits.addLane("seller", "New function"),
  },
  { id: "escape", label: "Give up, select nothing", group: "Map", keys: ["Esc"], place: "map", run: giveUp },
];

/** The side that keys mean when they name none: that of the selection, else the one to be drawn next. */
function sideInHand(): "buyer" | "seller" {
  const { subject } = selection;
  const { steps, stages, lanes, map } = workshop;
  if (subject?.kind === "step") return steps.get(subject.id)?.side ?? "buyer";
  if (subject?.kind === "stage") return stages.get(subject.id)?.side ?? "buyer";
  if (subject?.kind === "lane") return lanes.get(subject.id)?.side ?? "buyer";
  return map?.drawn.buyer ? "seller" : "buyer";
}

function insertOnLink(): void {
  const link = selection.subject?.kind === "link" ? workshop.links.get(selection.subject.id) : undefined;
  if (link) void edits.insertOn(link);
}

function giveUp(): void {
  if (canvas.linking) canvas.stopLink();
  else if (selection.subject) selection.clear();
  else if (view.presenting) void togglePresenting();
}

/** Begins or ends presenting. Other maps' and people's matters go out of sight; see `view.presenting`. */
export async function togglePresenting(): Promise<void> {
  view.presenting = !view.presenting;
  view.screen = "map";
  view.table = false;
  await session.show({ presenting: view.presenting });
  if (view.presenting) {
    canvas.stop = 0;
    requestAnimationFrame(() => canvas.present());
  } else requestAnimationFrame(() => canvas.camera.fit());
  canvas.focus();
}

let full = false;

async function toggleFullscreen(): Promise<void> {
  full = !full;
  await desk.setFullscreen(full);
}

/** Whether an action can be done now. */
export function enabled(action: Action): boolean {
  if (action.place !== "anywhere" && !session.open) return false;
  if (action.edits && workshop.readOnly) return false;
  if (action.needs === "steps") return selection.steps.size > 0;
  if (action.needs === "link") return selection.subject?.kind === "link";
  if (action.needs === "selection") return selection.subject !== null;
  return true;
}

const byKeys = new Map(actions.flatMap((action) => action.keys.map((keys) => [keys, action] as const)));

/** Runs the action of a key, if it has one at this place. Says whether it did. */
export function runKey(event: KeyboardEvent, at: Place): boolean {
  const keys = chord(event);
  const action = keys ? byKeys.get(keys) : undefined;
  if (!keys || !action || event.defaultPrevented) return false;
  if (action.place === "map" && at !== "map") return false;
  if (isLetter(keys) && (at !== "map" || !view.letterKeys)) return false;
  // In an open field undo, copy and the like belong to the text.
  if (at !== "map" && isTextField(event.target) && /^Ctrl\+(?:Shift\+)?[ZYACVX]$/u.test(keys)) return false;
  if (!enabled(action)) return false;
  event.preventDefault();
  action.run();
  return true;
}

export function action(id: string): Action | undefined {
  return actions.find((known) => known.id === id);
}
