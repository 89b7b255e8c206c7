/**
 * Everything behind one window, made once and put together here: the session, the map's canvas, and what can be
 * done. What each part needs is handed to it; nothing is global.
 */
import { Actions } from "./actions/actions";
import { Clipboard } from "./actions/clipboard";
import { FileActions } from "./actions/files";
import { GapWalk } from "./actions/gaps";
import { Presenting } from "./actions/present";
import type { Host } from "./backend/host";
import { Canvas } from "./map/canvas.svelte";
import { LastImport } from "./state/lastImport.svelte";
import { Importing } from "./state/importing.svelte";
import { Session } from "./state/session.svelte";

export interface Application {
  readonly host: Host;
  readonly session: Session;
  readonly importing: Importing;
  readonly imported: LastImport;
  readonly canvas: Canvas;
  readonly files: FileActions;
  readonly clipboard: Clipboard;
  readonly gapWalk: GapWalk;
  readonly presenting: Presenting;
  readonly actions: Actions;
}

export function createApp(host: Host): Application {
  const session = new Session(host);
  const importing = new Importing(session.requests, session.workshop);
  const imported = new LastImport();
  const canvas = new Canvas(session);
  const files = new FileActions(host, session, importing, imported);
  const clipboard = new Clipboard(session);
  const gapWalk = new GapWalk(session);
  const presenting = new Presenting(host, session, canvas);
  const actions = new Actions({ session, canvas, files, clipboard, gapWalk, presenting });
  return {
    host,
    session,
    importing,
    imported,
    canvas,
    files,
    clipboard,
    gapWalk,
    presenting,
    actions,
  };
}
