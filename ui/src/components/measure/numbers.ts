/**
 * The numbers of a map as tables: which rows there are, which measure stands in which cell, and the change that
 * a typed number makes. Nothing is worked out from them here.
 */
import type { Change } from "../../wire/Change";
import type { Link } from "../../wire/Link";
import type { Measure } from "../../wire/Measure";
import type { Pool } from "../../wire/Pool";
import type { RowKey } from "../../wire/RowKey";
import type { Step } from "../../wire/Step";
import { words } from "../../words/words";
import { BASES, patchOf, withValue } from "../inspector/measure";
import { reading } from "../shared/reading";

/** A column of numbers. */
export interface Column {
  /** Name of the field in its row. */
  field: string;
  label: string;
  unit: string;
  /** 100 for shares, which are shown in percent. */
  factor: number;
}

/** A cell: the measure of a field. */
export interface Cell {
  of: RowKey;
  column: Column;
  measure: Measure | null;
  /** Names the field among the drafts, as the inspector does. */
  draft: string;
}

/** A row: what it is about, and its numbers; a cell that makes no sense there is `null`. */
export interface Line {
  id: string;
  /** What it is about, in a word. */
  name: string;
  heads: string[];
  cells: (Cell | null)[];
}

export interface Table {
  title: string;
  heads: string[];
  columns: Column[];
  lines: Line[];
  /** What the table says while it has no lines. */
  empty: string;
}

/** What the tables are made from. */
export interface Source {
  /** Activities in reading order. */
  activities: Step[];
  /** Flow between activities and to outcomes, and returns, in the order of where they begin. */
  links: Link[];
  pools: Pool[];
  stageOf: (step: Step) => string;
  laneOf: (step: Step) => string;
  nameOf: (end: Link["from"]) => string;
  /** Whether a link is one of several that leave a step one by one: only then a share says something. */
  split: (link: Link) => boolean;
  period: string;
  currency: string;
  /** Money is out of sight when presenting. */
  money: boolean;
}

const cell = <R extends object>(row: R, of: RowKey, name: string, column: Column): Cell => ({
  of,
  column,
  measure: ((row as Record<string, unknown>)[column.field] as Measure | null) ?? null,
  draft: `${name}:${column.field === "complete_accurate" ? "ca" : column.field}:value`,
});

/** The tables of a map. */
export function tables(source: Source): Table[] {
  const { period, currency } = source;
  const plain = (field: string, label: string, unit: string, factor = 1): Column => ({
    field,
    label,
    unit,
    factor,
  });
  const ofSteps = [
    plain("entry", "Cases that start here", `a ${period}`),
    plain("touch", "Touch time", "h a visit"),
    plain("elapsed", "Elapsed time", "working days"),
    plain("volume", "Volume", `cases a ${period}`),
    plain("complete_accurate", "Complete and accurate", "%", 100),
  ];
  const ofLinks = [plain("share", "Share", "%", 100), plain("wait", "Wait", "working days")];
  const ofPools = [plain("capacity", "Capacity", `h a ${period}`)];
  if (source.money) ofPools.push(plain("cost", "Cost", `${currency || "money"} an hour`));
  return [
    {
      title: "Activities",
      heads: ["Stage", "Function", "Activity"],
      columns: ofSteps,
      lines: source.activities.map((step) => ({
        id: step.id,
        name: step.title || "Untitled",
        heads: [source.stageOf(step), source.laneOf(step), step.title || "Untitled"],
        cells: ofSteps.map((column) => cell(step, { step: step.id }, `step:${step.id}`, column)),
      })),
      empty: "No activities yet: draw the sales process on the map, then put its numbers here.",
    },
    {
      title: "Flow",
      heads: ["From", "To"],
      columns: ofLinks,
      lines: source.links.map((link) => ({
        id: link.id,
        name: `${source.nameOf(link.from)} → ${source.nameOf(link.to)}`,
        heads: [source.nameOf(link.from), source.nameOf(link.to)],
        cells: ofLinks.map((column) =>
          column.field === "share" && !source.split(link)
            ? null
            : cell(link, { link: link.id }, `link:${link.id}`, column),
        ),
      })),
      empty: "No flow yet: link the activities on the map.",
    },
    {
      title: "People",
      heads: ["Group of people"],
      columns: ofPools,
      lines: source.pools.map((pool) => ({
        id: pool.id,
        name: pool.name || "Unnamed",
        heads: [pool.name || "Unnamed"],
        cells: ofPools.map((column) => cell(pool, { pool: pool.id }, `pool:${pool.id}`, column)),
      })),
      empty: "No groups of people yet: name them in the details of an activity.",
    },
  ];
}

