/** Numbers with their basis, between the model and the fields. Shares are shown in percent. */
import type { Basis } from "../../wire/Basis";
import type { Measure } from "../../wire/Measure";

export const BASES: { value: Basis; label: string; mark: string }[] = [
  { value: "measured", label: "measured", mark: "●" },
  { value: "estimated", label: "estimated", mark: "◐" },
  { value: "assumed", label: "assumed", mark: "○" },
];

/** A measure as a patch: what is not given is cleared, where a merge would leave it. */
export type MeasurePatch = Pick<Measure, "value" | "basis"> &
  Record<"n" | "low" | "high" | "deviation", number | null> &
  Record<"source" | "as_of", string | null>;

export function patchOf(measure: Measure): MeasurePatch {
  const { value, basis, n, low, high, deviation, source, as_of } = measure;
  return {
    value,
    basis,
    n: n ?? null,
    low: low ?? null,
    high: high ?? null,
    deviation: deviation ?? null,
    source: source || null,
    as_of: as_of || null,
  };
}

/** The measure with another value; one that did not exist is an estimate. `null` takes it away. */
export function withValue(measure: Measure | null, value: number | null): Measure | null {
  if (value === null) return null;
  if (!measure) return { value, basis: "estimated" };
  // The deviation belongs to the mean that was measured; another number has none.
  const next: Measure = { ...measure, value };
  delete next.deviation;
  return next;
}
