/**
 * From the tokens of a drawing to the classes of `styles/paint.css`, named after the colours of the theme. No
 * colour value is written here.
 */
import type { Dash } from "../wire/Dash";
import type { Token } from "../wire/Token";

/** Colours of the theme; every token has one. */
export const COLORS: Record<Token, string> = {
  paper: "paper",
  panel: "card",
  ink: "ink",
  ink2: "ink-2",
  ink3: "ink-3",
  line: "line",
  line2: "line-2",
  buyer: "buyer",
  buyer_tint: "buyer-bg",
  seller: "seller",
  seller_tint: "seller-bg",
  flow: "flow",
  high: "high",
  high_tint: "high-bg",
  medium: "medium",
  medium_tint: "medium-bg",
  low: "low",
  low_tint: "low-bg",
  ok: "ok",
  on_color: "on-color",
};

const DASHES: Record<Dash, string | undefined> = {
  solid: undefined,
  line: "7 5",
  gap: "5 3",
  weak: "3 3",
  border: "2 4",
};

/** Class that fills with a colour, or with none. */
export function fill(token: Token | null): string {
  return token ? `fill-${COLORS[token]}` : "fill-none";
}

/** Class that draws the outline in a colour. */
export function stroke(token: Token): string {
  return `stroke-${COLORS[token]}`;
}

export function dash(pattern: Dash): string | undefined {
  return DASHES[pattern];
}
