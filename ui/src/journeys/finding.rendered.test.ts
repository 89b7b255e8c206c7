import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { settled, type Window } from "../testing/render";
import { cardsOf, harbor } from "../testing/rows";
import { cardInHand, openWorkshop, press, theMap } from "../testing/window";
import type { Step } from "../wire/Step";

const PALETTE = "{Control>}k{/Control}";
const FIND = "{Control>}f{/Control}";

/** The map with its cards; the buyer who owns the problem asks something. */
async function drawn(): Promise<Window> {
  const rows = harbor().map((row) =>
    "step" in row && row.step.id === "need"
      ? { step: { ...row.step, questions: [{ id: "q", text: "What will finance ask?" }] } }
      : row,
  );
  const desk = new FakeDesk(rows);
  desk.scene = cardsOf(desk.all<Step>("step"));
  return openWorkshop(desk);
}

const field = (name: string) => screen.getByRole("combobox", { name });
const inHand = () => screen.getByRole("option", { selected: true });

describe("the palette", () => {
  it("does what one types the name of", async () => {
    const { user } = await drawn();
    const theme = () => document.documentElement.dataset["theme"];
    await press(user, PALETTE, "Dark theme", "{Enter}");
    expect(theme()).toBe("dark");
    await press(user, PALETTE, "Light theme", "{Enter}");
    expect(theme()).toBe("light");
    await press(user, PALETTE, "Charter", "{Enter}");
    expect(screen.getByRole("heading", { level: 1, name: "Charter" })).toBeVisible();
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("finds a step from any screen, by a question that stands at it too", async () => {
    const { user } = await drawn();
    await press(user, "{Alt>}1{/Alt}", PALETTE);
    expect(screen.getByRole("heading", { level: 1, name: "Charter" })).toBeVisible();
    expect(field("Find or do")).toHaveFocus();
    await press(user, "What will finance ask");
    expect(inHand()).toHaveTextContent(/Question at Owns the problem/u);
    await press(user, "{Enter}");
    expect(theMap()).toHaveFocus();
    expect(cardInHand()).toHaveAccessibleName(/^Owns the problem, /u);
  });
});

describe("finding on the map", () => {
  it("goes to a step by its name", async () => {
    const { user } = await drawn();
    await press(user, FIND, "Compares off");
    expect(inHand()).toHaveTextContent(/Compares offers/u);
    await press(user, "{Enter}");
    expect(theMap()).toHaveFocus();
    expect(cardInHand()).toHaveAccessibleName(/^Compares offers, /u);
  });

  it("gives the keyboard back on Esc, and does nothing", async () => {
    const { user } = await drawn();
    await press(user, FIND, "Compares", "{Enter}", FIND);
    expect(field("Find on the map")).toHaveFocus();
    await press(user, "{ArrowDown}", "{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(theMap()).toHaveFocus();
    expect(cardInHand()).toHaveAccessibleName(/^Compares offers, /u);
  });

  it("says that there is nothing of that name", async () => {
    const { user } = await drawn();
    await press(user, FIND, "zzzz");
    expect(screen.getByText("Nothing of that name on this map.")).toBeVisible();
  });
});

describe("the sheet of shortcuts", () => {
  it("comes with F1 and goes with Esc", async () => {
    const { user } = await drawn();
    await press(user, "{F1}");
    const sheet = screen.getByRole("dialog", { name: "Shortcuts" });
    expect(sheet).toHaveTextContent("Mark the side drawn, or not");
    await press(user, "{Escape}");
    await settled();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(theMap()).toHaveFocus();
  });
});
