/**
 * Numbers, dates and lists as text, by the rules of the crate `words`: what the window writes itself reads as in
 * the findings and the report. The data of the language and the cases that prove it are generated from the crate
 * (`en.json`, `cases.json`). No sentence stands here, and nothing is worked out.
 */
import { Digits } from "./digits";
import english from "./en.json";
import { read, type ReadNumber, type NotRead } from "./read";

export type { ReadNumber, NotRead };

/** What a language is, as the crate says it. */
export type Language = typeof english;
/** What a number counts or measures. */
export type Unit = keyof Language["units"];

/** Digits that count in a number below hundred; from hundred on it is whole. */
const FIGURES = 3;
/** Numbers below 10^-6 and from 10^15 on are written with a power of ten. */
const plain = (digits: Digits): boolean => digits.point >= -5 && digits.point <= 15;
/** Numbers with more digits than this are short in millions, where room is short. */
const MILLIONS = 7;
const RAISED = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
const NO_BREAK = "\u{a0}";

/** The rule of digits. */
function shown(digits: Digits): Digits {
  return digits.point >= FIGURES && plain(digits) ? digits.rounded(0) : digits.significant(FIGURES);
}

/** Puts texts in the places `{}` of a pattern. */
function fill(pattern: string, ...texts: string[]): string {
  const parts = pattern.split("{}");
  return parts.map((part, at) => part + (at + 1 < parts.length ? (texts[at] ?? "") : "")).join("");
}

export class Words {
  private readonly plurals: Intl.PluralRules;

  constructor(private readonly language: Language) {
    this.plurals = new Intl.PluralRules(language.tag);
  }

  /** A number: three digits that count, whole from a hundred on, with groups: 0.125, 12.3, 145,292, −4. */
  number(value: number): string {
    const digits = Digits.of(value);
    return digits ? this.write(shown(digits)) : this.language.absent;
  }

  /** The same in few characters: from ten millions on 12.3 M, 4.53 bn. */
  compact(value: number): string {
    const found = Digits.of(value);
    if (!found) return this.language.absent;
    let digits = shown(found);
    if (digits.point <= MILLIONS || !plain(digits)) return this.write(digits);
    digits = digits.significant(FIGURES);
    const scale = Math.floor((digits.point - 1) / 3);
    const word = this.language.large[scale - 2];
    return word ? `${this.write(digits.shifted(-3 * scale))}${NO_BREAK}${word}` : this.write(digits);
  }

  /** A number with at most so many decimals, with groups. */
  decimal(value: number, atMost: number): string {
    const digits = Digits.of(value);
    return digits ? this.signed(digits.rounded(atMost)) : this.language.absent;
  }

  /** A number as a field is filled with it for editing: all digits that can be trusted, no groups. */
  editable(value: number): string {
    const digits = Digits.of(value);
    if (!digits) return "";
    if (!plain(digits)) return this.write(digits);
    return (digits.negative ? this.language.minus : "") + digits.write("", this.language.decimal);
  }

  /** A number as somebody has typed it, at rest: all digits that can be trusted, with groups. */
  full(value: number): string {
    const digits = Digits.of(value);
    return digits ? this.write(digits) : "";
  }

  /** A difference: a number with its sign. */
  change(value: number): string {
    const text = this.number(value);
    return value > 0 ? `+${text}` : text;
  }

  /** A count: 1,456. */
  count(count: number): string {
    return this.signed(Digits.ofCount(count));
  }

  /** A count with its noun: "1 step", "1,456 steps". */
  counted(count: number, one: string, other: string): string {
    return `${this.count(count)} ${this.choose(count, one, other)}`;
  }

  /** One of two forms of a noun or verb by a count: "has" or "have". */
  choose(count: number, one: string, other: string): string {
    return this.plurals.select(count) === "one" ? one : other;
  }

  /** A share as a percentage with at most one decimal; "<0.1 %" for nearly nothing, ">99.9 %" for nearly all. */
  percent(share: number): string {
    const { absent, below, above, percent } = this.language;
    const exact = Digits.of(share)?.shifted(2);
    if (!exact) return absent;
    const rounded = exact.rounded(1);
    const hundred = Digits.ofCount(100);
    const write = (digits: Digits): string => fill(percent, this.signed(digits));
    if (rounded.zero && !exact.zero && !exact.negative)
      return fill(below, write(Digits.ofCount(1).shifted(-1)));
    if (rounded.same(hundred) && !exact.same(hundred) && exact.point < 3)
      return fill(above, write(Digits.ofCount(999).shifted(-1)));
    return write(rounded);
  }

