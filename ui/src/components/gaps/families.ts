/** The families of rules, by the letter their codes begin with. */
import type { Finding } from "../../wire/Finding";

export const FAMILIES: Record<string, string> = {
  C: "Coverage",
  O: "Order",
  F: "Flow",
  H: "Handoffs",
  E: "Evidence",
  B: "Bottleneck",
  T: "Tools",
  K: "Targets",
  R: "Records",
};

export function family(finding: Finding): string {
  return finding.code[0] ?? "";
}

/** Families that have findings, with their numbers, in the order of the catalogue. */
export function families(findings: Finding[]): { letter: string; name: string; count: number }[] {
  return Object.entries(FAMILIES).flatMap(([letter, name]) => {
    const count = findings.filter((finding) => family(finding) === letter).length;
    return count > 0 ? [{ letter, name, count }] : [];
  });
}
