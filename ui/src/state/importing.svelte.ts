/**
 * Records that are being brought in: the file, what was said of it, and how it would be read. Nothing of it is part of
 * the workshop until it is kept.
 */
import type { Kept } from "../wire/Kept";
import type { RecordsMapping } from "../wire/RecordsMapping";
import type { TableLayout } from "../wire/TableLayout";
import type { RecordsReading } from "../wire/RecordsReading";
import type { TableOptions } from "../wire/TableOptions";
import type { Requests } from "./requests.svelte";
import type { WorkshopState } from "./workshop.svelte";

/** What nobody has said anything of. */
const EMPTY: RecordsMapping = { won: [], lost: [], only: { values: [] }, table: {}, stage: [] };

/** Parts of a mapping that follow from the data unless a person says otherwise. */
type Found = "date" | "decimal" | "ends" | "table";

/** While one types or walks through a list only the last state is read. */
const PATIENCE = 180;

export class Importing {
  /** The file; `null` when none is being brought in. */
  path = $state<string | null>(null);
  reading = $state.raw<RecordsReading | null>(null);
  /** What the file means as far as one knows: what was found, and what was said since. */
  mapping = $state.raw<RecordsMapping>(EMPTY);
  /** What is shown was read before the last correction. */
  stale = $state(false);
  /** The file is being read. */
  busy = $state(false);
  /** Reading was cancelled or failed, and what is shown is not what was said. */
  stopped = $state(false);
  /** The log is being kept. */
  keeping = $state(false);
  name = $state("");
  kept = $state<Kept>("summary");
  readonly #chosen = new Set<Found>();
  #turn = 0;
  #wait: ReturnType<typeof setTimeout> | undefined;
  readonly #requests: Requests;
  readonly #workshop: WorkshopState;

  constructor(requests: Requests, workshop: WorkshopState) {
    this.#requests = requests;
    this.#workshop = workshop;
  }

  file = $derived(this.path?.split(/[\\/]/u).at(-1) ?? "");
  /** Everything is said that has to be, and what is shown is what would be kept. */
  ready = $derived(
    this.reading?.found != null &&
      this.reading.found.cases > 0 &&
      !this.stale &&
      !this.busy &&
      !this.stopped &&
      !this.keeping,
  );

  begin(path: string): void {
    this.close();
    this.path = path;
    this.name = (path.split(/[\\/]/u).at(-1) ?? path).replace(
      /(?:\.(?:csv|tsv|txt|xlsx?|ods|xes))?(?:\.gz)?$/iu,
      "",
    );
    void this.#read(this.#turn);
  }

  /** Ends it; nothing is kept. */
  close(): void {
    this.#turn += 1;
    clearTimeout(this.#wait);
    this.#stop();
    this.path = this.reading = null;
    this.mapping = EMPTY;
    this.stale = this.busy = this.stopped = this.keeping = false;
    this.kept = "summary";
    this.#chosen.clear();
  }

  /** Says something of the file, which is then read anew. */
  correct(mapping: RecordsMapping, about?: Found): void {
    if (about) this.#chosen.add(about);
    this.mapping = mapping;
    this.again();
  }

  /** Says what shape the records have: what its columns mean is found anew. */
  shape(shape: TableLayout): void {
    const { zone, calendar, date, decimal, table } = this.mapping;
    this.mapping = { ...EMPTY, shape, table };
    Object.assign(this.mapping, zone && { zone }, calendar && { calendar });
    Object.assign(this.mapping, date && { date }, decimal && { decimal });
    this.#chosen.delete("ends");
    this.again();
  }

  /** Says how the table stands in the file: another table may have other columns. */
  open(table: TableOptions): void {
    const { zone, calendar } = this.mapping;
    this.#chosen.add("table");
    for (const part of ["date", "decimal", "ends"] as const) this.#chosen.delete(part);
    this.mapping = { ...EMPTY, table };
    Object.assign(this.mapping, zone && { zone }, calendar && { calendar });
    this.again();
  }

  /** Reads the file with what was said of it. */
  again(): void {
    this.stale = true;
    this.#turn += 1;
    const turn = this.#turn;
    clearTimeout(this.#wait);
    this.#wait = setTimeout(() => void this.#read(turn), PATIENCE);
  }

  /** Reads the file anew and keeps what it says; `true` when it was kept. */
  async keep(): Promise<boolean> {
    const path = this.path;
    if (!path || !this.ready) return false;
    this.keeping = true;
    const turn = this.#turn;
    const done = await this.#requests.work(
      { call: "keep_records", path, mapping: this.mapping, name: this.name.trim(), kept: this.kept },
      path,
    );
    // Who closed the dialog meanwhile may have another file in it by now.
    const shown = turn === this.#turn;
    if (shown) this.keeping = false;
    if (!done) return false;
    await this.#workshop.reached(done.rev);
    if (shown) this.close();
    return true;
  }

  async #read(turn: number): Promise<void> {
    const path = this.path;
    if (!path) return;
    this.busy = true;
    const reading = await this.#requests.work({ call: "read_records", path, mapping: this.#given() }, path);
    if (turn !== this.#turn) return;
    this.busy = false;
    this.stopped = !reading;
    if (!reading) return;
    this.reading = reading;
    // What is empty is left out on the way.
    const found = reading.mapping;
    this.mapping = { ...EMPTY, ...found, only: { ...EMPTY.only, ...found.only } };
    this.stale = false;
  }

  /** What is said of the file; what follows from the data is left to be found again. */
  #given(): RecordsMapping {
    const given = { ...this.mapping };
    if (!this.#chosen.has("date")) delete given.date;
    if (!this.#chosen.has("decimal")) delete given.decimal;
    if (!this.#chosen.has("table")) given.table = {};
    if (!this.#chosen.has("ends")) given.won = given.lost = [];
    return given;
  }

  /** Nobody waits any more for the file to be read. */
  #stop(): void {
    for (const work of this.#requests.works) {
      if (work.kind === "reading") void this.#requests.cancel(work.number);
    }
  }
}
