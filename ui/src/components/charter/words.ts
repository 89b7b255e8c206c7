/** Words for the choices of the charter. An empty value means "not given". */
import type { Decision } from "../../wire/Decision";
import type { ToolKind } from "../../wire/ToolKind";

export const TOOL_KINDS: { value: ToolKind; label: string }[] = [
  { value: "crm", label: "CRM" },
  { value: "training", label: "Training" },
  { value: "methodology", label: "Methodology" },
  { value: "content", label: "Content" },
  { value: "compensation", label: "Compensation" },
  { value: "contest", label: "Contest" },
  { value: "other", label: "Other" },
];

export const DECISIONS: { value: Decision | ""; label: string }[] = [
  { value: "", label: "Undecided" },
  { value: "keep", label: "Keep" },
  { value: "fix", label: "Keep and fix" },
  { value: "stop", label: "Stop" },
  { value: "planned", label: "Planned" },
];

export const YES_NO = [
  { value: "", label: "Not known" },
  { value: "yes", label: "Yes" },
  { value: "no", label: "No" },
];

/** An answer of the model as a choice's value. */
export const asAnswer = (answer: boolean | null): string => (answer === null ? "" : answer ? "yes" : "no");

/** A choice's value as the answer the model holds. */
export const fromAnswer = (value: string): boolean | null => (value === "" ? null : value === "yes");
