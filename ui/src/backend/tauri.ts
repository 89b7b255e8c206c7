/**
 * The host of the desktop shell. This folder is the only place that imports the shell's packages; nothing here
 * knows what a command means.
 */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import { getCurrentWindow } from "@tauri-apps/api/window";
import { asFault } from "../state/faults";
import type { Command } from "../wire/Command";
import type { Event as DeskEvent } from "../wire/Event";
import type { AboutProgram, Host, LaunchOptions, ReplyTo } from "./host";

export function tauriHost(): Host {
  const shell = getCurrentWindow();
  return {
    async call<C extends Command>(command: C) {
      try {
        return await invoke<ReplyTo<C>>("call", { command });
      } catch (thrown) {
        throw asFault(thrown);
      }
    },
    onEvent: (heard) => listen<DeskEvent>("desk", (event) => heard(event.payload)),
    launchOptions: () => invoke<LaunchOptions>("opening"),
    onOpenFile: (opened) => listen<string>("open_file", (event) => opened(event.payload)),
    about: () => invoke<AboutProgram>("about"),
    dialogs: {
      askOpen: (title, kinds) => invoke<string | null>("ask_open", { title, kinds }),
      askSave: (title, proposal, kinds) => invoke<string | null>("ask_save", { title, proposal, kinds }),
      async showInFolder(path) {
        try {
          await invoke("show_in_folder", { path });
        } catch (thrown) {
          throw asFault(thrown);
        }
      },
    },
    window: {
      onDrop: (dropped, over) =>
        shell.onDragDropEvent(({ payload }) => {
          over(payload.type === "enter" || payload.type === "over");
          if (payload.type === "drop") dropped(payload.paths);
        }),
      onCloseRequested: (requested) =>
        shell.onCloseRequested((event) => {
          event.preventDefault();
          requested();
        }),
      destroy: () => shell.destroy(),
      setTitle: (title) => shell.setTitle(title),
      setFullscreen: (on) => shell.setFullscreen(on),
      setZoom: (factor) => getCurrentWebview().setZoom(factor),
    },
  };
}
