import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { held } from "../../testing/fakeHost";
import { openApp, settled, show } from "../../testing/render";
import { harbor, map } from "../../testing/rows";
import type { Compared } from "../../wire/Compared";
import type { Comparison } from "../../wire/Comparison";
import type { FlowColumn } from "../../wire/FlowColumn";
import type { Map as WorkshopMap } from "../../wire/Map";
import ImproveView from "../../views/ImproveView.svelte";
import Lever from "./Lever.svelte";

const compared = (value: number | null, change: number | null = null): Compared => ({
  value,
  change,
  range: null,
});
const totals = (wins: number) => ({
  wins: compared(wins),
  cost: compared(null),
  cost_per_win: compared(null),
});
const column = (id: string, name: string, scenario: boolean, wins: number): FlowColumn => ({
  map: id,
  name,
  scenario,
  entering: compared(null),
  served: totals(wins),
  at_capacity: totals(wins),
  lead_time_won: compared(null),
  constraint: null,
  utilisation: compared(null),
  growing: [],
  unknown: null,
  remarks: [],
  says: `${name} wins ${wins}.`,
});

function comparison(rev: number): Comparison {
  return {
    rev,
    present: "map",
    columns: [column("map", "Current state", false, 10), column("later", "Later", true, 12)],
    left_out: 0,
    draws: 2000,
    numbers: [],
    effort: null,
  };
}

function desk(on = "map") {
  const made = new FakeDesk([
    ...harbor(),
    { map: map({ id: "later", name: "Later", kind: "scenario", copied_from: "map", position: 1 }) },
  ]);
  made.map = on;
  made.host.on("compare", () => comparison(made.rev));
  return made;
}

describe("scenarios", () => {
  it("stand beside the present, the one shown pressed", async () => {
    await show(ImproveView, {}, desk());
    expect(screen.getByRole("button", { name: /Present Current state/u })).toHaveAttribute(
      "aria-pressed",
      "true",
    );
    expect(screen.getByRole("button", { name: "Later" })).toHaveAttribute("aria-pressed", "false");
  });

  it("are shown by choosing them", async () => {
    const { user, app } = await show(ImproveView, {}, desk());
    await user.click(screen.getByRole("button", { name: "Later" }));
    await settled();
    expect(app.session.workshop.mapId).toBe("later");
    expect(screen.getByRole("textbox", { name: "Name of this scenario" })).toHaveValue("Later");
  });

  it("are renamed in place", async () => {
    const { user, desk: d } = await show(ImproveView, {}, desk("later"));
    const field = screen.getByRole("textbox", { name: "Name of this scenario" });
    await user.clear(field);
    await user.type(field, "Fewer visits{Enter}");
    await settled();
    expect(d.host.sent("change")[0]?.change).toEqual({
      do: "rename",
      of: { map: "later" },
      title: "Fewer visits",
    });
  });

  it("are removed, and the present is shown", async () => {
    const { user, app, desk: d } = await show(ImproveView, {}, desk("later"));
    await user.click(screen.getByRole("button", { name: "Remove the scenario Later" }));
    await settled();
    expect(d.all<WorkshopMap>("map").map(({ id }) => id)).toEqual(["map"]);
    expect(app.session.workshop.mapId).toBe("map");
  });

  it("are made from the present under a proposed name", async () => {
    const made = desk();
    const { user, desk: d } = await show(ImproveView, {}, made);
    await user.click(screen.getByRole("button", { name: "New scenario" }));
    await settled();
    expect(d.host.sent("change")[0]?.change).toMatchObject({
      do: "copy_map",
      map: "map",
      name: "Scenario 2",
      kind: "scenario",
    });
  });

  it("cannot be made where the workshop can only be read", async () => {
    const made = desk();
    made.readOnly = { code: "read_only" as never, text: "" };
    await show(ImproveView, {}, made);
    expect(screen.queryByRole("button", { name: "New scenario" })).toBeNull();
  });
});

describe("side by side", () => {
  it("shows what comes out of each map, and says it in a sentence", async () => {
    await show(ImproveView, {}, desk("later"));
    const region = await screen.findByRole("region", { name: "Results side by side" });
    expect(region).toHaveTextContent(/Wins a month/u);
    expect(screen.getByText("Later wins 12.")).toBeVisible();
  });

  it("says while nothing is known yet that it is worked out", async () => {
    const made = desk("later");
    made.host.on("compare", () => held<Comparison>().promise);
    await show(ImproveView, {}, made);
    await settled();
    expect(screen.queryByRole("region", { name: "Results side by side" })).toBeNull();
    expect(screen.getByText(/Looking for what moves the result most/u)).toBeVisible();
  });
});

