/** Actions on the map: going from card to card, writing, linking, altering what is selected. */
import type { Action, ActionParts } from "./action";

export function mapActions(parts: ActionParts): Action[] {
  const { session, canvas, files, clipboard, gapWalk, presenting } = parts;
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

  function details(): void {
    view.panelOpen = true;
    view.panelTab = "details";
  }

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
    else if (view.presenting) void presenting.toggle();
  }

  return [
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
      run: () => void clipboard.copy(),
    },
    {
      id: "cut",
      label: "Cut",
      group: "Step",
      keys: ["Ctrl+X"],
      place: "map",
      needs: "steps",
      edits: true,
      run: () => void clipboard.cut(),
    },
    {
      id: "paste",
      label: "Paste as steps",
      group: "Step",
      keys: ["Ctrl+V"],
      place: "map",
      edits: true,
      run: () => void clipboard.paste(),
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
    {
      id: "next-gap",
      label: "Next gap",
      group: "Map",
      keys: ["G"],
      place: "map",
      run: () => gapWalk.next(1),
    },
    {
      id: "gap-before",
      label: "Gap before",
      group: "Map",
      keys: ["Shift+G"],
      place: "map",
      run: () => gapWalk.next(-1),
    },
    {
      id: "new-map",
      label: "New map or scenario",
      group: "Map",
      keys: [],
      place: "workshop",
      edits: true,
      run: () => files.newMap(),
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
    {
      id: "escape",
      label: "Give up, select nothing",
      group: "Map",
      keys: ["Esc"],
      place: "map",
      run: giveUp,
    },
  ];
}
