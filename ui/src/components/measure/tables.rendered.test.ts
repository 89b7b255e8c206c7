import { fireEvent, screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { openApp, settled, show } from "../../testing/render";
import { harbor, link, step } from "../../testing/rows";
import type { Measure } from "../../wire/Measure";
import type { Step } from "../../wire/Step";
import MeasureView from "../../views/MeasureView.svelte";

const measure = (value: number, basis: Measure["basis"] = "estimated"): Measure => ({ value, basis });

async function grid(desk = new FakeDesk(harbor())) {
  // What comes out of the numbers is asked for beside the tables; here nobody answers.
  desk.host.refuse("flow", "cancelled");
  const shown = await show(MeasureView, {}, desk);
  const table = screen.getByRole<HTMLTableElement>("grid", { name: "Activities" });
  const cell = (row: number, column: number) =>
    [...(table.rows[row]?.cells ?? [])].filter((one) => one.getAttribute("role") === "gridcell")[
      column
    ] as HTMLElement;
  const go = async (row: number, column: number) => {
    await fireEvent.mouseDown(cell(row, column));
    cell(row, column).focus();
    await settled();
  };
  return { ...shown, desk, table, cell, go };
}

describe("a table of numbers", () => {
  it("is one tab stop", async () => {
    const { table } = await grid();
    const stops = within(table)
      .getAllByRole("gridcell")
      .filter((one) => one.tabIndex === 0);
    expect(stops).toHaveLength(1);
  });

  it("is walked by arrows, Home, End and Ctrl+End", async () => {
    const { cell, go, user } = await grid();
    await go(1, 0);
    await user.keyboard("{ArrowDown}{ArrowRight}");
    expect(cell(2, 1)).toHaveFocus();
    await user.keyboard("{Home}");
    expect(cell(2, 0)).toHaveFocus();
    await user.keyboard("{End}");
    expect(cell(2, 4)).toHaveFocus();
    await user.keyboard("{Control>}{Home}{/Control}");
    expect(cell(1, 0)).toHaveFocus();
    await user.keyboard("{Control>}{End}{/Control}");
    expect(cell(2, 4)).toHaveFocus();
  });

  it("stops at its edges", async () => {
    const { cell, go, user } = await grid();
    await go(1, 0);
    await user.keyboard("{ArrowUp}{ArrowLeft}{PageUp}");
    expect(cell(1, 0)).toHaveFocus();
  });

  it("takes a typed number with Enter and goes on below", async () => {
    const { cell, go, user, desk } = await grid();
    await go(1, 1);
    await user.keyboard("2");
    await settled();
    await user.keyboard(".5{Enter}");
    await settled();
    expect(desk.row<Step>("step", "visit").touch).toMatchObject({ value: 2.5, basis: "estimated" });
    expect(cell(1, 1)).toHaveTextContent("2.5");
    expect(cell(2, 1)).toHaveFocus();
  });

  it("reads what a number rests on from the letter behind it", async () => {
    const { go, user, desk } = await grid();
    await go(1, 1);
    await user.keyboard("4");
    await settled();
    await user.keyboard("0m{Enter}");
    await settled();
    expect(desk.row<Step>("step", "visit").touch).toMatchObject({ value: 40, basis: "measured" });
  });

  it("shows a number back while it is typed that can be read in two ways", async () => {
    const { go, user } = await grid();
    await go(1, 1);
    await user.keyboard("1");
    await settled();
    await user.keyboard(",456");
    expect(
      screen
        .getAllByRole("status")
        .map((one) => one.textContent)
        .join(" "),
    ).toMatch(/1,?456/u);
  });

  it("goes sideways with Tab", async () => {
    const { cell, go, user } = await grid();
    await go(1, 1);
    await user.keyboard("3");
    await settled();
    await user.keyboard("{Tab}");
    await settled();
    expect(cell(1, 2)).toHaveFocus();
  });

  it("says that something is no number, and stays", async () => {
    const { go, user, desk, app } = await grid();
    await go(1, 1);
    await user.keyboard("1");
    await settled();
    await user.keyboard("x{Enter}");
    await settled();
    expect(app.session.messages.remarks[0]?.text).toBe("“1x” is not a number.");
    expect(screen.getByRole("textbox", { name: /Touch time of Visit/u })).toHaveFocus();
    expect(desk.host.sent("change")).toEqual([]);
  });

  it("gives up what is typed on Esc", async () => {
    const { cell, go, user, desk } = await grid();
    await go(1, 1);
    await user.keyboard("1");
    await settled();
    await user.keyboard("2{Escape}");
    await settled();
    expect(cell(1, 1)).toHaveFocus();
    expect(desk.host.sent("change")).toEqual([]);
  });

  it("takes a number away with Delete and brings it back with undo", async () => {
    const rows = harbor().map((row) =>
      "step" in row && row.step.id === "visit" ? { step: { ...row.step, touch: measure(3) } } : row,
    );
    const { cell, go, user, app } = await grid(new FakeDesk(rows));
    await go(1, 1);
    await user.keyboard("{Delete}");
    await settled();
    expect(cell(1, 1)).not.toHaveTextContent("3");
    await app.session.history.undo();
    await settled();
    expect(cell(1, 1)).toHaveTextContent("3");
  });

  it("changes with B what a number rests on", async () => {
    const rows = harbor().map((row) =>
      "step" in row && row.step.id === "visit" ? { step: { ...row.step, touch: measure(3) } } : row,
    );
    const { go, user, desk } = await grid(new FakeDesk(rows));
    await go(1, 1);
    await user.keyboard("b");
    await settled();
    expect(desk.row<Step>("step", "visit").touch?.basis).toBe("assumed");
  });

  it("takes a block of a spreadsheet as one change", async () => {
    const { cell, go, desk } = await grid();
    await go(1, 1);
    const clipboardData = { getData: () => "1\t2\n3\t4\n" };
    await fireEvent.paste(cell(1, 1), { clipboardData });
    await settled();
    expect(desk.host.sent("change")[0]?.change).toMatchObject({ do: "batch", label: "Paste numbers" });
    expect(desk.row<Step>("step", "quote").elapsed?.value).toBe(4);
  });

  it("pastes nothing when one word is no number, and names it", async () => {
    const { cell, go, desk, app } = await grid();
    await go(1, 1);
    await fireEvent.paste(cell(1, 1), { clipboardData: { getData: () => "1\tmany" } });
    expect(desk.host.sent("change")).toEqual([]);
    expect(app.session.messages.remarks[0]).toMatchObject({ detail: "Not a number: many" });
  });

  it("can only be read where the workshop can only be read", async () => {
    const desk = new FakeDesk(harbor());
    desk.readOnly = { code: "read_only" as never, text: "" };
    const { go, user, table } = await grid(desk);
    await go(1, 1);
    await user.keyboard("5");
    await settled();
    expect(table.querySelector("input")).toBeNull();
  });

  it("brings back into its cell what was being typed when the app went down", async () => {
    const desk = new FakeDesk(harbor());
    desk.drafts = [{ key: "step:quote:touch:value", text: "12." }];
    await grid(desk);
    expect(screen.getByRole("textbox", { name: /Touch time of Quote/u })).toHaveValue("12.");
  });

  it("shows the result of undo where one writes numbers", async () => {
    const { app, cell } = await grid();
    app.session.view.screen = "measure";
    await app.session.changes.set({ step: "quote" }, { touch: measure(7) });
    await app.session.history.undo();
    await settled();
    expect(cell(2, 0)).toHaveFocus();
  });

  it("says what to do where there is nothing to number", async () => {
    const desk = new FakeDesk(harbor().filter((row) => !("step" in row) && !("link" in row)));
    desk.host.refuse("flow", "cancelled");
    await show(MeasureView, {}, desk);
    expect(screen.getByText(/No activities yet/u)).toBeVisible();
    expect(screen.getByText(/No flow yet/u)).toBeVisible();
    expect(screen.getByText(/No groups of people yet/u)).toBeVisible();
  });
});

describe("what a number rests on", () => {
  it("is said beside the table, for the cell in hand", async () => {
    const rows = harbor().map((row) =>
      "step" in row && row.step.id === "visit" ? { step: { ...row.step, touch: measure(3) } } : row,
    );
    const { go, user, desk } = await grid(new FakeDesk(rows));
    expect(screen.getByText(/Choose a number to say what it rests on/u)).toBeVisible();
    await go(1, 1);
    const side = screen.getByRole("complementary", { name: "What the number rests on" });
    const cases = within(side).getByRole("textbox", { name: "Cases (n)" });
    await user.type(cases, "120{Enter}");
    await settled();
    expect(desk.row<Step>("step", "visit").touch?.n).toBe(120);
  });
});

describe("a long table", () => {
  const many = () => {
    const steps = Array.from({ length: 600 }, (_, at) => ({
      step: step({ id: `s${at}`, title: `Activity ${at}`, position: at }),
    }));
    const links = Array.from({ length: 3 }, (_, at) => ({
      link: link({ id: `l${at}`, from: { step: `s${at}` }, to: { step: `s${at + 1}` } }),
    }));
    return new FakeDesk([
      ...harbor().filter((row) => !("step" in row) && !("link" in row)),
      ...steps,
      ...links,
    ]);
  };

  async function long() {
    const desk = many();
    desk.host.refuse("flow", "cancelled");
    const given = await openApp(desk);
    const shown = await show(MeasureView, {}, given);
    await settled();
    return { ...shown, table: screen.getByRole<HTMLTableElement>("grid", { name: "Activities" }) };
  }

  it("mounts only the rows near what is in sight, and says how many there are", async () => {
    const { table } = await long();
    const rows = [...table.rows].filter((row) => row.ariaHidden !== "true");
    expect(rows.length).toBeLessThan(80);
    expect(table).toHaveAttribute("aria-rowcount", "601");
    expect(rows[1]).toHaveAttribute("aria-rowindex", "2");
  });

  it("is walked to its far end by the keyboard, and keeps the row with the focus", async () => {
    const { table, user } = await long();
    table.querySelector<HTMLElement>("td[tabindex='0']")?.focus();
    await user.keyboard("{Control>}{End}{/Control}");
    await settled();
    const last = document.activeElement?.closest("tr");
    expect(last).toHaveAttribute("aria-rowindex", "601");
    expect(last).toHaveTextContent("Activity 599");
    expect(table.rows.length).toBeLessThan(80);
  });

  it("keeps room for what it leaves out", async () => {
    const { table } = await long();
    const gaps = [...table.querySelectorAll<HTMLElement>("tr[aria-hidden] > td")];
    const room = gaps.reduce((sum, gap) => sum + parseFloat(gap.style.height), 0);
    expect(room).toBeGreaterThan(500 * 34);
  });

  it("mounts others when one scrolls", async () => {
    const { table } = await long();
    const scroller = table.closest<HTMLElement>(".scroll");
    if (!scroller) throw new Error("no scroller");
    scroller.scrollTop = 300 * 34;
    await fireEvent.scroll(scroller);
    await vi.waitFor(() => expect(within(table).getByText("Activity 310")).toBeInTheDocument());
    expect(within(table).queryByText("Activity 40")).toBeNull();
  });
});
