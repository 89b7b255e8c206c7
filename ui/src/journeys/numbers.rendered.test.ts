import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { harbor, pool } from "../testing/rows";
import { openWorkshop, press, UNDO } from "../testing/window";
import type { FlowResult } from "../wire/FlowResult";

const nothing = { wins: null, cost: null, cost_per_win: null };
const result: FlowResult = {
  rev: 1,
  entering: 5,
  served: nothing,
  at_capacity: nothing,
  feasible_wins: null,
  win_rate: 0.4,
  lead_time_all: null,
  lead_time_won: null,
  constraint: "team",
  pools: [
    { pool: "team", hours: 200, utilisation: 1.2, wait: null },
    { pool: "desk", hours: 40, utilisation: 0.5, wait: null },
  ],
  growing: [],
  points: [],
  leaks: [],
  hours: [],
  unknown: null,
};

/** The numbers of the map, reached by the key, with the first cell of the activities in hand. */
async function numbers() {
  const desk = new FakeDesk([
    ...harbor(),
    { pool: pool() },
    { pool: pool({ id: "desk", name: "Back office", position: 1 }) },
  ]);
  desk.host.on("flow", () => ({ ...result, rev: desk.rev }));
  const window = await openWorkshop(desk);
  await press(window.user, "{Alt>}3{/Alt}");
  expect(screen.getByRole("heading", { level: 1, name: "Measure" })).toBeVisible();
  const table = screen.getByRole("grid", { name: "Activities" });
  const cells = () => within(table).getAllByRole("gridcell");
  await window.user.click(cells()[0] as HTMLElement);
  expect(cells()[0]).toHaveFocus();
  const columns = cells().length / 2;
  return { ...window, touch: (row: number) => cells()[row * columns + 1] };
}

describe("the numbers of a map", () => {
  it("are written down a column, and say what they rest on", async () => {
    const { user, touch } = await numbers();
    await press(user, "{ArrowRight}");
    expect(touch(0)).toHaveFocus();
    await press(user, "7", " m", "{Enter}", "2", ".5", "{Enter}");
    expect(touch(0)).toHaveTextContent(/measured\s*7$/u);
    expect(touch(1)).toHaveTextContent(/2\.5$/u);

    // What is no number is refused, and Esc leaves the cell as it was.
    await press(user, "9", "x", "{Enter}");
    expect(screen.getByText(/“9x” is not a number\./u)).toBeVisible();
    await press(user, "{Escape}");
    expect(touch(1)).toHaveFocus();
    expect(touch(1)).toHaveTextContent(/2\.5$/u);

    await press(user, "{ArrowUp}", "b");
    expect(touch(0)).toHaveTextContent(/estimated\s*7$/u);
    await press(user, UNDO);
    expect(touch(0)).toHaveTextContent(/measured\s*7$/u);
    expect(touch(0)).toHaveFocus();
  });

  it("say what comes of them, and who is the constraint", async () => {
    await numbers();
    const results = await vi.waitFor(() => {
      const results = screen.getByRole("region", { name: "What comes out" });
      within(results).getByText("constraint");
      return results;
    });
    expect(within(results).getByText("constraint").parentElement).toHaveTextContent(/Account managers/u);
    expect(within(results).getByText(/Back office/u)).not.toHaveTextContent("constraint");
  });
});
