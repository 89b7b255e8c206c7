import { screen, within } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { empty, harbor } from "../testing/rows";
import { openWorkshop, press, UNDO } from "../testing/window";
import type { Charter } from "../wire/Charter";
import type { Participant } from "../wire/Participant";
import type { Scorecard } from "../wire/Scorecard";
import type { Share } from "../wire/Share";
import type { Tool } from "../wire/Tool";

/** A field by its name. The page has some forty, and a look-up by role asks each for the styles of all around it. */
const field = (name: string) => screen.getByLabelText(name);
const CHARTER = "{Alt>}1{/Alt}";
const MAP = "{Alt>}2{/Alt}";

describe("the charter", () => {
  it("is written by keyboard; one visit to a field is one undo", async () => {
    const { user, desk } = await openWorkshop(new FakeDesk(empty()));
    await press(user, CHARTER);
    await user.click(field("Client"));
    await press(user, "Harbor Controls", "{Tab}");
    expect(field("Title of the workshop")).toHaveFocus();
    await press(user, "{Control>}a{/Control}Sales kaizen", "{Tab}");
    expect(field("The problem")).toHaveFocus();
    await press(user, "Half of the proposals get no answer since spring");
    await user.click(field("New participant"));
    await press(user, "Jonas Weber{Enter}");
    expect(screen.getByDisplayValue("Jonas Weber")).toBeVisible();
    await user.click(field("New goal"));
    await press(user, "Win rate{Enter}");
    expect(field("Metric")).toHaveValue("Win rate");
    await user.click(field("Value of a won deal"));
    await press(user, "58,000", "{Tab}");
    expect(desk.row<Charter>("charter")).toMatchObject({
      client: "Harbor Controls",
      title: "Sales kaizen",
      problem: "Half of the proposals get no answer since spring",
      deal_value: 58_000,
    });
    expect(desk.all<Participant>("participant").map(({ name }) => name)).toEqual(["Jonas Weber"]);
    expect(within(screen.getByRole("banner")).getByText("Harbor Controls")).toBeVisible();

    await user.click(screen.getByRole("button", { name: "Map" }));
    await press(user, UNDO);
    expect(screen.getByText(/^Undone: /u)).toBeVisible();
    expect(screen.getByRole("heading", { level: 1, name: "Charter" })).toBeVisible();
    expect(field("Value of a won deal")).toHaveValue("");
    expect(field("Metric")).toHaveValue("Win rate");
  });
});

describe("tools and programmes", () => {
  const share = (part: number, whole: number, unit: string): Share => ({
    share: whole === 0 ? null : part / whole,
    part,
    whole,
    unit,
  });
  const scorecard = (adoption: Share): Scorecard => {
    const none = share(0, 0, "points");
    const rest = { order: none, evidence: none, measured: none, handoffs: none };
    return { coverage: none, purpose: none, ...rest, adoption };
  };

  /** The charter, at the field that adds a tool, with one tool in the list. */
  async function listed() {
    const desk = new FakeDesk(harbor());
    const window = await openWorkshop(desk);
    const { user } = window;
    await press(user, "{Control>}k{/Control}", "Tools and programmes", "{Enter}");
    expect(screen.getByRole("heading", { level: 1, name: "Charter" })).toBeVisible();
    await vi.waitFor(() => expect(field("New tool or programme")).toHaveFocus());
    expect(screen.getByText(/What the company bought or runs to sell better/u)).toBeVisible();
    await press(user, "CRM of the group{Enter}");
    expect(name()).toBeVisible();
    expect(field("New tool or programme")).toHaveFocus();
    return { ...window, tool: () => desk.all<Tool>("tool")[0] };
  }
  const name = () => screen.getByDisplayValue("CRM of the group");

  it("are listed with what one knows of them, by keyboard", async () => {
    const { user, tool } = await listed();
    await user.click(name());
    await user.tab();
    await user.tab();
    expect(field("Users")).toHaveFocus();
    await press(user, "50", "{Tab}");
    expect(field("Use it, %")).toHaveFocus();
    await press(user, "62", "{Tab}");
    const decision = screen.getByRole("combobox", { name: "Decision" });
    expect(decision).toHaveFocus();
    await user.selectOptions(decision, "Keep");
    await user.click(screen.getByRole("button", { name: "More about CRM of the group" }));
    await user.click(field("Cost a year, EUR"));
    await press(user, "18,000", "{Tab}");
    expect(tool()).toMatchObject({ users: 50, adoption: 0.62, decision: "keep", cost_per_year: 18_000 });
  });

  it("count on the scorecard, and are named by activities", async () => {
    const { user, desk, tool } = await listed();
    desk.scorecard = scorecard(share(31, 50, "users"));
    await user.click(field("Users"));
    await press(user, "50{Enter}", MAP);
    const card = screen.getByRole("group", { name: "Scorecard" });
    expect(within(card).getByTitle("Adoption: 31 of 50 users")).toBeVisible();
    expect(within(card).getByTitle(/^Coverage: unknown/u)).toBeVisible();

    await press(user, "{Control>}f{/Control}", "Visit", "{Enter}", "e");
    const details = screen.getByRole("tabpanel", { name: "Details" });
    await user.click(within(details).getByRole("checkbox", { name: "CRM of the group" }));
    expect(desk.row<{ tools: string[] }>("step", "visit").tools).toEqual([tool()?.id]);
  });

  it("are taken away, and come back by one undo, which goes there", async () => {
    const { user, tool } = await listed();
    await user.click(screen.getByRole("button", { name: "Remove CRM of the group" }));
    expect(tool()).toBeUndefined();
    expect(screen.queryByDisplayValue("CRM of the group")).toBeNull();
    expect(field("New tool or programme")).toHaveFocus();
    await press(user, MAP, UNDO);
    expect(screen.getByRole("heading", { level: 1, name: "Charter" })).toBeVisible();
    expect(name()).toBeVisible();
  });
});
