/**
 * The workshop as this window knows it: the snapshot, kept up to date by patches. It only stores what the
 * desk sent; nothing is computed here but order and lookup.
 */
import type { Charter } from "../wire/Charter";
import type { DiskState } from "../wire/DiskState";
import type { Finding } from "../wire/Finding";
import type { HistoryState } from "../wire/HistoryState";
import type { Lane } from "../wire/Lane";
import type { MapFamily } from "../wire/MapFamily";
import type { SnapshotPart } from "../wire/SnapshotPart";
import type { Notice } from "../wire/Notice";
import type { Patch } from "../wire/Patch";
import type { Condition } from "../wire/Condition";
import type { Row } from "../wire/Row";
import type { RowKey } from "../wire/RowKey";
import { ROW_TABLES, type RowOfKind } from "../wire/rowTables";
import type { Scorecard } from "../wire/Scorecard";
import type { Settings } from "../wire/Settings";
import type { Side } from "../wire/Side";
import type { Snapshot } from "../wire/Snapshot";
import type { Stage } from "../wire/Stage";
import { SceneState } from "./scene.svelte";
import { Table } from "./table.svelte";
import { painted, SnapshotParts } from "./snapshotParts";

type RowTables = { readonly [K in keyof RowOfKind as (typeof ROW_TABLES)[K]]: Table<RowOfKind[K]> } & {
  /** The table of a kind. */
  tableOf(kind: string): Table<{ id: string }>;
};

/** A table for each kind of row, named as the kind's table is: `steps`, `links`, … */
const RowTables = class {
  constructor() {
    for (const table of Object.values(ROW_TABLES)) Object.assign(this, { [table]: new Table() });
  }

  tableOf(this: RowTables, kind: string): Table<{ id: string }> {
    return this[ROW_TABLES[kind as keyof RowOfKind]];
  }
} as unknown as new () => RowTables;

const byPosition = (a: { position: number; id: string }, b: { position: number; id: string }) =>
  a.position - b.position || (a.id < b.id ? -1 : 1);

export class WorkshopState extends RowTables {
  rev = $state(0);
  /** Revision that findings, scorecard and readiness belong to. */
  findingsRev = $state(0);
  path = $state("");
  readOnly = $state.raw<Notice | null>(null);
  notices = $state.raw<Notice[]>([]);
  history = $state.raw<HistoryState>({ undo: null, redo: null });
  disk = $state.raw<DiskState>({ state: "on_disk", rev: 0 });
  mapId = $state<string | null>(null);
  /** The maps that belong together with the one shown. */
  family = $state.raw<MapFamily>({ present: null, scenarios: [] });

  charter = $state.raw<Charter | null>(null);
  settings = $state.raw<Settings | null>(null);
  readonly findingsById = new Table<Finding>();
  findingOrder = $state.raw<string[]>([]);
  scorecard = $state.raw<Scorecard | null>(null);
  readiness = $state.raw<Condition[]>([]);
  readonly scene = new SceneState();

  /** Patches that wait until the snapshot is whole; `null` when it is. */
  #held: Patch[] | null = null;
  /** Counts snapshots, so that one that is overtaken stops. */
  #turn = 0;
  #waiting: { rev: number; resolve: () => void }[] = [];

