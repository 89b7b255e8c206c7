/** What has to do with files: each asks where, then hands a path to the desk. */
import type { Host } from "../backend/host";
import { asFault } from "../state/faults";
import type { ImportCommand, LastImport } from "../state/lastImport.svelte";
import type { Importing } from "../state/importing.svelte";
import type { Session } from "../state/session.svelte";
import type { ReportOptions } from "../wire/ReportOptions";
import { localPaper } from "./paper";

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

export class FileActions {
  readonly #host: Host;
  readonly #session: Session;
  readonly #importing: Importing;
  readonly #imported: LastImport;

  constructor(host: Host, session: Session, importing: Importing, imported: LastImport) {
    this.#host = host;
    this.#session = session;
    this.#importing = importing;
    this.#imported = imported;
  }

  /** A name for a file, from the title of the workshop. */
  #fileName(extension: string): string {
    const title = this.#session.workshop.title.replace(/[^\p{L}\p{N} ._-]/gu, "").trim() || "Workshop";
    return `${title}.${extension}`;
  }

  /** Asks in a dialog of the system; a fault of the dialog is said. */
  async #asked(question: Promise<string | null>): Promise<string | null> {
    try {
      return await question;
    } catch (thrown) {
      this.#session.messages.fail(asFault(thrown));
      return null;
    }
  }

  async openWorkshop(): Promise<void> {
    const path = await this.#asked(this.#host.dialogs.askOpen("Open a workshop", [WORKSHOP, ...IMPORTS]));
    if (path) await this.openPath(path);
  }

  /** Opens a file of any kind the app reads: a workshop as it is, anything else by importing it. */
  async openPath(path: string): Promise<void> {
    if (path.toLowerCase().endsWith(".twinlane")) {
      if (await this.#session.file.leave()) await this.#session.file.open(path);
      return;
    }
    await this.#bring(path);
  }

  /** Brings a file of any kind but a workshop into the one that is open: records, or steps. */
  async #bring(path: string): Promise<void> {
    if (
      SURE.test(path) ||
      (MAYBE.test(path) && this.#session.file.isOpen && this.#session.view.screen === "measure")
    ) {
      await this.readRecords(path);
    } else if (MAYBE.test(path)) this.#session.view.open("table", path);
    else await this.importSteps(path);
  }

  /** Imports a file as a map, in a workshop that is made for it when none is open. */
  async importSteps(path: string): Promise<void> {
    if (this.#session.file.isOpen || (await this.#session.file.create(null))) await this.importPath(path);
  }

  /** Asks for a file of records, and shows how it would be read. */
  async importRecords(): Promise<void> {
    const path = await this.#asked(this.#host.dialogs.askOpen("Import records", [RECORDS, ANY]));
    if (path) await this.readRecords(path);
  }

  /** Shows how a file of records would be read; nothing is kept before one says so. */
  async readRecords(path: string): Promise<void> {
    if (!this.#session.file.isOpen && !(await this.#session.file.create(null))) return;
    if (this.#session.workshop.readOnly) {
      this.#session.messages.fail({ code: "read_only_workshop", detail: "" });
      return;
    }
    this.#session.view.screen = "measure";
    this.#importing.begin(path);
  }

  /** Writes the rows of the records in hand that cannot be used. */
  async saveRefused(): Promise<void> {
    const { path, mapping, name } = this.#importing;
    if (!path) return;
    const kinds = [{ name: "Table (CSV)", extensions: ["csv"] }];
    const to = await this.#asked(
      this.#host.dialogs.askSave("Save the rows that cannot be used", `${name} refused.csv`, kinds),
    );
    if (!to) return;
    const done = await this.#session.requests.work({ call: "write_refused", path, mapping, to }, to);
    if (done) this.#sayWritten("The rows were saved.", to);
  }

  /** A new workshop where the person wants it; from a template, the sample, or nothing. */
  async newWorkshop(template: string | null = null, sample = false): Promise<void> {
    const path = await this.#asked(
      this.#host.dialogs.askSave("New workshop", "Workshop.twinlane", [WORKSHOP]),
    );
    if (path && (await this.#session.file.leave())) await this.#session.file.create(template, sample, path);
  }

  async saveCopy(): Promise<void> {
    const path = await this.#asked(
      this.#host.dialogs.askSave("Save a copy", this.#fileName("twinlane"), [WORKSHOP]),
    );
    if (!path) return;
    const done = await this.#session.requests.run({ call: "save_copy", path }, path);
    if (done) this.#sayWritten("A copy was saved.", path);
  }

  async exportMap(): Promise<void> {
    const path = await this.#asked(this.#host.dialogs.askSave("Export", this.#fileName("md"), EXPORTS));
    if (!path) return;
    const done = await this.#session.requests.work({ call: "export", path, force: true }, path);
    if (done) this.#sayWritten("Exported.", path);
  }

  async importFile(): Promise<void> {
    const path = await this.#asked(this.#host.dialogs.askOpen("Import", IMPORTS));
    if (path) await this.#bring(path);
  }

  /** Imports a file into a map of its own when the present one has steps, so that nothing is replaced. */
  async importPath(path: string): Promise<void> {
    const name = path.split(/[\\/]/u).at(-1) ?? path;
    const command: ImportCommand = { call: "import", path, replace: false };
    if (this.#session.workshop.mapSteps.length > 0) command.new_map = name.replace(/\.[^.]+$/u, "");
    this.#imported.name = name;
    await this.#runImport(command);
  }

  /**
   * Imports the same file anew with another of its pools, in the place of the import before: for the person,
   * and for undo, there was only this one.
   */
  async importPool(pool: string): Promise<void> {
    const { account, command } = this.#imported;
    if (account && command) await this.#runImport({ ...command, pool, instead: account.rev });
  }

  async #runImport(command: ImportCommand): Promise<boolean> {
    const account = await this.#session.requests.work(command, command.path);
    if (!account) return false;
    this.#imported.account = account;
    this.#imported.command = command;
    if (account.map) await this.#session.navigation.show({ map: account.map });
    this.#session.view.screen = "map";
    this.#session.view.open("import");
    return true;
  }

  /** Writes the report as it is, whatever there is. */
  async printNow(options: Partial<ReportOptions> = {}): Promise<void> {
    const path = await this.#asked(
      this.#host.dialogs.askSave("Print what we have", this.#fileName("pdf"), [
        { name: "PDF", extensions: ["pdf"] },
      ]),
    );
    if (!path) return;
    const full: ReportOptions = { paper: localPaper(), sections: [], private: false, date: null, ...options };
    const done = await this.#session.requests.work({ call: "print", path, options: full }, path);
    if (done) this.#sayWritten("The report was written.", path);
  }

  /** Says that a file was written, and offers to show it where it lies. */
  #sayWritten(text: string, path: string): void {
    this.#session.messages.say(text, path, { label: "Show in folder", run: () => void this.#show(path) });
  }

  async #show(path: string): Promise<void> {
    try {
      await this.#host.dialogs.showInFolder(path);
    } catch {
      this.#session.messages.say("The file manager does not answer. The file is there.", path);
    }
  }

  newMap(): void {
    this.#session.view.open("new_map");
  }
}
