/**
 * The grammar of a typed line, as far as the editor shows it while one types. The desk reads the line again
 * and decides; nothing is made here.
 */

export type LineKind = "step" | "question" | "criterion" | "parked" | "empty";

export interface Line {
  kind: LineKind;
  /** Lane named in front of the title. */
  lane: string | null;
  /** The title, question, criterion or note. */
  text: string;
}

const SIGNS: Record<string, LineKind> = { "?": "question", "!": "criterion", "+": "parked" };

/** Reads one line. */
export function readLine(raw: string): Line {
  const text = raw.trim();
  if (!text) return { kind: "empty", lane: null, text: "" };
  const kind = SIGNS[text[0] ?? ""];
  if (kind) return { kind, lane: null, text: text.slice(1).trim() };
  // A lane is a short name before a colon that is followed by a space: "10:30 call" names none.
  const named = /^([^:]{1,60}):\s+(.+)$/su.exec(text);
  if (named?.[1] && named[2]) return { kind: "step", lane: named[1].trim(), text: named[2].trim() };
  return { kind: "step", lane: null, text };
}

/** The lines of pasted text that say something. */
export function readLines(raw: string): string[] {
  return raw.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== "");
}
