/** Everything on the maps that has a name, to be found by typing. */
import type { Session } from "../../state/session.svelte";

export interface Found {
  id: string;
  label: string;
  note: string;
  keys: string;
  run: () => void;
}

export function places(session: Session): Found[] {
  const { workshop } = session;
  const found: Found[] = [];
  for (const step of workshop.mapSteps) {
    const where = [workshop.lanes.get(step.lane)?.title, workshop.stages.get(step.stage)?.title];
    found.push({
      id: `step-${step.id}`,
      label: step.title || "Untitled",
      note: where.filter(Boolean).join(", "),
      keys: "",
      run: () => void session.navigation.goTo({ kind: "step", id: step.id }),
    });
    for (const question of step.questions) {
      found.push({
        id: `question-${question.id}`,
        label: question.text,
        note: `Question at ${step.title || "an untitled step"}`,
        keys: "",
        run: () => void session.navigation.goTo({ kind: "step", id: step.id }),
      });
    }
  }
  for (const side of ["buyer", "seller"] as const) {
    for (const stage of workshop.stagesOf(side)) {
      found.push({
        id: `stage-${stage.id}`,
        label: stage.title || "Untitled",
        note: side === "buyer" ? "Buyer stage" : "Sales stage",
        keys: "",
        run: () => void session.navigation.goTo({ kind: "stage", id: stage.id }),
      });
    }
    for (const lane of workshop.lanesOf(side)) {
      found.push({
        id: `lane-${lane.id}`,
        label: lane.title || "Untitled",
        note: side === "buyer" ? "Buyer role" : "Function",
        keys: "",
        run: () => void session.navigation.goTo({ kind: "lane", id: lane.id }),
      });
    }
  }
  for (const map of workshop.mapsInOrder) {
    if (map.id === workshop.mapId || session.view.presenting) continue;
    found.push({
      id: `map-${map.id}`,
      label: map.name || "Untitled map",
      note: map.kind === "scenario" ? "Scenario" : "Map",
      keys: "",
      run: () => void session.navigation.show({ map: map.id }),
    });
  }
  return found;
}
