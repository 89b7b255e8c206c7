import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { finding, harbor } from "../testing/rows";
import { openWorkshop, press, REDO, UNDO } from "../testing/window";
import type { RuleInfo } from "../wire/RuleInfo";
import type { Settings } from "../wire/Settings";

const rule = (code: string, name: string, severity: string): RuleInfo => ({
  code,
  name,
  family: "Flow",
  letter: "F",
  severity,
  finds: "What it finds.",
  thresholds: [],
});
const RULES: RuleInfo[] = [
  {
    ...rule("H2", "ping-pong-handoff", "high"),
    thresholds: [{ name: "ping-pong-handoff.links", default: 3, unit: "links", what: "From how many on." }],
  },
  rule("F6", "missing-nurture-path", "medium"),
  rule("E1", "missing-evidence", "high"),
];

const SETTINGS = "{Control>},{/Control}";
const GAPS = "{Alt>}4{/Alt}";
const links = () => screen.getByRole("textbox", { name: "Ping pong handoff, links" });
const useOf = (name: string) => screen.getByRole("combobox", { name: `Use of ${name}` });
const reads = (words: string) => expect(screen.getByText(words)).toBeVisible();

async function settings() {
  const desk = new FakeDesk(harbor());
  desk.host.on("rules", () => RULES);
  const window = await openWorkshop(desk);
  await press(window.user, SETTINGS);
  expect(screen.getByRole("heading", { level: 1, name: "Settings of the workshop" })).toBeVisible();
  return { ...window, set: () => desk.row<Settings>("settings") };
}

/** Sets a threshold, a severity, and a rule off. */
async function changed() {
  const window = await settings();
  const { user } = window;
  await user.click(links());
  await press(user, "5{Enter}");
  await user.selectOptions(useOf("F6, Missing nurture path"), "▲ High");
  await user.selectOptions(useOf("E1, Missing evidence"), "Off, because…");
  await press(user, "They have no criteria yet{Enter}");
  reads("3 set otherwise than in the catalogue");
  return window;
}

describe("a threshold", () => {
  it("shows the catalogue's own value while it is empty, and takes a number", async () => {
    const { user, set } = await settings();
    reads("All as in the catalogue");
    expect(links()).toHaveAttribute("placeholder", "3");
    await user.click(links());
    await press(user, "5{Enter}");
    reads("1 set otherwise than in the catalogue");
    expect(set().thresholds).toEqual({ "ping-pong-handoff.links": 5 });
  });

  it("stays as it was when what is typed makes no sense", async () => {
    const { user, set } = await settings();
    await user.click(links());
    await press(user, "5{Enter}", "{Backspace}many{Enter}");
    reads("A threshold is a number, 0 or more.");
    reads("1 set otherwise than in the catalogue");
    expect(set().thresholds).toEqual({ "ping-pong-handoff.links": 5 });
  });
});

describe("the use of a rule", () => {
  it("is a severity, chosen from a list", async () => {
    const { user, set } = await settings();
    await user.selectOptions(useOf("F6, Missing nurture path"), "▲ High");
    reads("1 set otherwise than in the catalogue");
    expect(set().severities).toEqual({ "missing-nurture-path": "high" });
  });

  it("goes off with its reason, not before", async () => {
    const { user, set } = await settings();
    await user.selectOptions(useOf("E1, Missing evidence"), "Off, because…");
    expect(screen.getByRole("textbox", { name: "Why it is off" })).toHaveFocus();
    reads("All as in the catalogue");
    await press(user, "They have no criteria yet{Enter}");
    reads("1 set otherwise than in the catalogue");
    expect(set().off).toEqual({ "missing-evidence": "They have no criteria yet" });
    expect(screen.getByRole("textbox", { name: "Why it is off" })).toHaveValue("They have no criteria yet");
  });
});

describe("undo of settings", () => {
  it("takes back one at a time and goes there", async () => {
    const { user } = await changed();
    await press(user, GAPS);
    expect(screen.queryByText(/set otherwise than in the catalogue/u)).toBeNull();
    await press(user, UNDO);
    reads("2 set otherwise than in the catalogue");
    await press(user, REDO);
    reads("3 set otherwise than in the catalogue");
  });

  it("brings all of them back at once after a reset", async () => {
    const { user } = await changed();
    await user.click(screen.getByRole("button", { name: "Reset everything" }));
    reads("All as in the catalogue");
    await press(user, UNDO);
    reads("3 set otherwise than in the catalogue");
  });
});

describe("the gaps", () => {
  it("follow the settings", async () => {
    const { user, desk } = await settings();
    const nurture = finding({ fingerprint: "f6", code: "F6", severity: "medium", title: "No way back." });
    const handoff = finding({ fingerprint: "h2", code: "H2", title: "Sales and Presales play ping-pong." });
    const gap = (title: string) => screen.queryByRole("button", { name: title })?.closest("article") ?? null;
    desk.findings = [handoff, nurture];
    await user.click(links());
    await press(user, "2{Enter}", GAPS);
    expect(gap(handoff.title)).not.toBeNull();
    expect(within(gap(nurture.title) as HTMLElement).getByText("Medium")).toBeVisible();

    await press(user, SETTINGS);
    desk.findings = [{ ...nurture, severity: "high" }];
    await user.selectOptions(useOf("F6, Missing nurture path"), "▲ High");
    await press(user, GAPS);
    expect(gap(handoff.title)).toBeNull();
    expect(within(gap(nurture.title) as HTMLElement).getByText("High")).toBeVisible();
  });
});
