/** Steps on the clipboard, as lines of text that any program takes and that come back as linked steps. */
import { session } from "../state/session.svelte";
import { readLines } from "../state/line";
import { asFault } from "../components/shared/errors";

/** What was copied last, for systems that do not let a page read the clipboard. */
let copied = "";

/** Puts text on the clipboard of the system, in the old way where the new one is refused. */
async function put(text: string): Promise<void> {
  copied = text;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}

export async function copySelection(): Promise<boolean> {
  const steps = [...session.selection.steps];
  if (steps.length === 0) return false;
  try {
    const reply = await session.ask({ call: "copy", steps });
    if (reply.reply !== "text") return false;
    await put(reply.value);
    session.messages.say(steps.length === 1 ? "One step copied." : `${steps.length} steps copied.`);
    return true;
  } catch (thrown) {
    session.messages.fail(asFault(thrown));
    return false;
  }
}

export async function cutSelection(): Promise<void> {
  if (await copySelection()) await session.edits.remove();
}

/** Puts lines of the clipboard after the selected step, linked; one undo. */
export async function pasteText(): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => copied);
  if (!text) {
    session.messages.say("There is no text to paste.", "Press Enter on a card and paste into it.");
    return;
  }
  const lines = readLines(text);
  const map = session.workshop.mapId;
  if (lines.length === 0 || !map) return;
  const from = session.selection.step;
  const joined = lines.join("\n");
  await session.run(
    from
      ? { call: "enter", map, mode: "next", from, text: joined }
      : { call: "enter", map, mode: "first", text: joined },
  );
}
