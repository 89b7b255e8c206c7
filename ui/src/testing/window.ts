/** The whole window over the fake desk, as it stands after the start. */
import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import App from "../App.svelte";
import { createApp } from "../application";
import type { FakeDesk } from "./fakeDesk";
import { settled, type Window } from "./render";

/** Opens the window at the start screen, or with what the host was launched with. */
export async function openWindow(desk: FakeDesk): Promise<Window> {
  localStorage.clear();
  const app = createApp(desk.host);
  render(App, { app });
  await settled();
  return { app, desk, user: userEvent.setup() };
}

/** Opens the window with the workshop of the desk, at its map. */
export function openWorkshop(desk: FakeDesk): Promise<Window> {
  desk.host.launched = { ...desk.host.launched, blank: true };
  return openWindow(desk);
}

/** Presses keys one after the other, each once what the one before did is shown. */
export async function press(user: Window["user"], ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await user.keyboard(key);
    await settled();
  }
}

export const UNDO = "{Control>}z{/Control}";
export const REDO = "{Control>}{Shift>}z{/Shift}{/Control}";

/** The map, as the element that has the keyboard there. */
export const theMap = () => screen.getByRole("application", { name: /^Map\./u });

/** The card that the keys of the map act on. */
export function cardInHand(): HTMLElement | null {
  const id = theMap().getAttribute("aria-activedescendant");
  return id === null ? null : document.getElementById(id);
}
