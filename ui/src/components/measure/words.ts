/** How results are written: three digits that say something, no noise of binary fractions. */

const fine = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });
const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });

/** A number with three digits, or whole where it has more of them before the point. */
export function short(value: number): string {
  // Adding nothing turns −0 into 0.
  return (Math.abs(value) >= 100 ? whole : fine).format(value + 0);
}