/** What a person typed into a cell. */
export type Typed = { measure: Measure | null } | { wrong: string };

/** The number in a typed text, and the letter behind it. */
function parts(text: string): [number: string, letter: string] {
  const [, digits = "", letter = ""] = /^(.*?)\s*([mea]?)$/iu.exec(text.trim()) ?? [];
  return [digits, letter.toLowerCase()];
}

/**
 * Reads a typed number. A letter behind it says what it rests on: m measured, e estimated, a assumed; without one
 * it stays as it was, and a new number is an estimate. Nothing takes the number away. A number with two readings
 * is read with the decimal sign that is given.
 */
export function readCell(text: string, cell: Cell, sign?: string): Typed {
  const [digits, letter] = parts(text);
  const found = words.read(digits, sign);
  if (typeof found === "string") return text.trim() === "" ? { measure: null } : { wrong: text };
  const measure = withValue(cell.measure, found.value / cell.column.factor);
  const basis = BASES.find(({ value }) => value.startsWith(letter || " "))?.value;
  return { measure: measure && basis ? { ...measure, basis } : measure };
}

/** What is said of a number with two readings while it is typed into a cell. */
export const readingOf = (text: string): string | null => reading(parts(text)[0]);

/** What the field of a cell begins with. */
export const writeCell = ({ measure, column }: Cell): string =>
  measure ? words.editable(measure.value * column.factor) : "";

/** What a cell shows. */
export const showCell = ({ measure, column }: Cell): string =>
  measure ? words.full(measure.value * column.factor) : "";

/** The change that puts a measure into a cell. */
export const changeOf = (cell: Cell, measure: Measure | null): Change => ({
  do: "set",
  of: cell.of,
  values: { [cell.column.field]: measure && patchOf(measure) },
});

/** The same number resting on the next basis. */
export function nextBasis(measure: Measure): Measure {
  const at = BASES.findIndex(({ value }) => value === measure.basis);
  return { ...measure, basis: BASES[(at + 1) % BASES.length]?.value ?? "estimated" };
}

/** What a pasted block comes to. */
export interface Pasted {
  changes: Change[];
  /** What in it is no number. */
  wrong: string[];
  /** A number that can be read in two ways, where no other number of the block shows its decimal sign. */
  unsure: { text: string; readings: { sign: string; shown: string }[] } | null;
}

/**
 * A pasted block, from the cell where it was pasted: the changes it makes. Cells that make no sense are passed
 * over; what lies beyond the table is left out. One decimal sign holds for the whole block: the one that is given,
 * or that a number of it shows beyond doubt.
 */
export function paste(table: Table, row: number, column: number, text: string, given?: string): Pasted {
  const block = text.replace(/\r?\n$/u, "").split(/\r?\n/u);
  const typed = block.flatMap((line, down) =>
    line.split("\t").flatMap((word, right) => {
      const cell = table.lines[row + down]?.cells[column + right];
      return cell ? [{ word, cell }] : [];
    }),
  );
  const read = typed
    .map(({ word }) => words.read(parts(word)[0]))
    .filter((found) => typeof found !== "string");
  const sign = given ?? read.find((found) => found.sign)?.sign ?? undefined;
  const unsure = sign ? undefined : typed.find(({ word }) => readingOf(word));
  const changes: Change[] = [];
  const wrong: string[] = [];
  for (const { word, cell } of typed) {
    const number = readCell(word, cell, sign);
    if ("wrong" in number) wrong.push(number.wrong);
    else changes.push(changeOf(cell, number.measure));
  }
  return {
    changes,
    wrong,
    unsure: unsure ? { text: unsure.word.trim(), readings: readings(unsure.word) } : null,
  };
}

/** How a number reads with either sign. */
function readings(text: string): { sign: string; shown: string }[] {
  return [".", ","].flatMap((sign) => {
    const found = words.read(parts(text)[0], sign);
    return typeof found === "string" ? [] : [{ sign, shown: words.full(found.value) }];
  });
}
