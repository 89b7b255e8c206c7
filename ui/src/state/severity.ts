/** How severity is shown: always a shape and a word beside the colour. */
import type { Severity } from "../wire/Severity";

export const SEVERITY: Record<Severity, { mark: string; word: string; color: string }> = {
  high: { mark: "▲", word: "High", color: "var(--high)" },
  medium: { mark: "◆", word: "Medium", color: "var(--medium)" },
  low: { mark: "●", word: "Low", color: "var(--low)" },
};
