/**
 * How this window shows things: screen, theme, panel, presenting. Nothing here is part of the workshop and
 * nothing of it is undone. What is a habit of the person is kept on this machine.
 */
import type { ThemeName } from "../wire/ThemeName";

export const SCREENS = ["charter", "map", "gaps", "report"] as const;
export type Screen = (typeof SCREENS)[number] | "start";
export type Overlay =
  "palette" | "find" | "shortcuts" | "versions" | "import" | "new_map" | "dismiss" | "convert" | "notices";
export type PanelTab = "gaps" | "details";

export const THEMES: ThemeName[] = ["light", "dark", "projector"];

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
  letterKeys = $state(true);
  /** The person works with the keyboard rather than the pointer: rings of the focus are wanted. */
  keyed = $state(false);
  /** Width of the window, CSS pixels; below 1100 the right panel lies over the map. */
  width = $state(1280);
  narrow = $derived(this.width < 1100);

  constructor() {
    const theme = kept("theme");
    if (theme && (THEMES as string[]).includes(theme)) this.theme = theme as ThemeName;
    this.letterKeys = kept("letterKeys") !== "off";
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
