/**
 * From a code to words and to what can be done: one total table. A code without an entry does not compile,
 * so that nobody is ever shown a bare code. The detail (file, place, reason) comes with the fault.
 */
import type { Fault } from "../wire/Fault";
import type { FaultCode } from "../wire/FaultCode";

/** What the window offers besides closing the message. */
export type Remedy = "save_copy" | "open_snapshot" | "recover" | "open_other" | "reload" | "none";

export interface Words {
  /** What happened, in a sentence. */
  title: string;
  /** What to do, in a sentence; empty when the detail says it all. */
  advice: string;
  remedy: Remedy;
  /** A short remark at the bottom, rather than a dialog that asks for attention. */
  brief: boolean;
}

const dialog = (title: string, advice: string, remedy: Remedy = "none"): Words => ({
  title,
  advice,
  remedy,
  brief: false,
});
const remark = (title: string, advice = ""): Words => ({ title, advice, remedy: "none", brief: true });

export const errors: Record<FaultCode, Words> = {
  nothing_open: dialog("No workshop is open.", "Open one, or begin a new one.", "open_other"),
  change_refused: remark("That cannot be done here."),
  nothing_to_undo: remark("There is nothing to undo."),
  nothing_to_redo: remark("There is nothing to redo."),
  undo_conflict: remark("This cannot be undone: somebody has altered the same thing since."),
  read_only_workshop: remark("This workshop is open for reading only.", "Save a copy to edit it."),
  file_not_found: dialog("The file is not there.", "It may have been moved or renamed.", "open_other"),
  not_a_workshop: dialog(
    "This is not a Twinlane workshop.",
    "To bring in BPMN, outline, JSON or CSV, use Import.",
    "open_other",
  ),
  newer_format: dialog(
    "This workshop was written by a newer version of Twinlane.",
    "Update Twinlane, or look at it read-only.",
    "open_snapshot",
  ),
  file_in_use: dialog(
    "Somebody else has this workshop open.",
    "You can look at a read-only snapshot of it.",
    "open_snapshot",
  ),
  file_damaged: dialog(
    "This file is damaged.",
    "What can be read is recovered into a new file; the damaged one stays as it is.",
    "recover",
  ),
  no_permission: dialog(
    "The file may not be written there.",
    "Choose another folder, or ask who owns this one.",
    "save_copy",
  ),
  disk_full: dialog(
    "The disk is full.",
    "Free some space, or save a copy elsewhere. Editing goes on in memory.",
    "save_copy",
  ),
  file_gone: dialog(
    "The file was moved or deleted while it was open.",
    "Everything is still in memory: save a copy.",
    "save_copy",
  ),
  file_exists: dialog("A file of that name is already there.", "Choose another name."),
  input_output: dialog(
    "Reading or writing failed.",
    "Try again; if it goes on, save a copy elsewhere.",
    "save_copy",
  ),
  unknown_format: dialog(
    "This kind of file is not known.",
    "Twinlane reads .twinlane, .bpmn, .md, .workshop.json and .csv.",
  ),
  unreadable: dialog("The file could not be read.", "Nothing was imported."),
  side_not_empty: dialog("That side has steps already.", "Import into a new map, or replace what is there."),
  no_such_map: remark("This map is no longer there."),
  no_such_template: remark("This template is no longer there."),
  outdated: remark("That has changed in the meantime.", "Look again."),
  cancelled: remark("Cancelled.", "Nothing was altered or written."),
  no_records: dialog(
    "The workshop keeps no records.",
    "Bring the company’s own records in on the Measure screen.",
  ),
  report_failed: dialog("The report could not be made.", "Leave out the section named and try again."),
  picture_failed: dialog("The picture could not be made.", "Nothing was written."),
  internal: dialog(
    "Something went wrong that should not have.",
    "Your workshop is safe. Please report the words below.",
    "reload",
  ),
};

/** Whether something thrown is a fault of the desk. */
export function isFault(thrown: unknown): thrown is Fault {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    "code" in thrown &&
    "detail" in thrown &&
    typeof thrown.code === "string" &&
    thrown.code in errors
  );
}

/** Anything thrown, as a fault: what is not one of the desk's own is internal. */
export function asFault(thrown: unknown): Fault {
  if (isFault(thrown)) return thrown;
  return { code: "internal", detail: thrown instanceof Error ? thrown.message : String(thrown) };
}
