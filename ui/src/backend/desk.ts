/**
 * The only door to the shell. Everything else in the pages speaks in commands, replies and events, and
 * would run the same over any other host. Nothing here knows what a command means.
 */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { asFault } from "../components/shared/errors";
import type { Command } from "../wire/Command";
import type { Event as DeskEvent } from "../wire/Event";
import type { Reply } from "../wire/Reply";

/** A reply of one kind. */
export type ReplyOf<K extends Reply["reply"]> = Extract<Reply, { reply: K }>["value"];

/** What the app was started with. */
export interface Opening {
  /** A file to open. */
  file: string | null;
  /** Begin with the sample. */
  sample: boolean;
  /** Begin with an empty workshop. */
  blank: boolean;
  /** Screen to show first. */
  screen: string | null;
  /** Theme to use, whatever was chosen before. */
  theme: string | null;
}

/** A kind of file in a dialog. */
export interface FileKind {
  name: string;
  extensions: string[];
}

/** Sends a command and waits for its reply; throws a `Fault`. */
export async function call(command: Command): Promise<Reply> {
  try {
    return await invoke<Reply>("call", { command });
  } catch (thrown) {
    throw asFault(thrown);
  }
}

/** What the app was started with. */
export function opening(): Promise<Opening> {
  return invoke<Opening>("opening");
}

/** Asks for a file to read; `null` when cancelled. */
export function askOpen(title: string, kinds: FileKind[]): Promise<string | null> {
  return invoke<string | null>("ask_open", { title, kinds });
}

/** Asks where to write; `null` when cancelled. The dialog has asked before it names an existing file. */
export function askSave(title: string, proposal: string, kinds: FileKind[]): Promise<string | null> {
  return invoke<string | null>("ask_save", { title, proposal, kinds });
}

/** Hears what the desk says without being asked; the result stops it. */
export function onDesk(heard: (event: DeskEvent) => void): Promise<() => void> {
  return listen<DeskEvent>("desk", (event) => heard(event.payload));
}

/** Hears of files dropped on the window. */
export function onDrop(
  dropped: (paths: string[]) => void,
  over: (inside: boolean) => void,
): Promise<() => void> {
  return getCurrentWindow().onDragDropEvent(({ payload }) => {
    over(payload.type === "enter" || payload.type === "over");
    if (payload.type === "drop") dropped(payload.paths);
  });
}

/** Hears that somebody wants to close the window; the window waits until `destroyWindow`. */
export function onCloseAsked(asked: () => void): Promise<() => void> {
  return getCurrentWindow().onCloseRequested((event) => {
    event.preventDefault();
    asked();
  });
}

/** Closes the window for good. */
export function destroyWindow(): Promise<void> {
  return getCurrentWindow().destroy();
}

/** Names the window for the task bar. */
export function setTitle(title: string): Promise<void> {
  return getCurrentWindow().setTitle(title);
}

/** Fills the screen, or goes back. */
export function setFullscreen(on: boolean): Promise<void> {
  return getCurrentWindow().setFullscreen(on);
}

/** Shows the whole page larger, by a factor; the page then has less room, as in a smaller window. */
export function setSize(factor: number): Promise<void> {
  return getCurrentWebview().setZoom(factor);
}
