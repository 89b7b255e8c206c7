/** Titles of what a link joins. */
import type { WorkshopState } from "../../state/workshop.svelte";
import type { End } from "../../wire/End";
import { OUTCOMES } from "./words";

export function endTitle(workshop: WorkshopState, end: End): string {
  const { steps, outcomes } = workshop;
  if ("step" in end) return steps.get(end.step)?.title || "Untitled";
  const outcome = outcomes.get(end.outcome);
  return outcome?.title || OUTCOMES.find((known) => known.value === outcome?.kind)?.label || "Outcome";
}
