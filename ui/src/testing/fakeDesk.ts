/**
 * A small desk behind the fake host: it holds rows, takes the plainest changes, undoes them, and tells the window by
 * patches as the real one does. It knows no rule and lays nothing out; what it cannot do it refuses.
 */
import type { Change } from "../wire/Change";
import type { Finding } from "../wire/Finding";
import type { Map as WorkshopMap } from "../wire/Map";
import type { MapFamily } from "../wire/MapFamily";
import type { Notice } from "../wire/Notice";
import type { Patch } from "../wire/Patch";
import type { Row } from "../wire/Row";
import { ROW_DEFAULTS } from "../wire/rowDefaults";
import type { RowKey } from "../wire/RowKey";
import type { Scene } from "../wire/Scene";
import type { SceneDiff } from "../wire/SceneDiff";
import type { Scorecard } from "../wire/Scorecard";
import type { Snapshot } from "../wire/Snapshot";
import { fault, FakeHost } from "./fakeHost";

type Body = { id?: string } & Record<string, unknown>;
interface State {
  rows: Map<string, Row>;
  findings: Finding[];
}
interface Entry {
  label: string;
  before: State;
  after: State;
  at: RowKey | null;
}

const NO_SCENE: SceneDiff = {
  width: 0,
  height: 0,
  columns: null,
  rows: null,
  cells: null,
  upserted: [],
  removed: [],
};

const NOBODY = "00000000-0000-0000-0000-000000000000";
const NIL = /^0{8}-0{4}-0{4}-0{4}-0{12}$/u;

/** The kind of a row and what it holds. */
function parts(row: Row): [string, Body] {
  return Object.entries(row)[0] as [string, Body];
}

function keyOf(row: Row): string {
  const [kind, body] = parts(row);
  return body.id === undefined ? kind : `${kind}:${body.id}`;
}

function keyText(key: RowKey): string {
  if (typeof key === "string") return key;
  const [kind, id] = Object.entries(key)[0] as [string, string];
  return `${kind}:${id}`;
}

function rowKey(text: string): RowKey {
  const [kind, id] = text.split(":");
  return (id === undefined ? kind : { [kind as string]: id }) as RowKey;
}

/** Tables with new values of some of their entries; `null` takes an entry away. */
function tables(body: Body, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([table, some]) => {
      const entries = Object.entries({ ...(body[table] as object), ...(some as object) });
      return [table, Object.fromEntries(entries.filter(([, value]) => value !== null))];
    }),
  );
}

export class FakeDesk {
  readonly host: FakeHost;
  rows: Map<string, Row>;
  rev = 1;
  map: string | null = null;
  findings: Finding[] = [];
  scorecard: Scorecard | null = null;
  scene: Scene | null = null;
  readOnly: Notice | null = null;
  notices: Notice[] = [];
  drafts: Snapshot["drafts"] = [];
  path = "/home/eva/Harbor.twinlane";
  #undo: Entry[] = [];
  #redo: Entry[] = [];
  #made = 0;

  constructor(rows: Row[] = [], host = new FakeHost()) {
    this.host = host;
    this.rows = new Map(rows.map((row) => [keyOf(row), row]));
    const first = rows.find((row) => "map" in row);
    this.map = first && "map" in first ? first.map.id : null;
    const opened = () => ({ path: this.path });
    host
      .on("start", () => ({ recent: [], templates: [] }))
      .on("open", opened)
      .on("create", opened)
      .on("close", () => this.#done("Closed"))
      .on("snapshot", () => this.snapshot())
      .on("view", ({ options }) => {
        this.map = options.map ?? this.map;
        return this.snapshot();
      })
      .on("draft", () => this.#done("Draft"))
      .on("cancel", () => this.#done("Cancel"))
      .on("change", ({ change }) => this.#take(change))
      .on("join", ({ map, from, to }) => {
        const link = { ...ROW_DEFAULTS.link, id: NOBODY, map, kind: "flow" as const, from, to };
        return this.#take({ do: "add", row: { link } });
      })
      .on("decide", ({ fingerprint, state }) =>
        this.#record(() => {
          this.findings = this.findings.map((known) =>
            known.fingerprint === fingerprint ? { ...known, state } : known,
          );
          return "Decide";
        }),
      )
      .on("undo", () => this.#again(this.#undo, this.#redo, "before"))
      .on("redo", () => this.#again(this.#redo, this.#undo, "after"));
  }

  snapshot(): Snapshot {
    return {
      rev: this.rev,
      path: this.path,
      read_only: this.readOnly,
      notices: this.notices,
      rows: [...this.rows.values()],
      number: this.rev,
      left: 0,
      view: {
        map: this.map,
        family: this.#family(),
        rev: this.rev,
        findings_rev: this.rev,
        findings: this.findings,
        scorecard: this.scorecard,
        readiness: [],
        scene: this.scene,
        drawn: null,
      },
      history: this.#history(),
      drafts: this.drafts,
      captured: null,
      disk: { state: "on_disk", rev: this.rev },
    };
  }

  /** A row as the desk has it now. */
  row<T>(kind: string, id?: string): T {
    const row = this.rows.get(id === undefined ? kind : `${kind}:${id}`);
    if (!row) throw new Error(`no ${kind} ${id ?? ""}`);
    return parts(row)[1] as T;
  }

  /** All rows of a kind, in the order in which they came. */
  all<T>(kind: string): T[] {
    return [...this.rows.values()].filter((row) => kind in row).map((row) => parts(row)[1] as T);
  }

  #done(label: string) {
    return { rev: this.rev, label, conflicts: [] };
  }

  /** One family: the first current map, and every scenario. */
  #family(): MapFamily {
    const maps = this.all<WorkshopMap>("map");
    return {
      present: maps.find((map) => map.kind === "current")?.id ?? null,
      scenarios: maps.filter((map) => map.kind === "scenario").map((map) => map.id),
    };
  }

  #history() {
    return { undo: this.#undo.at(-1)?.label ?? null, redo: this.#redo.at(-1)?.label ?? null };
  }

  #take(change: Change) {
    if (this.readOnly) throw fault("read_only_workshop");
    return this.#record(() => this.#apply(change));
  }

  /** Makes a change, named by what it answers, that can be undone. */
  #record(change: () => string) {
    const before = this.#state();
    const label = change();
    const after = this.#state();
    const one = [...after.rows].find(([key, row]) => before.rows.get(key) !== row)?.[0];
    const gone = [...before.rows.keys()].find((key) => !after.rows.has(key));
    const at = one ?? gone;
    this.#undo.push({ label, before, after, at: at ? rowKey(at) : null });
    this.#redo = [];
    this.#tell(before.rows, after.rows, label);
    return this.#done(label);
  }