  map = $derived(this.mapId ? (this.maps.get(this.mapId) ?? null) : null);
  mapsInOrder = $derived([...this.maps.values()].sort(byPosition));
  findings = $derived(
    this.findingOrder.flatMap((id) => {
      const finding = this.findingsById.get(id);
      return finding ? [finding] : [];
    }),
  );
  /** Finished findings that are not dismissed, by the id of what they are about first, ranked. */
  gapsAbout = $derived.by(() => {
    const about = new Map<string, Finding[]>();
    for (const finding of this.findings) {
      const id = finding.subjects[0]?.id;
      if (!id || finding.unfinished || finding.state === "dismissed") continue;
      const others = about.get(id);
      if (others) others.push(finding);
      else about.set(id, [finding]);
    }
    return about;
  });
  buyerLanes = $derived(this.#lanesOf("buyer"));
  sellerLanes = $derived(this.#lanesOf("seller"));
  buyerStages = $derived(this.#stagesOf("buyer"));
  sellerStages = $derived(this.#stagesOf("seller"));
  mapSteps = $derived([...this.steps.values()].filter((step) => step.map === this.mapId));
  mapLinks = $derived([...this.links.values()].filter((link) => link.map === this.mapId));
  mapOutcomes = $derived([...this.outcomes.values()].filter((o) => o.map === this.mapId).sort(byPosition));
  mapPools = $derived([...this.pools.values()].filter((p) => p.map === this.mapId).sort(byPosition));
  participantsInOrder = $derived([...this.participants.values()].sort(byPosition));
  agendaInOrder = $derived([...this.agenda.values()].sort(byPosition));
  notesInOrder = $derived([...this.notes.values()].sort(byPosition));
  toolsInOrder = $derived([...this.tools.values()].sort(byPosition));
  title = $derived(this.charter?.client || this.charter?.title || "Untitled workshop");

  /**
   * Takes a whole state. What it left out of a large map is fetched once the first picture stands; patches
   * wait for it. `false` when a patch that waited does not fit and a snapshot has to be fetched.
   */
  async load(snapshot: Snapshot, more: (of: number) => Promise<SnapshotPart | null>): Promise<boolean> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#held = null;
    if (snapshot.left === 0) {
      this.#set(snapshot);
      return true;
    }
    const elsewhere = snapshot.path !== this.path || snapshot.view.map !== this.mapId;
    const held: Patch[] = [];
    this.#held = held;
    if (elsewhere) {
      this.#set(snapshot);
      await painted();
    }
    const whole = new SnapshotParts();
    for (let left = snapshot.left; left > 0 && turn === this.#turn;) {
      const part = await more(snapshot.number);
      // A newer snapshot is on its way; it brings everything.
      if (!part) return true;
      whole.add(part);
      left = part.left;
    }
    // A newer snapshot has taken its place.
    if (turn !== this.#turn) return true;
    this.#held = null;
    if (!elsewhere) this.#set(snapshot);
    this.#fill(whole);
    return held.every((patch) => this.take(patch));
  }

  #set(snapshot: Snapshot): void {
    this.rev = snapshot.rev;
    this.readOnly = snapshot.read_only;
    this.notices = snapshot.notices;
    this.history = snapshot.history;
    // News of the disk travels beside the answers; older news in an answer must not hide newer.
    if (snapshot.path !== this.path || !("rev" in this.disk) || this.disk.rev < snapshot.disk.rev) {
      this.disk = snapshot.disk;
    }
    this.path = snapshot.path;
    this.mapId = snapshot.view.map;
    this.family = snapshot.view.family;
    for (const table of Object.values(ROW_TABLES)) this[table].clear();
    this.#put(snapshot.rows);
    this.#find(snapshot.view.findings);
    this.findingsRev = snapshot.view.findings_rev;
    this.scorecard = snapshot.view.scorecard;
    this.readiness = snapshot.view.readiness;
    this.scene.load(snapshot.view.scene, snapshot.view.drawn);
    this.#arrived();
  }

  /** Takes what a snapshot left out. */
  #fill(whole: SnapshotParts): void {
    this.#put(whole.rows);
    this.#find(whole.findings);
    this.scene.know(whole.places);
  }

  #find(findings: Finding[]): void {
    this.findingsById.clear();
    for (const finding of findings) this.findingsById.set(finding.fingerprint, finding);
    this.findingOrder = findings.map((finding) => finding.fingerprint);
  }

  /** Resolves when this window shows a revision; the answer to a command comes before its patch. */
  reached(rev: number): Promise<void> {
    if (this.rev >= rev) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ rev, resolve }));
  }

  /** Takes a patch; `false` when it does not fit and a snapshot has to be fetched. */
  take(patch: Patch): boolean {
    if (this.#held) {
      this.#held.push(patch);
      return true;
    }
    // One that leads nowhere brings the gaps of the present revision.
    const later = patch.rev === this.rev && patch.findings_rev > this.findingsRev;
    if (patch.rev <= this.rev && !later) return true;
    if (patch.from !== this.rev || patch.map !== this.mapId) return false;
    this.#put(patch.put);
    for (const key of patch.deleted) this.#delete(key);
    for (const gone of patch.findings.removed) this.findingsById.delete(gone);
    for (const finding of patch.findings.upserted) this.findingsById.set(finding.fingerprint, finding);
    if (patch.findings.order) this.findingOrder = patch.findings.order;
    this.findingsRev = patch.findings_rev;
    this.scorecard = patch.scorecard;
    this.readiness = patch.readiness;
    this.family = patch.family;
    this.history = patch.history;
    this.scene.take(patch.scene);
    this.rev = patch.rev;
    this.#arrived();
    return true;
  }

  /** Lanes of a side, from the top. */
  lanesOf(side: Side): Lane[] {
    return side === "buyer" ? this.buyerLanes : this.sellerLanes;
  }

  /** Stages of a side, from the left. */
  stagesOf(side: Side): Stage[] {
    return side === "buyer" ? this.buyerStages : this.sellerStages;
  }

  #lanesOf(side: Side): Lane[] {
    return [...this.lanes.values()].filter((l) => l.map === this.mapId && l.side === side).sort(byPosition);
  }

  #stagesOf(side: Side): Stage[] {
    return [...this.stages.values()].filter((s) => s.map === this.mapId && s.side === side).sort(byPosition);
  }

  #arrived(): void {
    const done = this.#waiting.filter((waiter) => waiter.rev <= this.rev);
    this.#waiting = this.#waiting.filter((waiter) => waiter.rev > this.rev);
    for (const waiter of done) waiter.resolve();
  }

  #put(rows: Row[]): void {
    for (const row of rows) {
      if ("charter" in row) this.charter = row.charter;
      else if ("settings" in row) this.settings = row.settings;
      else {
        for (const [kind, value] of Object.entries(row)) this.tableOf(kind).set(value.id, value);
      }
    }
  }

  #delete(key: RowKey): void {
    if (typeof key === "string") return;
    for (const [kind, id] of Object.entries(key)) this.tableOf(kind).delete(id);
  }
}
