/** How numbers and dates of records are said. */
import type { DateOrder } from "../../wire/DateOrder";
import type { RecordsFound } from "../../wire/RecordsFound";

const number = new Intl.NumberFormat();
const date = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeZone: "UTC" });

/** A whole number as people write it. */
export function count(value: number): string {
  return number.format(value);
}

/** A number and what it counts. */
export function some(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** A day in words, which nobody can read in two ways; what is no day stays as it is. */
export function day(iso: string): string {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(time) ? iso : date.format(time);
}

export function period(found: RecordsFound): string {
  if (!found.period) return "no dates";
  const [first, last] = found.period;
  return first === last ? day(first) : `${day(first)} to ${day(last)}`;
}

export const ORDERS: Record<DateOrder, string> = {
  "year-month-day": "Year, month, day",
  "day-month-year": "Day, month, year",
  "month-day-year": "Month, day, year",
  "epoch-seconds": "Seconds since 1970",
  "epoch-milliseconds": "Milliseconds since 1970",
};

export const ENDINGS: Record<string, string> = { won: "won", lost: "lost", open: "goes on" };
