/** Steps on the clipboard, as lines of text that any program takes and that come back as linked steps. */
import { session } from "../state/session.svelte";
import { readLines } from "../state/line";
import { asFault } from "../components/shared/errors";

export async function copySelection(): Promise<boolean> {
  const steps = [...session.selection.steps];
  if (steps.length === 0) return false;
  try {
    const reply = await session.ask({ call: "copy", steps });
    if (reply.reply !== "text") return false;
    await navigator.clipboard.writeText(reply.value);
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
  let text: string;
  try {
    text = await navigator.clipboard.readText();
  } catch {
    session.messages.say("The clipboard cannot be read here.", "Press Enter and paste into the card.");
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
