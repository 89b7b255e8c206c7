/** Words for the values of fields, for choices. An empty value means "not given". */

export const VALUES = [
  { value: "", label: "Not given" },
  { value: "2", label: "+2" },
  { value: "1", label: "+1" },
  { value: "0", label: "0" },
  { value: "-1", label: "−1" },
  { value: "-2", label: "−2" },
];

export const IMPORTANCE = [
  { value: "", label: "Not given (as 2)" },
  { value: "3", label: "3, decisive" },
  { value: "2", label: "2, matters" },
  { value: "1", label: "1, minor" },
];

export const KNOWLEDGE = [
  { value: "", label: "Not said" },
  { value: "heard", label: "Heard from buyers" },
  { value: "observed", label: "Observed" },
  { value: "guess", label: "The team's guess" },
];

export const STRENGTHS = [
  { value: "weak", label: "Weak: hardly helps" },
  { value: "helps", label: "Helps" },
  { value: "strong", label: "Strong: decisive" },
];

export const ACTORS = [
  { value: "", label: "Whose action?" },
  { value: "buyer", label: "The buyer's action" },
  { value: "seller", label: "Our action" },
];

export const OUTCOMES = [
  { value: "won", label: "Won" },
  { value: "lost", label: "Lost" },
  { value: "no_decision", label: "No decision" },
  { value: "disqualified", label: "Disqualified" },
  { value: "not_ready", label: "Not ready" },
  { value: "unclassified", label: "Unclassified" },
];

/** A choice's value as the number the model holds. */
export const asNumber = (value: string): number | null => (value === "" ? null : Number(value));

/** A number of the model as a choice's value. */
export const asChoice = (value: number | null): string => (value === null ? "" : String(value));