  #state(): State {
    return { rows: new Map(this.rows), findings: this.findings };
  }

  #apply(change: Change): string {
    const rows = new Map(this.rows);
    this.rows = rows;
    if (change.do === "batch") {
      for (const each of change.changes) this.#apply(each);
      return change.label;
    }
    if (change.do === "rows") {
      for (const row of change.put) rows.set(keyOf(row), row);
      for (const key of change.delete) rows.delete(keyText(key));
      return change.label;
    }
    if (change.do === "add") {
      const [kind, body] = parts(change.row);
      this.#made += 1;
      const id = NIL.test(body.id ?? "") ? `made-${this.#made}` : body.id;
      const row = { [kind]: { ...body, id } } as unknown as Row;
      rows.set(keyOf(row), row);
      return `Add ${kind}`;
    }
    if (change.do === "set") return this.#set(change.of, change.values);
    if (change.do === "rename") return this.#set(change.of, { title: change.title });
    if (change.do === "reorder") return this.#set(change.of, { position: change.position });
    if (change.do === "mark_drawn") {
      const { drawn } = this.row<{ drawn: Record<string, boolean> }>("map", change.map);
      return this.#set({ map: change.map }, { drawn: { ...drawn, [change.side]: change.drawn } });
    }
    if (change.do === "remove") {
      for (const key of change.of) {
        if (!rows.delete(keyText(key))) throw fault("change_refused", "That is no longer there.");
      }
      return "Remove";
    }
    if (change.do === "move") {
      const { steps, lane, stage, position } = change;
      const to = {
        ...(lane && { lane }),
        ...(stage && { stage }),
        ...(position !== undefined && { position }),
      };
      for (const step of steps) this.#set({ step }, to);
      return "Move";
    }
    throw fault("change_refused", `The fake desk cannot ${change.do}.`);
  }

  #set(of: RowKey, values: Record<string, unknown>): string {
    const key = keyText(of);
    const row = this.rows.get(key);
    if (!row) throw fault("change_refused", "That is no longer there.");
    const [kind, body] = parts(row);
    const set = kind === "settings" ? tables(body, values) : values;
    this.rows.set(key, { [kind]: { ...body, ...set } } as unknown as Row);
    return `Change ${kind}`;
  }

  #again(from: Entry[], to: Entry[], side: "before" | "after") {
    const entry = from.pop();
    if (!entry) throw fault(side === "before" ? "nothing_to_undo" : "nothing_to_redo");
    to.push(entry);
    const now = this.rows;
    this.rows = new Map(entry[side].rows);
    this.findings = entry[side].findings;
    this.#tell(now, this.rows, entry.label);
    return { rev: this.rev, label: entry.label, at: entry.at };
  }

  /** Tells the window what differs, after the answer to the command as the real desk does. */
  #tell(before: Map<string, Row>, after: Map<string, Row>, label: string): void {
    const from = this.rev;
    this.rev += 1;
    const patch: Patch = {
      from,
      rev: this.rev,
      label,
      put: [...after].filter(([key, row]) => before.get(key) !== row).map(([, row]) => row),
      deleted: [...before.keys()].filter((key) => !after.has(key)).map(rowKey),
      map: this.map,
      family: this.#family(),
      findings_rev: this.rev,
      findings: { upserted: this.findings, removed: [], order: this.findings.map((f) => f.fingerprint) },
      scorecard: this.scorecard,
      readiness: [],
      scene: NO_SCENE,
      history: this.#history(),
    };
    queueMicrotask(() => this.host.emit({ event: "patch", value: patch }));
  }
}
