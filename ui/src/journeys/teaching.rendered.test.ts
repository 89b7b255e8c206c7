import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { cardsOf, empty, harbor } from "../testing/rows";
import { openWindow, openWorkshop, press, theMap } from "../testing/window";
import type { Step } from "../wire/Step";

describe("empty screens", () => {
  it("lead from the start screen to the first step", async () => {
    const { user } = await openWindow(new FakeDesk(empty()));
    expect(screen.getByText(/Workshops you open appear here/u)).toBeVisible();
    await user.click(screen.getByRole("button", { name: "New workshop" }));
    await press(user);
    expect(theMap()).toHaveFocus();
    expect(screen.getByRole("heading", { name: "What does the buyer do first?" })).toBeVisible();
    expect(screen.getByText(/Gaps appear here as you draw/u)).toBeVisible();

    // An empty title ends what was begun, and the map teaches again.
    await user.click(screen.getByRole("button", { name: "Write the first step" }));
    expect(screen.getByRole("textbox", { name: "First step" })).toHaveFocus();
    expect(screen.queryByRole("heading", { name: "What does the buyer do first?" })).toBeNull();
    await press(user, "{Enter}");
    expect(screen.queryByRole("textbox", { name: "First step" })).toBeNull();
    expect(screen.getByRole("heading", { name: "What does the buyer do first?" })).toBeVisible();
  });

  it("say what goes there: charter, gaps, report", async () => {
    const desk = new FakeDesk(empty());
    desk.host.on("preview", () => ({ pages: [], problems: [] }) as never);
    const { user } = await openWorkshop(desk);
    await press(user, "{Alt>}1{/Alt}");
    const hints = within(screen.getByRole("main"))
      .getAllByRole<HTMLInputElement>("textbox")
      .filter(({ placeholder }) => placeholder !== "");
    expect(hints.length, "fields say what goes into them").toBeGreaterThanOrEqual(5);
    await press(user, "{Alt>}4{/Alt}");
    expect(screen.getByText(/No gaps yet\./u)).toBeVisible();
    await press(user, "{Alt>}8{/Alt}");
    expect(screen.getByText(/A section without content leaves itself out\./u)).toBeVisible();
  });

  it("end with a template, which fills the map", async () => {
    const desk = new FakeDesk(empty());
    desk.host
      .on("start", () => ({
        recent: [],
        templates: [{ name: "b2b", title: "Selling to companies", about: "" } as never],
      }))
      .on("create", ({ template }) => {
        const made = new FakeDesk(template === "b2b" ? harbor() : empty());
        desk.rows = made.rows;
        desk.scene = cardsOf(made.all<Step>("step"));
        return { path: desk.path };
      });
    const { user } = await openWorkshop(desk);
    expect(screen.queryAllByRole("img", { name: /^Visit, / })).toEqual([]);
    await press(user, "{Control>}w{/Control}");
    expect(screen.getByRole("heading", { name: "New from a template" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Selling to companies" }));
    await press(user);
    expect(screen.getByRole("img", { name: /^Visit, / })).toBeInTheDocument();
    expect(screen.queryByRole("heading", { name: "What does the buyer do first?" })).toBeNull();
  });
});
