/** Presenting and full screen: how the same window is shown to the room. */
import * as desk from "../backend/desk";
import { canvas } from "../map/canvas.svelte";
import { session } from "../state/session.svelte";

const { view } = session;

/** Begins or ends presenting. Other maps' and people's matters go out of sight; see `view.presenting`. */
export async function togglePresenting(): Promise<void> {
  view.presenting = !view.presenting;
  view.screen = "map";
  view.table = false;
  // Before the desk answers: whoever walks on at once must not be sent back.
  canvas.stop = 0;
  await session.show({ presenting: view.presenting });
  if (view.presenting) requestAnimationFrame(() => canvas.present());
  else requestAnimationFrame(() => canvas.camera.fit());
  canvas.focus();
}

let full = false;

export async function toggleFullscreen(): Promise<void> {
  full = !full;
  await desk.setFullscreen(full);
}
