import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { held } from "../../testing/fakeHost";
import { openApp, settled, show } from "../../testing/render";
import { harbor } from "../../testing/rows";
import type { MatchRow } from "../../wire/MatchRow";
import type { RecordsFound } from "../../wire/RecordsFound";
import type { RecordsMapping } from "../../wire/RecordsMapping";
import type { RecordsReading } from "../../wire/RecordsReading";
import MeasureView from "../../views/MeasureView.svelte";
import ImportRecords from "./ImportRecords.svelte";
import Matching from "./Matching.svelte";
import Records from "./Records.svelte";

const mapping = (more: Partial<RecordsMapping> = {}): RecordsMapping => ({
  shape: "stage-history",
  won: [],
  lost: [],
  only: { values: [] },
  table: {},
  stage: [],
  ...more,
});

const columns = ["Deal", "Stage", "Entered"];
const reading = (more: Partial<RecordsReading> = {}): RecordsReading =>
  ({
    xes: false,
    mapping: mapping({ case: "Deal", activity: "Stage" } as never),
    columns: columns.map((name) => ({ name, samples: [] })),
    rows: [{ line: 2, cells: ["1", "Visit", "2026-05-04"] }],
    dated: 1,
    dates: [],
    decimals: [0, 0],
    question: null,
    unread: null,
    found: null,
    ...more,
  }) as unknown as RecordsReading;

const found = (more: Partial<RecordsFound> = {}): RecordsFound => ({
  used: 0,
  cases: 0,
  events: 0,
  period: null,
  activities: [],
  won: 0,
  lost: 0,
  open: 0,
  endings: [],
  refused: [],
  refused_rows: [],
  odd: [],
  ...more,
});

async function importing(
  answer: (asked: RecordsMapping) => RecordsReading | Promise<RecordsReading>,
  component: typeof MeasureView | typeof ImportRecords = ImportRecords,
) {
  const desk = new FakeDesk(harbor());
  desk.host.on("read_records", ({ mapping }) => answer(mapping));
  const given = await openApp(desk);
  given.app.importing.begin("/tmp/deals.csv");
  await settled();
  return { ...(await show(component, {}, given)), desk };
}

/** Longer than one waits for the next key before the file is read anew. */
const patience = () => new Promise((resolve) => setTimeout(resolve, 260));

