/** Findings by the family of their rule. */
import type { Finding } from "../../wire/Finding";
import { GAP_FAMILIES } from "../../wire/gapFamilies";

/** The letter of the family that a finding belongs to. */
export function family(finding: Finding): string {
  return finding.code[0] ?? "";
}

/** Families that have findings, with their numbers, in the order of the catalogue. */
export function families(findings: Finding[]): { letter: string; name: string; count: number }[] {
  return GAP_FAMILIES.flatMap(({ letter, title }) => {
    const count = findings.filter((finding) => family(finding) === letter).length;
    return count > 0 ? [{ letter, name: title, count }] : [];
  });
}
