import { describe, expect, it } from "vitest";
import { readDays, readHours, usual } from "./week";

describe("hours of a day", () => {
  const check = (text: string, wanted: string[] | null) => expect(readHours(text), text).toEqual(wanted);

  it("are read as people type them", () => {
    check("09:00-17:00", ["09:00-17:00"]);
    check("9-12:30, 13–17", ["09:00-12:30", "13:00-17:00"]);
    check("0-24", ["00:00-24:00"]);
    check("  ", []);
  });

  it("are refused when they are none", () => {
    for (const text of ["9", "9-9", "17-9", "9-25", "9:70-12", "nine to five"]) check(text, null);
  });

  it("are those of an office while nobody says otherwise", () => {
    expect(usual().friday).toEqual(["09:00-17:00"]);
    expect(usual().sunday).toEqual([]);
  });
});

describe("days off", () => {
  it("are days of the calendar, once each and in order", () => {
    expect(readDays("2026-12-26\n2026-12-25, 2026-12-25")).toEqual({
      days: ["2026-12-25", "2026-12-26"],
      wrong: [],
    });
    expect(readDays("2026-02-30 25.12.2026").wrong).toEqual(["2026-02-30", "25.12.2026"]);
  });
});
