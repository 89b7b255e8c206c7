/**
 * What is selected on the map: any number of steps, or one link, stage, lane, outcome or pool. Only ids; the
 * rows themselves are in the workshop.
 */
import { SvelteSet } from "svelte/reactivity";

export type SubjectKind = "step" | "link" | "stage" | "lane" | "outcome" | "pool";

export interface Subject {
  kind: SubjectKind;
  id: string;
}

export class Selection {
  /** The one that keys act on and the inspector shows. */
  subject = $state.raw<Subject | null>(null);
  /** All selected steps; holds the subject when that is a step. */
  readonly steps = new SvelteSet<string>();

  /** Selects one thing and nothing else. */
  only(subject: Subject): void {
    this.steps.clear();
    if (subject.kind === "step") this.steps.add(subject.id);
    this.subject = subject;
  }

  /** Adds a step, or takes it out when it is in. */
  toggle(id: string): void {
    if (this.steps.delete(id)) {
      const last = [...this.steps].at(-1);
      this.subject = last ? { kind: "step", id: last } : null;
    } else {
      this.steps.add(id);
      this.subject = { kind: "step", id };
    }
  }

  /** Selects these steps; the last one is the subject. */
  many(ids: Iterable<string>): void {
    this.steps.clear();
    let last: string | null = null;
    for (const id of ids) {
      this.steps.add(id);
      last = id;
    }
    this.subject = last ? { kind: "step", id: last } : null;
  }

  clear(): void {
    this.steps.clear();
    this.subject = null;
  }

  /** Whether this very thing is the subject. */
  is(kind: SubjectKind, id: string): boolean {
    return this.subject?.kind === kind && this.subject.id === id;
  }

  /** The selected step, when exactly one thing is selected and it is a step. */
  get step(): string | null {
    return this.steps.size === 1 && this.subject?.kind === "step" ? this.subject.id : null;
  }
}
