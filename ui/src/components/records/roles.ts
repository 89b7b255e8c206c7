/**
 * What a column of records can mean, and how a mapping changes when a person says so. Pure: a file is read by the
 * desk, which also proposes what nobody has said.
 */
import type { RecordsMapping } from "../../wire/RecordsMapping";
import type { TableLayout } from "../../wire/TableLayout";

/** The roles that one column has. */
export const ROLES = [
  "case",
  "activity",
  "time",
  "resource",
  "lifecycle",
  "stage-now",
  "created",
  "closed",
  "amount",
  "probability",
  "account",
  "is-closed",
  "is-won",
] as const;
export type Single = (typeof ROLES)[number];
export type Role = Single | "stage" | "";

export const SHAPES: { value: TableLayout; label: string; about: string }[] = [
  { value: "stage-history", label: "Stage history", about: "A row for each change: case, stage, date" },
  { value: "wide", label: "One row a deal, a date for each stage", about: "Stages stand side by side" },
  { value: "closed-deals", label: "Closed deals", about: "One row a deal: created, closed, stage now" },
];

const USED: Record<TableLayout, readonly Role[]> = {
  "stage-history": [
    "case",
    "activity",
    "time",
    "resource",
    "lifecycle",
    "stage-now",
    "created",
    "closed",
    "amount",
    "probability",
    "account",
    "is-closed",
    "is-won",
  ],
  wide: [
    "case",
    "stage",
    "activity",
    "created",
    "closed",
    "resource",
    "amount",
    "probability",
    "account",
    "is-closed",
    "is-won",
  ],
  "closed-deals": [
    "case",
    "activity",
    "created",
    "closed",
    "resource",
    "amount",
    "probability",
    "account",
    "is-closed",
    "is-won",
  ],
};

const WORDS: Record<Role, string> = {
  "": "Nothing",
  case: "Case",
  activity: "Activity",
  time: "Date",
  resource: "User",
  lifecycle: "Begin or end",
  "stage-now": "Stage now",
  created: "Created",
  closed: "Closed",
  amount: "Amount",
  probability: "Probability",
  account: "Account",
  "is-closed": "Closed? yes or no",
  "is-won": "Won? yes or no",
  stage: "Date of a stage",
};

/** The choices for a column. Of rows that are deals the activity is the stage that the deal is in now. */
export function choices(shape: TableLayout | undefined): { value: Role; label: string }[] {
  const used: readonly Role[] = shape ? USED[shape] : [...ROLES, "stage"];
  const label = (role: Role) =>
    role === "activity" && shape && shape !== "stage-history" ? "Stage now" : WORDS[role];
  return ["" as const, ...used].map((role) => ({ value: role, label: label(role) }));
}

/** What a column means. */
export function roleOf(mapping: RecordsMapping, column: string): Role {
  const used = choices(mapping.shape);
  const is = (role: Role) => used.some(({ value }) => value === role);
  if (is("stage") && mapping.stage.some((stage) => stage.column === column)) return "stage";
  return ROLES.find((role) => is(role) && mapping[role] === column) ?? "";
}

/** What a shape cannot do without and nobody has said yet, in words. */
export function missing(mapping: RecordsMapping): string[] {
  const has = (role: Single) => Boolean(mapping[role]);
  if (mapping.shape === "stage-history") {
    return (["case", "activity", "time"] as const).filter((role) => !has(role)).map((role) => WORDS[role]);
  }
  const lacks = has("case") || !mapping.shape ? [] : [WORDS.case];
  if (mapping.shape === "wide" && mapping.stage.length === 0) lacks.push(WORDS.stage);
  if (mapping.shape === "closed-deals" && !has("created") && !has("closed")) {
    lacks.push(`${WORDS.created} or ${WORDS.closed}`);
  }
  return lacks;
}

/**
 * The mapping once a column means something else. Whatever meant this before means nothing; an empty name keeps the
 * desk from proposing the column again. Stages stand in the order of the columns.
 */
export function assign(
  mapping: RecordsMapping,
  column: string,
  role: Role,
  columns: string[],
): RecordsMapping {
  const next: RecordsMapping = {
    ...mapping,
    stage: mapping.stage.filter((stage) => stage.column !== column),
  };
  for (const known of ROLES) if (next[known] === column) next[known] = "";
  if (role === "stage") {
    const place = (name: string) => columns.indexOf(name);
    const at = next.stage.findIndex((stage) => place(stage.column) > place(column));
    const stage = { column, name: column };
    next.stage.splice(at < 0 ? next.stage.length : at, 0, stage);
  } else if (role !== "") next[role] = column;
  return next;
}

/** The mapping once a stage is called otherwise. */
export function nameStage(mapping: RecordsMapping, column: string, name: string): RecordsMapping {
  const stage = mapping.stage.map((one) => (one.column === column ? { column, name } : one));
  return { ...mapping, stage };
}
