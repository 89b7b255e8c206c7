/** The working week of records as one types it: hours of each day in a line, days off one a line. Pure. */
import type { WorkingWeek } from "../../wire/WorkingWeek";

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Day = (typeof DAYS)[number];

/** The week that holds while nobody says otherwise. */
export function usual(): WorkingWeek {
  const hours = () => ["09:00-17:00"];
  return {
    zone: "",
    monday: hours(),
    tuesday: hours(),
    wednesday: hours(),
    thursday: hours(),
    friday: hours(),
    saturday: [],
    sunday: [],
    holidays: [],
  };
}

const two = (text: string) => text.padStart(2, "0");

/** Hours of a day as they are typed: `9-12:30, 13-17`. `null` when they are none. */
export function readHours(text: string): string[] | null {
  const parts = text
    .split(/[,;]/u)
    .map((part) => part.trim())
    .filter(Boolean);
  const hours: string[] = [];
  for (const part of parts) {
    const found = /^(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?$/u.exec(part);
    if (!found) return null;
    const [, from = "", minute = "00", to = "", last = "00"] = found;
    const [start, end] = [`${two(from)}:${minute}`, `${two(to)}:${last}`];
    if (start >= end || start > "23:59" || end > "24:00" || minute > "59" || last > "59") return null;
    hours.push(`${start}-${end}`);
  }
  return hours;
}

/** Days off as they are typed, one a line. What is no day of the calendar comes back as `wrong`. */
export function readDays(text: string): { days: string[]; wrong: string[] } {
  const words = text.split(/[\s,;]+/u).filter(Boolean);
  const real = (word: string) => {
    if (!/^\d{4}-\d\d-\d\d$/u.test(word)) return false;
    const time = new Date(`${word}T00:00:00Z`);
    return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(word);
  };
  return {
    days: [...new Set(words.filter(real))].sort(),
    wrong: words.filter((word) => !real(word)),
  };
}
