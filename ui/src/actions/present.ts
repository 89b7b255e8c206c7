/** Presenting and full screen: how the same window is shown to the room. */
import type { Host } from "../backend/host";
import type { Canvas } from "../map/canvas.svelte";
import type { Session } from "../state/session.svelte";

export class Presenting {
  readonly #host: Host;
  readonly #session: Session;
  readonly #canvas: Canvas;
  #full = false;

  constructor(host: Host, session: Session, canvas: Canvas) {
    this.#host = host;
    this.#session = session;
    this.#canvas = canvas;
  }

  /** Begins or ends presenting. Other maps' and people's matters go out of sight; see `view.presenting`. */
  async toggle(): Promise<void> {
    const { view } = this.#session;
    const canvas = this.#canvas;
    view.presenting = !view.presenting;
    view.screen = "map";
    view.table = false;
    // Before the desk answers: whoever walks on at once must not be sent back.
    canvas.stop = 0;
    await this.#session.navigation.show({ presenting: view.presenting });
    if (view.presenting) requestAnimationFrame(() => canvas.present());
    else requestAnimationFrame(() => canvas.camera.fit());
    canvas.focus();
  }

  async toggleFullscreen(): Promise<void> {
    this.#full = !this.#full;
    await this.#host.window.setFullscreen(this.#full);
  }
}
