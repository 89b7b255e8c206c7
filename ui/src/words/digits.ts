/**
 * A number as decimal digits, and rounding on them, as `words/src/digits.rs` does it: on the shortest digits that
 * read back to the number, a half away from zero. No sign, grouping or language here.
 */

/** Digits that a binary fraction can be trusted with; what lies behind them is noise of arithmetic. */
const TRUSTED = 15;

/** A finite number, without its sign: 0.d₁d₂d₃… × 10^point. Zero has no digits and no sign. */
export class Digits {
  readonly negative: boolean;
  readonly figures: string;
  readonly point: number;

  private constructor(negative: boolean, figures: string, point: number) {
    this.figures = figures.replace(/0+$/u, "");
    const zero = this.figures === "";
    this.negative = negative && !zero;
    this.point = zero ? 0 : point;
  }

  /** The digits of a number; nothing for what is no finite number. */
  static of(value: number): Digits | null {
    if (!Number.isFinite(value)) return null;
    const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
    return new Digits(value < 0, mantissa.replace(".", ""), Number(exponent) + 1).significant(TRUSTED);
  }

  /** The digits of a count. */
  static ofCount(count: number): Digits {
    const figures = String(count);
    return new Digits(false, figures, figures.length);
  }

  get zero(): boolean {
    return this.figures === "";
  }

  /** Decimals that are written. */
  get decimals(): number {
    return Math.max(0, this.figures.length - this.point);
  }

  /** The number times a power of ten. */
  shifted(tens: number): Digits {
    return new Digits(this.negative, this.figures, this.point + tens);
  }

  /** Rounded to so many decimals. */
  rounded(decimals: number): Digits {
    const kept = this.point + decimals;
    if (kept < 0) return new Digits(false, "", 0);
    if (kept >= this.figures.length) return this;
    const figures = this.figures.slice(0, kept);
    if (Number(this.figures[kept]) < 5) return new Digits(this.negative, figures, this.point);
    const before = figures.replace(/9+$/u, "");
    if (before === "") return new Digits(this.negative, "1", this.point + 1);
    const last = Number(before.slice(-1)) + 1;
    return new Digits(this.negative, `${before.slice(0, -1)}${last}`, this.point);
  }

  /** Rounded to so many digits that count. */
  significant(digits: number): Digits {
    return this.rounded(digits - this.point);
  }

  same(other: Digits): boolean {
    return this.negative === other.negative && this.figures === other.figures && this.point === other.point;
  }

  /** The digits without a sign: groups of three joined by `group`, at least so many decimals. */
  write(group: string, decimal: string, decimals = 0): string {
    const whole = this.point > 0 ? this.figures.slice(0, this.point).padEnd(this.point, "0") : "0";
    const zeros = "0".repeat(Math.max(0, -this.point));
    const fraction = (zeros + this.figures.slice(Math.max(0, this.point))).padEnd(decimals, "0");
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, group);
    return this.figures.length > this.point || decimals > 0 ? `${grouped}${decimal}${fraction}` : grouped;
  }
}
