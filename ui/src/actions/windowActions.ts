/** Actions of the window: the workshop as a file, the screens, how things look. */
import { canvas } from "../map/canvas.svelte";
import { session } from "../state/session.svelte";
import { THEMES, type Screen } from "../state/view.svelte";
import type { Action } from "./action";
import { exportMap, importFile, importRecords, newWorkshop, openWorkshop, printNow, saveCopy } from "./files";
import { toggleFullscreen, togglePresenting } from "./present";

const { view } = session;

function screen(name: Screen): void {
  if (session.open) view.screen = name;
}

/** Brings a field into sight and gives it the keyboard. */
function reachField(draft: string): void {
  const field = document.querySelector<HTMLElement>(`[data-field="${draft}"]`);
  field?.scrollIntoView({ block: "center" });
  field?.focus({ preventScroll: true });
}

export const windowActions: Action[] = [
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
    id: "import-records",
    label: "Import records: an export of the CRM, an event log",
    group: "Workshop",
    keys: ["Ctrl+Shift+L"],
    place: "workshop",
    edits: true,
    run: () => void importRecords(),
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
    id: "go-measure",
    label: "Measure: the numbers of the map",
    group: "Go to",
    keys: ["Alt+3"],
    place: "workshop",
    run: () => screen("measure"),
  },
  {
    id: "go-gaps",
    label: "Gaps",
    group: "Go to",
    keys: ["Alt+4"],
    place: "workshop",
    run: () => screen("gaps"),
  },
  {
    id: "go-improve",
    label: "Improve: scenarios beside the present",
    group: "Go to",
    keys: ["Alt+6"],
    place: "workshop",
    run: () => screen("improve"),
  },
  {
    id: "new-scenario",
    label: "New scenario, to be compared with the present",
    group: "Go to",
    keys: [],
    place: "workshop",
    edits: true,
    run: () => {
      screen("improve");
      requestAnimationFrame(() => reachField("scenario:new"));
    },
  },
  {
    id: "go-report",
    label: "Report",
    group: "Go to",
    keys: ["Alt+8"],
    place: "workshop",
    run: () => screen("report"),
  },
  {
    id: "go-settings",
    label: "Settings of the workshop: thresholds, severities, rules",
    group: "Go to",
    keys: ["Ctrl+,"],
    place: "workshop",
    run: () => screen("settings"),
  },
  {
    id: "go-tools",
    label: "Tools and programmes",
    group: "Go to",
    keys: [],
    place: "workshop",
    run: () => {
      screen("charter");
      requestAnimationFrame(() => reachField("tool:new"));
    },
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
    id: "larger",
    label: "Show everything larger",
    group: "Look",
    keys: ["Ctrl+Alt+=", "Ctrl+Alt++"],
    place: "anywhere",
    run: () => view.resize(1),
  },
  {
    id: "smaller",
    label: "Show everything smaller",
    group: "Look",
    keys: ["Ctrl+Alt+-"],
    place: "anywhere",
    run: () => view.resize(-1),
  },
  {
    id: "normal-size",
    label: "Show everything at its usual size",
    group: "Look",
    keys: ["Ctrl+Alt+0"],
    place: "anywhere",
    run: () => view.resize(0),
  },
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
];
