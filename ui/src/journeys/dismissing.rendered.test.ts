import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { cardsOf, finding, harbor } from "../testing/rows";
import { cardInHand, openWorkshop, press, UNDO } from "../testing/window";
import type { Step } from "../wire/Step";

const COMPARE = "Nobody helps with Compares offers.";

/** The map with a confirmed gap, which comes first, and two open ones. */
async function withGaps() {
  const desk = new FakeDesk(harbor());
  desk.scene = cardsOf(desk.all<Step>("step"));
  desk.findings = [
    finding({ state: "confirmed" }),
    finding({ fingerprint: "f2", title: COMPARE, subjects: [{ kind: "step", id: "compare" }] }),
    finding({ fingerprint: "f3", title: "Quote is late.", subjects: [{ kind: "step", id: "quote" }] }),
  ];
  desk.host.on("explain", () => ({ why: "", ask: "Who could help?" }) as never);
  return openWorkshop(desk);
}

const panel = () => screen.getByRole("tabpanel", { name: "Gaps" });
const gap = (title: string) => within(panel()).queryByRole("button", { name: title });

describe("a gap", () => {
  it("is dismissed with a reason by keyboard, and comes back by undo", async () => {
    const { user, desk } = await withGaps();
    expect(within(panel()).getByText("2 open · 1 confirmed")).toBeVisible();

    // G goes from gap to gap; its card opens and its place is shown.
    await press(user, "g");
    expect(gap("Nobody helps with Owns the problem.")).toHaveAttribute("aria-expanded", "true");
    await press(user, "g");
    expect(gap(COMPARE)).toHaveAttribute("aria-expanded", "true");
    expect(cardInHand()).toHaveAccessibleName(/^Compares offers, .*1 gap/u);
    expect(within(panel()).getByText("Ask: Who could help?")).toBeVisible();

    within(panel()).getByRole("button", { name: "Dismiss…" }).focus();
    await press(user, "{Enter}");
    const dialog = screen.getByRole("dialog", { name: "Dismiss this gap" });
    expect(within(dialog).getByRole("textbox", { name: /Why it is none/u })).toHaveFocus();

    // Without a reason nothing is dismissed.
    await press(user, "{Enter}");
    expect(within(dialog).getByRole("button", { name: "Dismiss" })).toBeDisabled();
    expect(desk.host.sent("decide")).toEqual([]);
    await press(user, "The dealer does this, outside of this map{Enter}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(desk.host.sent("decide")[0]).toMatchObject({
      fingerprint: "f2",
      state: "dismissed",
      reason: "The dealer does this, outside of this map",
    });
    expect(gap(COMPARE)).toBeNull();
    expect(within(panel()).getByText("1 open · 1 confirmed")).toBeVisible();

    await press(user, UNDO);
    expect(gap(COMPARE)).toBeVisible();
    expect(within(panel()).getByText("2 open · 1 confirmed")).toBeVisible();
    expect(screen.getByText(/^Undone: /u)).toBeVisible();
  });
});
