/**
 * Numbers as people type or paste them, read as `words/src/read.rs` reads them: with comma or point, in groups,
 * with a percent sign. Where the sign decides the size ("1.456"), the language's reading is taken and the other
 * one comes along, to be shown before the number counts.
 */

/** A number that was read. */
export interface ReadNumber {
  /** The number as it stands; "12.5 %" is 12.5. */
  value: number;
  /** Whether a percent sign stands behind it. */
  percent: boolean;
  /** The number that somebody who groups in the other way means, where both readings make sense. */
  other: number | null;
  /** The decimal sign of whoever wrote it, as far as the number itself shows it. */
  sign: string | null;
}

/** Why a text is no number. */
export type NotRead = "empty" | "not a number";

/** Groups of three digits are set apart by these as well, in every language. */
const SPACES = /[ \u{a0}\u{202f}\u{2009}'’]/u;
const GROUP = /[.,]|[ \u{a0}\u{202f}\u{2009}'’]/u;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function read(typed: string, decimal: string): ReadNumber | NotRead {
  const text = typed.trim();
  if (text === "") return "empty";
  return readNumber(text, decimal) ?? "not a number";
}

function readNumber(text: string, decimal: string): ReadNumber | null {
  const percent = text.endsWith("%");
  const unit = percent ? text.slice(0, -1).trimEnd() : text;
  const negative = /^[-−–]/u.test(unit);
  const size = negative ? unit.slice(1).trimStart() : unit.replace(/^\+/u, "");
  const [digits, exponent] = power(size) ?? [];
  if (digits === undefined || exponent === undefined) return null;
  const plain = plainly(digits, decimal);
  if (plain === null) return null;
  const number = (text: string): number | null => {
    const value = Number(`${text}e${exponent}`);
    // No minus before nothing.
    const signed = negative && value !== 0 ? -value : value;
    return Number.isFinite(value) ? signed : null;
  };
  const value = number(plain.taken);
  if (value === null) return null;
  const other = plain.other === null ? null : number(plain.other);
  return { value, percent, other, sign: plain.sign };
}

/** Digits with a point, as machines write them; the other reading where there are two. */
interface Plain {
  taken: string;
  other: string | null;
  sign: string | null;
}

function plainly(text: string, decimal: string): Plain | null {
  const points = text.split(".").length - 1;
  const commas = text.split(",").length - 1;
  const certain = (taken: string | null, sign: string | null): Plain | null =>
    taken === null ? null : { taken, other: null, sign };
  if (points > 0 && commas > 0) {
    // The last of them stands before the decimals.
    const sign = text.lastIndexOf(".") > text.lastIndexOf(",") ? "." : ",";
    return certain(joined(text, sign), sign);
  }
  if (points + commas === 0) return certain(joined(text, null), null);
  const [sign, otherSign] = points > 0 ? [".", ","] : [",", "."];
  // A number has one decimal sign: more of them are groups.
  if (points + commas > 1) return certain(joined(text, null), otherSign);
  const fraction = joined(text, sign);
  const grouped = SPACES.test(text) ? null : joined(text, null);
  if (fraction === null || grouped === null) return certain(fraction, sign);
  const [taken, other] = sign === decimal ? [fraction, grouped] : [grouped, fraction];
  return { taken, other, sign: null };
}

/** Digits in groups of three, and behind the decimal sign as many as there are; nothing where they are not so. */
function joined(text: string, decimal: string | null): string | null {
  const at = decimal === null ? text.length : text.indexOf(decimal);
  const whole = text.slice(0, at);
  const fraction = text.slice(at + 1);
  const groups = whole.split(GROUP);
  const signs = [...whole].filter((sign) => GROUP.test(sign));
  const [first = "", ...rest] = groups;
  let well = /^[0-9]*$/u.test(first + fraction) && rest.every((group) => /^[0-9]{3}$/u.test(group));
  if (rest.length > 0) {
    // Nobody groups four digits at the front, or puts a zero there.
    well &&= /^[1-9][0-9]{0,2}$/u.test(first) && signs.every((sign) => sign === signs[0]);
  }
  const digits = groups.join("");
  if (!well || (digits === "" && fraction === "")) return null;
  return (digits || "0") + (fraction && `.${fraction}`);
}

/** Splits off a power of ten, as machines ("1e-3") and as the crate writes it ("1 × 10⁻³"). */
function power(text: string): [string, number] | null {
  const [, written, raised] = /^(.*?)\s*×\s*10(.*)$/su.exec(text) ?? [];
  if (written !== undefined && raised !== undefined) {
    const signs = [...raised].map((sign) => (sign === "⁻" ? "-" : String(RAISED.indexOf(sign))));
    return bounded(written, signs.join(""));
  }
  const [, digits, exponent] = /^([^eE]*)[eE](.*)$/su.exec(text) ?? [];
  if (digits !== undefined && exponent !== undefined) return bounded(digits, exponent);
  return text.includes("×") ? null : [text, 0];
}

/** An exponent that a number can have. */
const bounded = (text: string, exponent: string): [string, number] | null =>
  /^[-+]?[0-9]{1,3}$/u.test(exponent) ? [text, Number(exponent)] : null;
