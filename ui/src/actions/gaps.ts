/** Walking from gap to gap, and from a gap to its place on the map. */
import type { Session } from "../state/session.svelte";
import type { Subject } from "../state/selection.svelte";
import type { About } from "../wire/About";
import type { Finding } from "../wire/Finding";

export class GapWalk {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Findings the room still has to deal with, in rank. */
  openFindings(): Finding[] {
    return this.#session.workshop.findings.filter(
      (finding) => !finding.unfinished && (finding.state === "open" || finding.state === "confirmed"),
    );
  }

  /** Where on the map a subject is seen; a question or criterion is seen at its step or stage. */
  placeOf(subject: About): Subject | null {
    const { workshop } = this.#session;
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
  show(finding: Finding): void {
    this.#session.navigation.finding = finding.fingerprint;
    this.#session.view.panelTab = "gaps";
    for (const subject of finding.subjects) {
      const place = this.placeOf(subject);
      if (place) {
        void this.#session.navigation.goTo(place);
        return;
      }
    }
  }

  next(by: 1 | -1): void {
    const findings = this.openFindings();
    if (findings.length === 0) {
      this.#session.messages.say("No gaps: nothing the rules can see.");
      return;
    }
    const now = findings.findIndex((finding) => finding.fingerprint === this.#session.navigation.finding);
    const at =
      now < 0 ? (by === 1 ? 0 : findings.length - 1) : (now + by + findings.length) % findings.length;
    const finding = findings[at];
    this.#session.view.panelOpen = true;
    if (finding) this.show(finding);
  }
}
