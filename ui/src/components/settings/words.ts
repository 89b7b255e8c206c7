/** What the settings say of a rule, from the catalogue and from what the workshop has put in its place. */
import type { Change } from "../../wire/Change";
import type { RuleInfo } from "../../wire/RuleInfo";
import type { Settings } from "../../wire/Settings";
import type { Severity } from "../../wire/Severity";

/** How a rule is used: as the catalogue says, with another severity, or not at all. */
export type Use = "" | Severity | "off";

export function useOf(rule: string, settings: Settings): Use {
  if (settings.off[rule] !== undefined) return "off";
  return settings.severities[rule] ?? "";
}

/** A rule's name as words: "unserved-buyer-step" reads "Unserved buyer step". */
export function nameOf(rule: string): string {
  const words = rule.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The first sentence of what a rule finds, without marks of emphasis. */
export function briefly(text: string): string {
  const plain = text.replaceAll("*", "");
  return /^.*?\.(?=\s|$)/su.exec(plain)?.[0] ?? plain;
}

/** The choices for a rule's use; the catalogue's own severity is named when it is one word. */
export function usesOf(rule: RuleInfo): { value: Use; label: string }[] {
  const own = /^\w+$/u.test(rule.severity) ? rule.severity : "depends";
  return [
    { value: "", label: `Catalogue: ${own}` },
    { value: "high", label: "▲ High" },
    { value: "medium", label: "◆ Medium" },
    { value: "low", label: "● Low" },
    { value: "off", label: "Off, because…" },
  ];
}

/** What a change of a rule's use is called in undo. */
export function labelOf(code: string, use: Use): string {
  if (use === "") return `Weigh ${code} as in the catalogue`;
  return use === "off" ? `Switch ${code} off` : `Weigh ${code} as ${use}`;
}

/** The patch that gives a rule another use; what was in its place goes. A rule that is off says why. */
export function patchOf(rule: string, use: Use, reason = "") {
  return {
    severities: { [rule]: use === "" || use === "off" ? null : use },
    off: { [rule]: use === "off" ? reason : null },
  };
}

/** The patch that puts everything back to the catalogue. */
export function clearing(settings: Settings) {
  const none = (table: object) => Object.fromEntries(Object.keys(table).map((key) => [key, null]));
  return {
    thresholds: none(settings.thresholds),
    severities: none(settings.severities),
    off: none(settings.off),
  };
}

/** Fields of the settings as one change, with its name in undo. */
export const change = (label: string, values: Record<string, unknown>): Change => ({
  do: "batch",
  label,
  changes: [{ do: "set", of: "settings", values }],
});

/** How many things differ from the catalogue. */
export const changes = (settings: Settings): number =>
  Object.values(settings).reduce((sum, table: object) => sum + Object.keys(table).length, 0);
