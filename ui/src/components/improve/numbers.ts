/**
 * The numbers of a scenario as levers: what a field is called, its unit, and how far its slider goes. Nothing of
 * the result is worked out here.
 */
import type { NumberField } from "../../wire/NumberField";
import type { NumberKey } from "../../wire/NumberKey";
import type { RowKey } from "../../wire/RowKey";

/** How far a slider goes, in the unit that is shown. */
export interface Scale {
  min: number;
  max: number;
  step: number;
}

interface Field {
  label: string;
  unit: (period: string, currency: string) => string;
  /** 100 for shares, which are shown in percent. */
  factor: number;
  /** How many times the present the slider goes to. */
  reach: number;
}

export const FIELDS: Record<NumberField, Field> = {
  share: { label: "Share", unit: () => "%", factor: 100, reach: 1 },
  wait: { label: "Wait", unit: () => "working days", factor: 1, reach: 2 },
  touch: { label: "Touch time", unit: () => "h a visit", factor: 1, reach: 2 },
  elapsed: { label: "Elapsed time", unit: () => "working days", factor: 1, reach: 2 },
  entry: { label: "Cases that start here", unit: (period) => `a ${period}`, factor: 1, reach: 3 },
  capacity: { label: "Capacity", unit: (period) => `h a ${period}`, factor: 1, reach: 3 },
  people: { label: "People", unit: () => "people", factor: 1, reach: 3 },
  cost: { label: "Cost", unit: (_, currency) => `${currency || "money"} an hour`, factor: 1, reach: 2 },
};

/** The id of the row a key names. */
export const idOf = (of: RowKey): string => (typeof of === "string" ? of : (Object.values(of)[0] as string));

/** A name for a number that is the same for the same number. */
export const nameOf = (key: NumberKey): string => `${idOf(key.of)}:${key.field}`;

/** The next of 1, 2, 5, 10, 20, 50, … that is not below a number. */
export function nice(number: number): number {
  if (number <= 0) return 10;
  const tens = 10 ** Math.floor(Math.log10(number));
  const found = [1, 2, 5, 10].find((part) => part * tens >= number * (1 - 1e-9)) ?? 10;
  return found * tens;
}

/** How far the slider of a number goes; the number itself always lies on it. */
export function scaleOf(field: NumberField, present: number | null, now: number | null): Scale {
  const { factor, reach } = FIELDS[field];
  if (field === "share") return { min: 0, max: 100, step: 1 };
  const wide = Math.max((present ?? 0) * reach, now ?? 0) * factor;
  const max = nice(wide);
  return { min: 0, max, step: field === "people" ? 1 : max / 100 };
}

/** A place on a slider as a number of its scale. */
export function onScale(value: number, { min, max, step }: Scale): number {
  const steps = Math.round((Math.min(max, Math.max(min, value)) - min) / step);
  return Number((min + steps * step).toPrecision(12));
}