describe("working scenarios out", () => {
  it("asks for few draws first and for more when one rests", async () => {
    const { app, desk: d } = await openApp(desk("later"));
    await app.session.improve.compare(() => true);
    expect(d.host.sent("compare").map(({ draws }) => draws)).toEqual([2000, 10000]);
    expect(app.session.improve.refining).toBe(false);
    expect(app.session.improve.columns.map(({ name }) => name)).toEqual(["Current state", "Later"]);
  });

  it("stops when another state is worked out already", async () => {
    const { app, desk: d } = await openApp(desk("later"));
    await app.session.improve.compare(() => false);
    expect(d.host.sent("compare")).toHaveLength(1);
    expect(app.session.improve.comparison).toBeNull();
  });

  it("says that it was cancelled, and begins again when asked", async () => {
    const made = desk("later");
    made.host.refuse("compare", "cancelled");
    const { app } = await openApp(made);
    await app.session.improve.compare(() => true);
    expect(app.session.improve.stopped).toBe(true);
    expect(app.session.messages.remarks, "its screen says so").toEqual([]);
    app.session.improve.again();
    expect(app.session.improve.stopped).toBe(false);
  });

  it("tries out only the last of what was moved meanwhile", async () => {
    const made = desk("later");
    const first = held<FlowColumn>();
    const tried: number[] = [];
    made.host.on("try_out", ({ trial }) => {
      tried.push(trial.numbers[0]?.value ?? 0);
      return tried.length === 1 ? first.promise : column("later", "Later", true, 15);
    });
    const { app } = await openApp(made);
    const trial = (value: number) => ({
      map: "later",
      numbers: [{ of: { step: "visit" }, field: "touch" as const, value }],
    });
    for (const value of [1, 2, 3]) app.session.improve.tryOut(trial(value) as never);
    first.resolve(column("later", "Later", true, 14));
    await settled();
    expect(tried).toEqual([1, 3]);
    expect(app.session.improve.tried?.at_capacity.wins.value).toBe(15);
  });

  it("forgets what was tried when keeping it is refused", async () => {
    const made = desk("later");
    made.host.on("try_out", () => column("later", "Later", true, 15));
    made.host.refuse("keep", "change_refused", "More than all of it.");
    const { app } = await openApp(made);
    app.session.improve.tryOut({ map: "later", numbers: [] } as never);
    await settled();
    await app.session.improve.keep({ map: "later", numbers: [] } as never);
    expect(app.session.improve.tried).toBeNull();
    expect(app.session.messages.remarks[0]?.detail).toBe("More than all of it.");
  });
});

describe("a lever", () => {
  afterEach(() => void vi.useRealTimers());
  const lever = async (more = {}) => {
    const ontry = vi.fn();
    const onsave = vi.fn(async () => undefined);
    const shown = await show(
      Lever as never,
      {
        label: "Touch time",
        unit: "h a visit",
        value: 4,
        present: 2,
        scale: { min: 0, max: 8, step: 1 },
        draft: "scenario:x",
        ontry,
        onsave,
        ...more,
      },
      desk("later"),
    );
    return { ...shown, ontry, onsave, slider: screen.getByRole("slider", { name: /Touch time/u }) };
  };

  it("says its value with its unit, and where the present is", async () => {
    const { slider } = await lever();
    expect(slider).toHaveAttribute("aria-valuetext", "4 h a visit");
    expect(slider).toHaveAccessibleDescription(/Present: 2\s+h a visit/u);
  });

  it("is tried while keys move it, and kept when they rest", async () => {
    const { slider, ontry, onsave } = await lever();
    vi.useFakeTimers();
    slider.focus();
    await fireEvent.keyDown(slider, { key: "ArrowRight" });
    await fireEvent.keyDown(slider, { key: "ArrowRight" });
    expect(ontry.mock.calls).toEqual([[5], [6]]);
    expect(onsave).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(800);
    expect(onsave.mock.calls).toEqual([[6]]);
  });

  it("goes to its ends with Home and End", async () => {
    const { slider, ontry } = await lever();
    await fireEvent.keyDown(slider, { key: "Home" });
    await fireEvent.keyDown(slider, { key: "End" });
    expect(ontry.mock.calls).toEqual([[0], [8]]);
  });

  it("takes a typed number, and refuses words and what is below nothing", async () => {
    const { user, onsave, app } = await lever();
    const field = screen.getByRole("textbox", { name: "Touch time, h a visit" });
    await user.clear(field);
    await user.type(field, "5{Enter}");
    expect(onsave.mock.calls).toEqual([[5]]);
    for (const wrong of ["many", "-1"]) {
      await user.clear(field);
      await user.type(field, `${wrong}{Enter}`);
      expect(app.session.messages.remarks.at(-1)?.text).toBe("This takes a number, 0 or more.");
    }
    expect(onsave).toHaveBeenCalledOnce();
  });

  it("goes back to the present", async () => {
    const { user, onsave } = await lever();
    await user.click(screen.getByRole("button", { name: /Back to the present 2 h a visit/u }));
    expect(onsave.mock.calls).toEqual([[2]]);
  });
});
