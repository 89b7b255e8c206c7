/** Finding by typing: every word must occur; a word that begins the label or a word of it counts more. */

interface Searchable {
  label: string;
  note: string;
}

/** Letters without case and accents, so that "uber" finds "Über". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function score(item: Searchable, words: string[]): number {
  const label = plain(item.label);
  const note = plain(item.note);
  let sum = 0;
  for (const word of words) {
    if (label.startsWith(word)) sum += 4;
    else if (label.includes(` ${word}`)) sum += 3;
    else if (label.includes(word)) sum += 2;
    else if (note.includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

/** What matches, best first; everything, as it stands, when nothing was typed. */
export function ranked<T extends Searchable>(items: T[], typed: string): T[] {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return items;
  return items
    .map((item, index) => ({ item, index, score: score(item, words) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map((found) => found.item);
}
