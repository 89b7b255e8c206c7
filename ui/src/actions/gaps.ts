/** Walking from gap to gap, and from a gap to its place on the map. */
import { session } from "../state/session.svelte";
import type { Subject } from "../state/selection.svelte";
import type { About } from "../wire/About";
import type { Finding } from "../wire/Finding";

/** Findings the room still has to deal with, in rank. */
export function openFindings(): Finding[] {
  return session.workshop.findings.filter(
    (finding) => !finding.unfinished && (finding.state === "open" || finding.state === "confirmed"),
  );
}

/** Where on the map a subject is seen; a question or criterion is seen at its step or stage. */
export function placeOf(subject: About): Subject | null {
  const { workshop } = session;
  switch (subject.kind) {
    case "step":
    case "link":
    case "stage":
    case "lane":
    case "outcome":
    case "pool":
      return { kind: subject.kind, id: subject.id };
    case "question": {
      const step = workshop.mapSteps.find((known) => known.questions.some((q) => q.id === subject.id));
      return step ? { kind: "step", id: step.id } : null;
    }
    case "criterion": {
      const stage = [...workshop.stages.values()].find((known) =>
        known.criteria.some((c) => c.id === subject.id),
      );
      return stage ? { kind: "stage", id: stage.id } : null;
    }
    case "map":
    case "tool":
      return null;
  }
}

/** Shows a finding: its card in the panel and its place on the map. */
export function showFinding(finding: Finding): void {
  session.finding = finding.fingerprint;
  session.view.panelTab = "gaps";
  for (const subject of finding.subjects) {
    const place = placeOf(subject);
    if (place) {
      void session.goTo(place);
      return;
    }
  }
}

export function nextGap(by: 1 | -1): void {
  const findings = openFindings();
  if (findings.length === 0) {
    session.messages.say("No gaps: nothing the rules can see.");
    return;
  }
  const now = findings.findIndex((finding) => finding.fingerprint === session.finding);
  const at = now < 0 ? (by === 1 ? 0 : findings.length - 1) : (now + by + findings.length) % findings.length;
  const finding = findings[at];
  session.view.panelOpen = true;
  if (finding) showFinding(finding);
}
