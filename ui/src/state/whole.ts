/** A snapshot of a large map and the parts it left out, put together. */
import type { More } from "../wire/More";
import type { Snapshot } from "../wire/Snapshot";

/** Longest wait for the first picture, milliseconds: a window that is not shown paints nothing. */
const UNSEEN = 200;

export class Whole {
  readonly snapshot: Snapshot;

  constructor(first: Snapshot) {
    const { view } = first;
    const scene = view.scene && { ...view.scene, elements: [...view.scene.elements] };
    this.snapshot = {
      ...first,
      rows: [...first.rows],
      view: { ...view, scene, findings: [...view.findings] },
    };
  }

  add(part: More): void {
    const { rows, view } = this.snapshot;
    rows.push(...part.rows);
    view.findings.push(...part.findings);
    view.scene?.elements.push(...part.elements);
    this.snapshot.more = part.left;
  }
}

/** Resolves when what was set before is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, UNSEEN);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
