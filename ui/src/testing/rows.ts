/** Rows for tests: every field at its default, but those the test names. */
import type { Charter } from "../wire/Charter";
import type { Finding } from "../wire/Finding";
import type { Lane } from "../wire/Lane";
import type { Link } from "../wire/Link";
import type { Map as WorkshopMap } from "../wire/Map";
import type { Outcome } from "../wire/Outcome";
import type { Pool } from "../wire/Pool";
import type { Row } from "../wire/Row";
import type { Scene } from "../wire/Scene";
import type { Settings } from "../wire/Settings";
import type { Stage } from "../wire/Stage";
import type { Step } from "../wire/Step";

export const charter = (values: Partial<Charter> = {}): Charter => ({
  title: "Harbor",
  client: "",
  first_day: null,
  last_day: null,
  place: "",
  facilitator: "",
  language: "en",
  currency: "EUR",
  period: "month",
  hours_per_day: 8,
  days_per_period: 20,
  deal_value: null,
  problem: "",
  good_lead: "",
  goals: [],
  scope_in: [],
  scope_out: [],
  rules: [],
  ...values,
});

export const settings = (values: Partial<Settings> = {}): Settings => ({
  thresholds: {},
  severities: {},
  off: {},
  ...values,
});

export const map = (values: Partial<WorkshopMap> = {}): WorkshopMap => ({
  id: "map",
  name: "Current state",
  kind: "current",
  about: "",
  copied_from: null,
  drawn: { buyer: false, seller: false },
  dismissed_rules: {},
  position: 0,
  ...values,
});

export const lane = (values: Partial<Lane> = {}): Lane => ({
  id: "sales",
  map: "map",
  origin: null,
  side: "seller",
  title: "Sales",
  owner: "",
  position: 0,
  ...values,
});

export const stage = (values: Partial<Stage> = {}): Stage => ({
  id: "offer",
  map: "map",
  origin: null,
  side: "seller",
  title: "Offer",
  paired: [],
  after_purchase: false,
  criteria: [],
  position: 0,
  ...values,
});

export const step = (values: Partial<Step> = {}): Step => ({
  id: "visit",
  map: "map",
  origin: null,
  side: "seller",
  lane: "sales",
  stage: "offer",
  position: 0,
  title: "Visit",
  note: "",
  importance: null,
  value: null,
  all: false,
  waits: false,
  waypoint: false,
  start: false,
  motivation: null,
  knowledge: null,
  questions: [],
  required: false,
  ask: false,
  pool: null,
  accountable: "",
  tools: [],
  targets: [],
  entry: null,
  touch: null,
  elapsed: null,
  volume: null,
  complete_accurate: null,
  ...values,
});

export const link = (values: Partial<Link> = {}): Link => ({
  id: "link",
  map: "map",
  origin: null,
  kind: "flow",
  from: { step: "visit" },
  to: { step: "quote" },
  share: null,
  criterion: "",
  wait: null,
  strength: "helps",
  answers: [],
  ...values,
});

export const outcome = (values: Partial<Outcome> = {}): Outcome => ({
  id: "won",
  map: "map",
  origin: null,
  kind: "won",
  title: "",
  targets: [],
  position: 0,
  ...values,
});

export const pool = (values: Partial<Pool> = {}): Pool => ({
  id: "team",
  map: "map",
  origin: null,
  name: "Account managers",
  people: null,
  capacity: null,
  cost: null,
  position: 0,
  ...values,
});

export const finding = (values: Partial<Finding> = {}): Finding => ({
  fingerprint: "f1",
  code: "C1",
  rule: "unserved-buyer-step",
  severity: "high",
  unfinished: false,
  subjects: [{ kind: "step", id: "need" }],
  title: "Nobody helps with Owns the problem.",
  state: "open",
  decision: null,
  ...values,
});

/** A drawing of nothing but cards, one under the other, each as a card that can be found and chosen. */
export function cardsOf(steps: Step[]): Scene {
  const height = 60;
  const whole = { title: "", x: 0, width: 200, height: height * steps.length };
  return {
    width: whole.width,
    height: whole.height,
    columns: [{ key: "whole", kind: "whole", title: "", x: 0, width: whole.width }],
    rows: [{ key: "whole", kind: "whole", title: "", y: 0, height: whole.height }],
    cells: [],
    elements: steps.map((step, at) => ({
      key: `step:${step.id}`,
      layer: "cards",
      role: "card",
      subject: { kind: "step", id: step.id },
      side: step.side,
      column: 0,
      row: 0,
      bounds: { x: 0, y: height * at, width: whole.width, height: height - 10 },
      ends: [],
      bundle: null,
      title: step.title,
      shapes: [],
      details: [],
    })),
  };
}

/** A workshop in which nothing is drawn yet. */
export const empty = (): Row[] => [{ charter: charter() }, { settings: settings() }, { map: map() }];

/** A small workshop: a stage and lane on each side, two steps each, linked, and one support across. */
export function harbor(): Row[] {
  return [
    { charter: charter() },
    { settings: settings() },
    { map: map() },
    { lane: lane({ id: "buyer", side: "buyer", title: "Operations" }) },
    { lane: lane() },
    { lane: lane({ id: "presales", title: "Presales", position: 1 }) },
    { stage: stage({ id: "need-stage", side: "buyer", title: "Need" }) },
    { stage: stage({ paired: ["need-stage"] }) },
    { stage: stage({ id: "close", title: "Close", position: 1 }) },
    {
      step: step({
        id: "need",
        side: "buyer",
        lane: "buyer",
        stage: "need-stage",
        title: "Owns the problem",
      }),
    },
    {
      step: step({
        id: "compare",
        side: "buyer",
        lane: "buyer",
        stage: "need-stage",
        title: "Compares offers",
        position: 1,
      }),
    },
    { step: step() },
    { step: step({ id: "quote", stage: "close", title: "Quote" }) },
    { outcome: outcome() },
    { link: link() },
    { link: link({ id: "to-won", from: { step: "quote" }, to: { outcome: "won" } }) },
    { link: link({ id: "support", kind: "support", from: { step: "visit" }, to: { step: "need" } }) },
  ];
}