describe("bringing records in", () => {
  it("says that the file is being read, and keeps nothing", async () => {
    await importing(() => held<RecordsReading>().promise);
    expect(screen.getByRole("heading", { name: "Import records from deals.csv" })).toHaveFocus();
    expect(screen.getByText("Reading the file. Nothing of it is kept yet.")).toBeVisible();
    expect(screen.getByRole("button", { name: "Import" })).toBeDisabled();
  });

  it("shows the first rows under what each column means", async () => {
    await importing(() => reading());
    expect(screen.getByRole("columnheader", { name: /Deal/u })).toBeVisible();
    expect(screen.getByRole("cell", { name: "Visit" })).toBeVisible();
    for (const name of columns)
      expect(screen.getByRole("combobox", { name: `What “${name}” means` })).toBeVisible();
  });

  it("reads the file anew with a corrected column, and says so meanwhile", async () => {
    const { user, desk } = await importing(() => reading());
    const select = screen.getByRole("combobox", { name: "What “Entered” means" });
    const time = within(select).getAllByRole("option")[3] as HTMLOptionElement;
    await user.selectOptions(select, time);
    expect(screen.getByText("What is shown is being read anew…")).toBeVisible();
    await patience();
    await settled();
    expect(desk.host.sent("read_records")).toHaveLength(2);
    expect(JSON.stringify(desk.host.sent("read_records")[1]?.mapping)).toContain("Entered");
    expect(screen.queryByText("What is shown is being read anew…")).toBeNull();
  });

  it("reads only the last of several corrections", async () => {
    const { desk, app } = await importing(() => reading());
    for (const name of ["a", "b", "c"])
      app.importing.correct({ ...app.importing.mapping, zone: name } as RecordsMapping);
    await patience();
    await settled();
    expect(desk.host.sent("read_records")).toHaveLength(2);
    expect(desk.host.sent("read_records")[1]?.mapping.zone).toBe("c");
  });

  it("asks which day a date is, and reads on with the answer", async () => {
    const question = {
      sample: "04/05/2026",
      line: 2,
      column: "Entered",
      readings: [
        { order: "day-month-year" as const, date: "2026-05-04", values: 95 },
        { order: "month-day-year" as const, date: "2026-04-05", values: 70 },
      ],
    };
    const date = "day-month-year" as const;
    const read = reading({
      mapping: mapping({ case: "Deal", activity: "Stage", date }),
      dated: 95,
      dates: [{ order: date, values: 95 }],
      found: found({ cases: 30 }),
    });
    const { user, desk, app } = await importing(
      (asked) => (asked.date ? read : reading({ question })),
      MeasureView,
    );
    const asks = () => screen.queryByRole("group", { name: "Which day is “04/05/2026”?" });
    const answer = within(asks() as HTMLElement).getByRole("button", { name: /Day, month, year/u });
    expect(screen.getByRole("button", { name: "Import" }), "first the answer").toBeDisabled();
    // What the columns mean is shown already; only the dates are open.
    const meaning = screen.getByRole<HTMLSelectElement>("combobox", { name: "What “Deal” means" });
    expect(meaning).toHaveValue("case");

    answer.focus();
    await user.keyboard("{Enter}");
    expect(screen.getByRole("heading", { name: "Import records from deals.csv" })).toHaveFocus();
    await patience();
    await settled();
    expect(desk.host.sent("read_records")[1]?.mapping.date).toBe(date);
    expect(asks()).toBeNull();
    const becomes = screen.getByRole("region", { name: "What it becomes" });
    expect(within(becomes).getByText("Cases").nextElementSibling).toHaveTextContent(/^30$/u);
    expect(screen.getByText("understands 95 of 95 dates")).toBeVisible();
    expect(screen.getByRole("button", { name: "Import" })).toBeEnabled();

    // Closing keeps nothing.
    await user.keyboard("{Escape}");
    await settled();
    expect(app.importing.path).toBeNull();
    expect(screen.getByRole("button", { name: /Import records…/u })).toHaveFocus();
    expect(desk.host.sent("keep_records")).toEqual([]);
  });

  it("says why it cannot be read so", async () => {
    await importing(() => reading({ unread: "No column holds dates." }));
    expect(screen.getByRole("alert")).toHaveTextContent("No column holds dates.");
  });

  it("says that reading was stopped, and reads again when asked", async () => {
    let asked = 0;
    const { user } = await importing(() => {
      asked += 1;
      if (asked === 1) throw { code: "cancelled", detail: "" };
      return reading();
    });
    expect(screen.getByRole("alert")).toHaveTextContent("The file was not read.");
    await user.click(screen.getByRole("button", { name: "Read it again" }));
    await patience();
    await settled();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("is given up by Esc, but in a field Esc only leaves the field", async () => {
    const { user, app } = await importing(() => reading());
    screen.getByRole("combobox", { name: "What “Deal” means" }).focus();
    await user.keyboard("{Escape}");
    expect(app.importing.path).not.toBeNull();
    await user.keyboard("{Escape}");
    expect(app.importing.path).toBeNull();
  });

  it("cancels the reading that nobody waits for any more", async () => {
    const { user, desk } = await importing(() => held<RecordsReading>().promise);
    desk.host.emit({ event: "work", value: [{ number: 8, kind: "reading", name: "deals.csv", done: 0 }] });
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(desk.host.sent("cancel")[0]?.work).toBe(8);
  });
});

describe("what activities mean on the map", () => {
  const row = (name: string, more: Partial<MatchRow> = {}): MatchRow =>
    ({ name, cases: 12, ends: [], by_hand: false, like: [], ...more }) as MatchRow;

  it("says how many are called like nothing", async () => {
    await show(Matching, { rows: [row("Vst"), row("Quote", { ends: [{ step: "quote" }] })] });
    expect(screen.getByText(/1 activity is called like nothing on this map/u)).toBeVisible();
    expect(screen.getByText("Not said yet")).toBeVisible();
  });

  it("is said with a list, alike ones first", async () => {
    const { user, desk } = await show(Matching, { rows: [row("Vst", { like: [{ step: "visit" }] })] });
    const select = screen.getByRole("combobox", { name: "What “Vst” means on the map" });
    const [group] = within(select).getAllByRole("group");
    expect(group).toHaveAttribute("label", "Called alike");
    await user.selectOptions(select, "step:visit");
    expect(desk.host.sent("change")[0]?.change).toEqual({
      do: "set",
      of: { map: "map" },
      values: { matching: { Vst: [{ step: "visit" }] } },
    });
  });

  it("can be nothing on the map", async () => {
    const { user, desk } = await show(Matching, { rows: [row("Vst")] });
    await user.selectOptions(screen.getByRole("combobox"), "nothing");
    expect(desk.host.sent("change")[0]?.change).toMatchObject({ values: { matching: { Vst: [] } } });
  });

  it("keeps the keyboard in the row when one meaning is taken away", async () => {
    const { user } = await show(Matching, {
      rows: [row("Quote", { ends: [{ step: "quote" }], by_hand: true })],
    });
    await user.click(screen.getByRole("button", { name: "Quote does not mean Quote" }));
    expect(screen.getByRole("combobox", { name: "What “Quote” means on the map" })).toHaveFocus();
  });

  it("mounts a long list only in part", async () => {
    const rows = Array.from({ length: 400 }, (_, at) => row(`Activity ${at}`));
    await show(Matching, { rows });
    await settled();
    expect(screen.getByRole("table")).toHaveAttribute("aria-rowcount", "401");
    expect(screen.getAllByRole("row").length).toBeLessThan(80);
  });
});

describe("records that are kept", () => {
  it("say what they are for where there are none", async () => {
    await show(Records, {});
    expect(screen.getByText(/What the company wrote down itself/u)).toBeVisible();
    expect(screen.getByRole("button", { name: /Import records…/u })).toBeVisible();
  });

  it("are asked for with a dialog", async () => {
    const { desk } = await show(Records, {});
    await fireEvent.click(screen.getByRole("button", { name: /Import records…/u }));
    expect(desk.host.asked[0]?.title).toBe("Import records");
  });
});
