/** From the tokens of a drawing to the colours of the theme, as CSS. No colour value is written here. */
import type { Dash } from "../wire/Dash";
import type { Token } from "../wire/Token";

const VARIABLES: Record<Token, string> = {
  paper: "var(--paper)",
  panel: "var(--card)",
  ink: "var(--ink)",
  ink2: "var(--ink-2)",
  ink3: "var(--ink-3)",
  line: "var(--line)",
  line2: "var(--line-2)",
  buyer: "var(--buyer)",
  buyer_tint: "var(--buyer-bg)",
  seller: "var(--seller)",
  seller_tint: "var(--seller-bg)",
  flow: "var(--flow)",
  high: "var(--high)",
  high_tint: "var(--high-bg)",
  medium: "var(--medium)",
  medium_tint: "var(--medium-bg)",
  low: "var(--low)",
  low_tint: "var(--low-bg)",
  ok: "var(--ok)",
  on_color: "var(--on-color)",
};

const DASHES: Record<Dash, string | undefined> = {
  solid: undefined,
  line: "7 5",
  gap: "5 3",
  weak: "3 3",
  border: "2 4",
};

export function color(token: Token | null): string {
  return token ? VARIABLES[token] : "none";
}

export function dash(pattern: Dash): string | undefined {
  return DASHES[pattern];
}
