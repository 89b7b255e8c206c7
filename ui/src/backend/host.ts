/**
 * What the pages need from whatever runs them: the desk that answers commands, file dialogs, and the window.
 * The application gets one `Host`; `tauri.ts` is the one of the desktop shell, tests bring their own.
 */
import type { Command } from "../wire/Command";
import type { Event as DeskEvent } from "../wire/Event";
import type { Replies } from "../wire/Replies";

/** A command by its call. */
export type CommandOf<K extends Command["call"]> = Extract<Command, { call: K }>;

/** What a command answers, by its type. */
export type ReplyTo<C extends Command> = Replies[C["call"]];

/** What the app was started with. */
export interface LaunchOptions {
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

/** What the program says of itself. */
export interface AboutProgram {
  version: string;
  /** Licence expression (SPDX). */
  licence: string;
  copyright: string | null;
  /** Folder of the log files. */
  logs: string | null;
  /** Licences of everything the program contains; `null` when it was not installed from a package. */
  notices: string | null;
}

/** A kind of file in a dialog. */
export interface FileKind {
  name: string;
  extensions: string[];
}

/** Dialogs of the system. */
export interface Dialogs {
  /** Asks for a file to read; `null` when cancelled. */
  askOpen(title: string, kinds: FileKind[]): Promise<string | null>;
  /** Asks where to write; `null` when cancelled. The dialog has asked before it names an existing file. */
  askSave(title: string, proposal: string, kinds: FileKind[]): Promise<string | null>;
  /** Shows a file in the system's file manager; throws a `Fault`. */
  showInFolder(path: string): Promise<void>;
}

/** The window the pages are shown in. */
export interface HostWindow {
  /** Hears of files dropped on the window, and whether some are held over it. */
  onDrop(dropped: (paths: string[]) => void, over: (inside: boolean) => void): Promise<() => void>;
  /** Hears that somebody wants to close the window; the window waits until `destroy`. */
  onCloseRequested(requested: () => void): Promise<() => void>;
  /** Closes the window for good. */
  destroy(): Promise<void>;
  /** Names the window for the task bar. */
  setTitle(title: string): Promise<void>;
  /** Fills the screen, or goes back. */
  setFullscreen(on: boolean): Promise<void>;
  /** Shows the whole page larger, by a factor; the page then has less room, as in a smaller window. */
  setZoom(factor: number): Promise<void>;
}

export interface Host {
  /** Sends a command and waits for its reply; throws a `Fault`. */
  call<C extends Command>(command: C): Promise<ReplyTo<C>>;
  /** Hears what the desk says without being asked; the result stops it. */
  onEvent(heard: (event: DeskEvent) => void): Promise<() => void>;
  /** What the app was started with. */
  launchOptions(): Promise<LaunchOptions>;
  /** Hears of a file that the system wants to be opened while the app runs (a double click on macOS). */
  onOpenFile(opened: (path: string) => void): Promise<() => void>;
  /** Version, licence and notices of the program. */
  about(): Promise<AboutProgram>;
  readonly dialogs: Dialogs;
  readonly window: HostWindow;
}
