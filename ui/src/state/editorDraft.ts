/**
 * The card editor as a draft: lines handed in and not answered yet, and the line in the field. Each line has a
 * number; the desk says which was taken in last, so that after a crash no line comes back that became a step.
 */
import type { EntryMode } from "../wire/EntryMode";
import type { CapturedLine } from "../wire/CapturedLine";

/** A line of the editor and where it goes. */
export interface EditorLine {
  id: number;
  text: string;
  mode: EntryMode;
  lane: string | null;
  stage: string | null;
}

/** What is kept of the editor. */
export interface EditorDraft {
  /** The step it stood at when it began there. */
  at: string | null;
  /** Number of the last line handed in before that. */
  since: number;
  lines: EditorLine[];
}

/** What is left to be written after a crash. */
export interface LeftOver {
  at: string | null;
  mode: EntryMode;
  lane: string | null;
  stage: string | null;
  text: string;
  /** Number of the next line. */
  next: number;
}

/** The draft as text. */
export function editorDraft(draft: EditorDraft): string {
  return JSON.stringify(draft);
}

/** What a draft holds beyond the lines that were taken in; `null` when that is nothing. */
export function leftOver(draft: string, captured: CapturedLine | null): LeftOver | null {
  const read = parse(draft);
  if (!read) return null;
  const done = captured?.line ?? 0;
  const left = read.lines.filter((line) => line.id > done);
  const [first] = left;
  if (!first) return null;
  return {
    at: captured && captured.line > read.since ? captured.step : read.at,
    mode: first.mode,
    lane: first.lane,
    stage: first.stage,
    text: left.map((line) => line.text).join("\n"),
    next: Math.max(...read.lines.map((line) => line.id)) + 1,
  };
}

/** A draft that another version wrote, or nobody, is no draft. */
function parse(text: string): EditorDraft | null {
  try {
    const read = JSON.parse(text) as Partial<EditorDraft> | null;
    return read && Array.isArray(read.lines) && typeof read.since === "number" ? (read as EditorDraft) : null;
  } catch {
    return null;
  }
}
