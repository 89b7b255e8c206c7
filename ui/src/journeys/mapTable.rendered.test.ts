import { screen, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import type { Window } from "../testing/render";
import { cardsOf, finding, harbor } from "../testing/rows";
import { openWorkshop, press, theMap, UNDO } from "../testing/window";
import type { Step } from "../wire/Step";

/** The map, turned into its table by the key. */
async function table(): Promise<Window> {
  const desk = new FakeDesk(harbor());
  desk.scene = cardsOf(desk.all<Step>("step"));
  desk.findings = [finding()];
  const window = await openWorkshop(desk);
  expect(theMap()).toHaveFocus();
  await press(window.user, "t");
  return window;
}

/** What the cells of a table say, row by row; a title is the text of its field. */
function rowsOf(name: string): string[] {
  const [, ...rows] = within(screen.getByRole("table", { name })).getAllByRole("row");
  return rows.map((row) =>
    [...(row as HTMLTableRowElement).cells]
      .map((cell) => cell.querySelector("textarea")?.value ?? cell.textContent.trim())
      .join(" | "),
  );
}

const back = () => screen.getByRole("button", { name: /Back to the drawing/u });
const titles = () => screen.getAllByRole("textbox", { name: "Title of the step" });

describe("the table twin of the map", () => {
  it("says what the map shows: stages, lanes, links, supports and gaps", async () => {
    await table();
    expect(rowsOf("Buyer journey")).toEqual([
      "Need | Operations | Owns the problem |  | 1: Nobody helps with Owns the problem.",
      "Need | Operations | Compares offers |  | ",
    ]);
    expect(rowsOf("Sales process")).toEqual([
      "Offer | Sales | Visit | Quote | Owns the problem | ",
      expect.stringMatching(/^Close \| Sales \| Quote \| .+ \| {2}\| $/u),
    ]);
  });

  it("takes titles by keyboard alone, and undo gives them back", async () => {
    const { user, desk } = await table();
    expect(back()).toHaveFocus();
    await user.tab();
    expect(titles()[0]).toHaveFocus();
    // In a field T is a letter.
    await press(user, "{Control>}a{/Control}", "Meets the target{Enter}");
    expect(desk.row<Step>("step", "need").title).toBe("Meets the target");
    expect(titles()[0]).toHaveValue("Meets the target");
    await user.tab({ shift: true });
    await press(user, UNDO);
    expect(desk.row<Step>("step", "need").title).toBe("Owns the problem");
  });

  it("goes back to the drawing with T", async () => {
    const { user } = await table();
    await user.tab();
    await user.tab({ shift: true });
    expect(back()).toHaveFocus();
    await press(user, "t");
    expect(screen.queryByRole("table")).toBeNull();
    expect(theMap()).toHaveFocus();
    expect(screen.getByRole("img", { name: /^Owns the problem, / })).toBeInTheDocument();
  });
});
