/**
 * How this window shows things: screen, theme, panel, presenting. Nothing here is part of the workshop and
 * nothing of it is undone. What is a habit of the person is kept on this machine.
 */
import type { ThemeName } from "../wire/ThemeName";

export const SCREENS = ["charter", "map", "measure", "gaps", "improve", "report", "settings"] as const;
export type Screen = (typeof SCREENS)[number] | "start";
export type Overlay =
  | "palette"
  | "find"
  | "shortcuts"
  | "versions"
  | "import"
  | "table"
  | "new_map"
  | "dismiss"
  | "convert"
  | "notices"
  | "about";
export type PanelTab = "gaps" | "details";

export const THEMES: ThemeName[] = ["light", "dark", "projector"];

/** Width of the right panel. */
export const PANEL = 340;
/** How large everything is shown, as a factor. */
export const SIZES = [1, 1.25, 1.5, 1.75, 2];

function kept(key: string): string | null {
  try {
    return localStorage.getItem(`twinlane.${key}`);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(`twinlane.${key}`, value);
  } catch {
    // Storage may be full or refused; a habit is then forgotten, which harms nobody.
  }
}

export class ViewState {
  screen = $state<Screen>("start");
  theme = $state<ThemeName>("light");
  presenting = $state(false);
  panelOpen = $state(true);
  panelTab = $state<PanelTab>("gaps");
  overlay = $state<Overlay | null>(null);
  /** What the overlay is about, such as the finding to dismiss. */
  overlayAbout = $state<string>("");
  table = $state(false);
  /** The cards of a scenario say how they differ from the present. */
  compared = $state(false);
  /** What the records say is drawn over the map. */
  recorded = $state(false);
  letterKeys = $state(true);
  /** One of `SIZES`. */
  size = $state(1);
  /** The person works with the keyboard rather than the pointer: rings of the focus are wanted. */
  keyed = $state(false);
  /** Width of the window, CSS pixels; below 1100 the right panel lies over the map. */
  width = $state(1280);
  narrow = $derived(this.width < 1100);
  /** How much of the map the panel lies over, from the right; CSS pixels. */
  covered = $derived(
    this.narrow && this.panelOpen && !this.presenting ? Math.min(PANEL, 0.92 * this.width) : 0,
  );

  constructor() {
    const theme = kept("theme");
    if (theme && (THEMES as string[]).includes(theme)) this.theme = theme as ThemeName;
    this.letterKeys = kept("letterKeys") !== "off";
    const size = Number(kept("size"));
    if (SIZES.includes(size)) this.size = size;
  }

  /** Everything larger or smaller by so many steps; by none: as it was made. */
  resize(by: -1 | 0 | 1): void {
    const at = by === 0 ? 0 : SIZES.indexOf(this.size) + by;
    this.size = SIZES[Math.min(SIZES.length - 1, Math.max(0, at))] ?? 1;
    keep("size", String(this.size));
  }

  setTheme(theme: ThemeName): void {
    this.theme = theme;
    keep("theme", theme);
  }

  setLetterKeys(on: boolean): void {
    this.letterKeys = on;
    keep("letterKeys", on ? "on" : "off");
  }

  open(overlay: Overlay, about = ""): void {
    this.overlay = overlay;
    this.overlayAbout = about;
  }

  close(): void {
    this.overlay = null;
  }
}
