/** What is said of records and of how they are read. */
import type { DateOrder } from "../../wire/DateOrder";
import type { RecordsFound } from "../../wire/RecordsFound";
import { words } from "../../words/words";

export function period(found: RecordsFound): string {
  if (!found.period) return "no dates";
  const [first, last] = found.period;
  return words.days(first, last);
}

export const ORDERS: Record<DateOrder, string> = {
  "year-month-day": "Year, month, day",
  "day-month-year": "Day, month, year",
  "month-day-year": "Month, day, year",
  "epoch-seconds": "Seconds since 1970",
  "epoch-milliseconds": "Milliseconds since 1970",
};

export const ENDINGS: Record<string, string> = { won: "won", lost: "lost", open: "goes on" };
