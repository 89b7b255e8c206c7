/** What is said of a number that can be read in two ways, while it is typed and before it counts. */
import { words } from "../../words/words";

/** "Reads as 1.456. For 1,456 type 1456."; nothing where a number has one reading, or is none. */
export function reading(text: string): string | null {
  const found = words.read(text);
  if (typeof found === "string" || found.other === null) return null;
  const [taken, other] = words.readings(found) ?? [];
  return `Reads as ${taken}. For ${other} type ${words.editable(found.other)}.`;
}
