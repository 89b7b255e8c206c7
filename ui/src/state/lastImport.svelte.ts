/** The last import: what was asked, and the account of it, shown until it is closed. */
import type { Command } from "../wire/Command";
import type { Imported } from "../wire/Imported";

export type ImportCommand = Extract<Command, { call: "import" }>;

export class LastImport {
  account = $state.raw<Imported | null>(null);
  /** Name of the file, without its folder. */
  name = $state("");
  command: ImportCommand | null = null;
}