  /** An amount: whole from a hundred on, below with two decimals unless it is whole. */
  money(amount: number, currency: string): string {
    const digits = Digits.of(amount);
    if (!digits) return this.language.absent;
    const cents = digits.rounded(2);
    const number =
      cents.point > 2 ? this.signed(digits.rounded(0)) : this.signed(cents, cents.decimals > 0 ? 2 : 0);
    return currency ? fill(this.language.money, number, currency) : number;
  }

  /** A number with its unit in words: "1 hour", "0.5 hours". */
  measured(value: number, unit: Unit): string {
    const digits = Digits.of(value);
    if (!digits) return this.language.absent;
    const rounded = shown(digits);
    const plural = this.plurals.select(Number(rounded.write("", ".")));
    const forms: Record<string, string> = this.language.units[unit].forms;
    return `${this.write(rounded)} ${forms[plural] ?? forms["other"] ?? ""}`;
  }

  /** A number with the symbol of its unit, where room is short. */
  withSymbol(value: number, unit: Unit): string {
    return `${this.compact(value)}${NO_BREAK}${this.language.units[unit].symbol}`;
  }

  /** A small count in words, as running text has it. */
  inWords(count: number): string {
    return this.language.small[count] ?? this.count(count);
  }

  /** "a, b and c"; of more than `most` names the first and how many more. */
  list(names: readonly string[], most = Infinity): string {
    const { comma, and, more } = this.language;
    const listed = names.length <= most ? names.length : Math.max(1, most - 1);
    const rest = names.length - listed;
    if (rest > 0) return names.slice(0, listed).join(comma) + fill(more, this.count(rest));
    const last = names.at(-1) ?? "";
    return names.length < 2 ? last : names.slice(0, -1).join(comma) + and + last;
  }

  /** A title between quotation marks. */
  quote(title: string): string {
    return this.language.quotes.join(title);
  }

  /** A phrase at the beginning of a sentence. */
  capital(phrase: string): string {
    const [first = "", ...rest] = phrase;
    return first.toUpperCase() + rest.join("");
  }

  /** A day ("2026-11-17") as "17 November 2026"; what is no day stays as it is. */
  date(iso: string): string {
    return this.dated(this.language.date, iso);
  }

  /** Days from the first to the last: "17–18 November 2026". */
  days(first: string, last: string): string {
    const { days, dates } = this.language;
    if (first === last) return this.date(first);
    if (first.slice(0, 7) === last.slice(0, 7))
      return this.dated(days, last).replace("{first}", String(Number(first.slice(8))));
    return dates.replace("{first}", this.date(first)).replace("{last}", this.date(last));
  }

  /** A day and time of day ("2026-11-17T09:05:00") as "17 November 2026, 09:05". */
  moment(iso: string): string {
    const [day = "", time = ""] = iso.split("T");
    return this.language.moment.replace("{date}", this.date(day)).replace("{time}", time.slice(0, 5));
  }

  /** The same of an instant, as the clock on the wall shows it. */
  instant(at: Date): string {
    const two = (number: number): string => String(number).padStart(2, "0");
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    return this.moment(`${day}T${two(at.getHours())}:${two(at.getMinutes())}`);
  }

  /**
   * Reads a typed number. One with two readings is read with the language's decimal sign, or with that which
   * another number of the table has shown.
   */
  read(text: string, sign = this.language.decimal): ReadNumber | NotRead {
    return read(text, sign);
  }

  /** Both readings of a number that has two, the one taken first. */
  readings({ value, other }: ReadNumber): [string, string] | null {
    return other === null ? null : [this.full(value), this.full(other)];
  }

  private dated(pattern: string, iso: string): string {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(iso) ?? [];
    const name = this.language.months[Number(month) - 1];
    if (!name) return iso;
    return pattern
      .replace("{d}", String(Number(day)))
      .replace("{month}", name)
      .replace("{y}", String(Number(year)));
  }

  /** Rounded digits with sign and groups, or with a power of ten. */
  private write(digits: Digits): string {
    if (plain(digits)) return this.signed(digits);
    const exponent = digits.point - 1;
    const raised = [...String(Math.abs(exponent))].map((digit) => RAISED[Number(digit)]).join("");
    const times = `${NO_BREAK}×${NO_BREAK}10${exponent < 0 ? "⁻" : ""}${raised}`;
    return this.signed(digits.shifted(-exponent)) + times;
  }

  private signed(digits: Digits, decimals = 0): string {
    const { minus, group, decimal } = this.language;
    return (digits.negative ? minus : "") + digits.write(group, decimal, decimals);
  }
}

/** The words of the window's language. */
export const words = new Words(english);
