/** What has to do with files: each asks where, then hands a path to the desk. */
import * as desk from "../backend/desk";
import { asFault } from "../components/shared/errors";
import { imported, type ImportCommand } from "../state/imported.svelte";
import { importing } from "../state/importing.svelte";
import { session } from "../state/session.svelte";
import type { ReportOptions } from "../wire/ReportOptions";

const WORKSHOP = { name: "Twinlane workshop", extensions: ["twinlane"] };
const ANY = { name: "Any file", extensions: ["*"] };
const RECORDS = {
  name: "Records",
  extensions: ["csv", "tsv", "txt", "xlsx", "xls", "ods", "xes", "gz"],
};
const IMPORTS = [
  { name: "Maps and workshops", extensions: ["md", "bpmn", "xml", "json", "csv"] },
  RECORDS,
  ANY,
];
/** Files that are records whatever is in them, and tables that may be records or steps. */
const SURE = /\.(?:xes|tsv|xlsx|xls|ods|(?:xes|csv|tsv|txt)\.gz)$/iu;
const MAYBE = /\.csv$/iu;
const EXPORTS = [
  { name: "Outline (Markdown)", extensions: ["md"] },
  { name: "BPMN 2.0", extensions: ["bpmn"] },
  { name: "Workshop as JSON", extensions: ["json"] },
  { name: "Drawing (SVG)", extensions: ["svg"] },
  { name: "Picture (PNG)", extensions: ["png"] },
  { name: "Table (CSV)", extensions: ["csv"] },
  { name: "Mermaid", extensions: ["mmd"] },
  { name: "Graphviz", extensions: ["dot"] },
];

/** A name for a file, from the title of the workshop. */
function fileName(extension: string): string {
  const title = session.workshop.title.replace(/[^\p{L}\p{N} ._-]/gu, "").trim() || "Workshop";
  return `${title}.${extension}`;
}

/** Asks in a dialog of the system; a fault of the dialog is said. */
async function asked(question: Promise<string | null>): Promise<string | null> {
  try {
    return await question;
  } catch (thrown) {
    session.messages.fail(asFault(thrown));
    return null;
  }
}

async function leave(): Promise<boolean> {
  if (!session.open) return true;
  await session.drafts.flush();
  return (await session.run({ call: "close" })) !== null;
}

export async function openWorkshop(): Promise<void> {
  const path = await asked(desk.askOpen("Open a workshop", [WORKSHOP, ...IMPORTS]));
  if (path) await openPath(path);
}

/** Opens a file of any kind the app reads: a workshop as it is, anything else by importing it. */
export async function openPath(path: string): Promise<void> {
  if (path.toLowerCase().endsWith(".twinlane")) {
    if (await leave()) await session.openFile(path);
    return;
  }
  await bring(path);
}

/** Brings a file of any kind but a workshop into the one that is open: records, or steps. */
async function bring(path: string): Promise<void> {
  if (SURE.test(path) || (MAYBE.test(path) && session.open && session.view.screen === "measure")) {
    await readRecords(path);
  } else if (MAYBE.test(path)) session.view.open("table", path);
  else await importSteps(path);
}

/** Imports a file as a map, in a workshop that is made for it when none is open. */
export async function importSteps(path: string): Promise<void> {
  if (session.open || (await session.create(null))) await importPath(path);
}

/** Asks for a file of records, and shows how it would be read. */
export async function importRecords(): Promise<void> {
  const path = await asked(desk.askOpen("Import records", [RECORDS, ANY]));
  if (path) await readRecords(path);
}

/** Shows how a file of records would be read; nothing is kept before one says so. */
export async function readRecords(path: string): Promise<void> {
  if (!session.open && !(await session.create(null))) return;
  if (session.workshop.readOnly) {
    session.messages.fail({ code: "read_only_workshop", detail: "" });
    return;
  }
  session.view.screen = "measure";
  importing.begin(path);
}

/** Writes the rows of the records in hand that cannot be used. */
export async function saveRefused(): Promise<void> {
  const { path, mapping, name } = importing;
  if (!path) return;
  const kinds = [{ name: "Table (CSV)", extensions: ["csv"] }];
  const to = await asked(desk.askSave("Save the rows that cannot be used", `${name} refused.csv`, kinds));
  if (!to) return;
  const reply = await session.work({ call: "write_refused", path, mapping, to }, to);
  if (reply) session.messages.say("The rows were saved.", to);
}

/** A new workshop where the person wants it; from a template, the sample, or nothing. */
export async function newWorkshop(template: string | null = null, sample = false): Promise<void> {
  const path = await asked(desk.askSave("New workshop", "Workshop.twinlane", [WORKSHOP]));
  if (path && (await leave())) await session.create(template, sample, path);
}

export async function saveCopy(): Promise<void> {
  const path = await asked(desk.askSave("Save a copy", fileName("twinlane"), [WORKSHOP]));
  if (!path) return;
  const reply = await session.run({ call: "save_copy", path }, path);
  if (reply) session.messages.say("A copy was saved.", path);
}

export async function exportMap(): Promise<void> {
  const path = await asked(desk.askSave("Export", fileName("md"), EXPORTS));
  if (!path) return;
  const reply = await session.work({ call: "export", path, force: true }, path);
  if (reply) session.messages.say("Exported.", path);
}

export async function importFile(): Promise<void> {
  const path = await asked(desk.askOpen("Import", IMPORTS));
  if (path) await bring(path);
}

/** Imports a file into a map of its own when the present one has steps, so that nothing is replaced. */
export async function importPath(path: string): Promise<void> {
  const name = path.split(/[\\/]/u).at(-1) ?? path;
  const command: ImportCommand = { call: "import", path, replace: false };
  if (session.workshop.mapSteps.length > 0) command.new_map = name.replace(/\.[^.]+$/u, "");
  imported.name = name;
  await runImport(command);
}

/**
 * Imports the same file anew with another of its pools, in the place of the import before: for the person,
 * and for undo, there was only this one.
 */
export async function importPool(pool: string): Promise<void> {
  const { account, command } = imported;
  if (account && command) await runImport({ ...command, pool, instead: account.rev });
}

async function runImport(command: ImportCommand): Promise<boolean> {
  const reply = await session.work(command, command.path);
  if (reply?.reply !== "imported") return false;
  imported.account = reply.value;
  imported.command = command;
  if (reply.value.map) await session.show({ map: reply.value.map });
  session.view.screen = "map";
  session.view.open("import");
  return true;
}

/** The paper people use where this machine is. */
export function localPaper(): ReportOptions["paper"] {
  let region = "";
  try {
    region = new Intl.Locale(navigator.language).maximize().region ?? "";
  } catch {
    // A machine without a language says "C" here, which is no tag; most of the world prints on A4.
  }
  return ["US", "CA", "MX", "CL", "CO", "VE", "PH"].includes(region) ? "letter" : "a4";
}

/** Writes the report as it is, whatever there is. */
export async function printNow(options: Partial<ReportOptions> = {}): Promise<void> {
  const path = await asked(
    desk.askSave("Print what we have", fileName("pdf"), [{ name: "PDF", extensions: ["pdf"] }]),
  );
  if (!path) return;
  const full: ReportOptions = { paper: localPaper(), sections: [], private: false, date: null, ...options };
  const reply = await session.work({ call: "print", path, options: full }, path);
  if (reply) session.messages.say("The report was written.", path);
}

export function newMap(): void {
  session.view.open("new_map");
}
