/** The window writes and reads as the crate `words` does: every case that the crate has answered is answered alike. */
import { describe, expect, it } from "vitest";
import cases from "./cases.json";
import { words } from "./words";

type Case = [name: string, input: unknown[], answer: unknown];

const functions: Record<string, (...input: never[]) => unknown> = {
  number: (value: number) => words.number(value),
  compact: (value: number) => words.compact(value),
  percent: (share: number) => words.percent(share),
  editable: (value: number) => words.editable(value),
  full: (value: number) => words.full(value),
  change: (value: number) => words.change(value),
  money: (amount: number, currency: string) => words.money(amount, currency),
  decimal: (value: number, places: number) => words.decimal(value, places),
  measured: (value: number, unit: "hours") => words.measured(value, unit),
  withSymbol: (value: number, unit: "hours") => words.withSymbol(value, unit),
  count: (count: number) => words.count(count),
  counted: (count: number, one: string, other: string) => words.counted(count, one, other),
  inWords: (count: number) => words.inWords(count),
  list: (names: string[], most?: number) => words.list(names, most),
  quote: (title: string) => words.quote(title),
  capital: (phrase: string) => words.capital(phrase),
  date: (day: string) => words.date(day),
  days: (first: string, last: string) => words.days(first, last),
  moment: (moment: string) => words.moment(moment),
  read: (text: string, sign: string) => {
    const found = words.read(text, sign);
    return typeof found === "string" ? found : { ...found, readings: words.readings(found) };
  },
};

describe("the words of the window", () => {
  const byName = new Map<string, Case[]>();
  for (const entry of cases as Case[]) byName.set(entry[0], [...(byName.get(entry[0]) ?? []), entry]);

  it.each([...byName])("%s answers as the crate does", (name, ofName) => {
    const call = functions[name];
    expect(call, "every function of the cases is there").toBeDefined();
    const answered = ofName.map(([, input]) => [input, call?.(...(input as never[]))]);
    expect(answered).toEqual(ofName.map(([, input, answer]) => [input, answer]));
  });

  it("has cases for each of its functions", () => {
    expect(new Set(byName.keys())).toEqual(new Set(Object.keys(functions)));
    expect(cases.length).toBeGreaterThan(500);
  });

  it("shows an instant by the clock on the wall", () => {
    expect(words.instant(new Date(2026, 10, 17, 9, 5))).toBe("17 November 2026, 09:05");
  });
});
