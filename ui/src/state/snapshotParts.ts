/** What the snapshot of a large map left out, put together from its parts. */
import type { Finding } from "../wire/Finding";
import type { SnapshotPart } from "../wire/SnapshotPart";
import type { Row } from "../wire/Row";
import type { ScenePlace } from "../wire/ScenePlace";

/** Longest wait for the first picture, milliseconds: a window that is not shown paints nothing. */
const UNSEEN = 200;

export class SnapshotParts {
  readonly rows: Row[] = [];
  readonly findings: Finding[] = [];
  /** Where all cards of the map lie. */
  readonly places: ScenePlace[] = [];

  add(part: SnapshotPart): void {
    this.rows.push(...part.rows);
    this.findings.push(...part.findings);
    this.places.push(...part.places);
  }
}

/** Resolves when what was set before is on the screen. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, UNSEEN);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
