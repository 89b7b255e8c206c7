import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { settled, show } from "../../testing/render";
import { harbor } from "../../testing/rows";
import Palette from "./Palette.svelte";
import Shortcuts from "./Shortcuts.svelte";
import Versions from "./Versions.svelte";

const readOnlyDesk = () => {
  const desk = new FakeDesk(harbor());
  desk.readOnly = { code: "read_only" as never, text: "Anna has this workshop open." };
  return desk;
};

describe("find or do", () => {
  it("begins in its field, with the first entry in hand", async () => {
    await show(Palette, {});
    const field = screen.getByRole("combobox", { name: "Find or do" });
    expect(field).toHaveFocus();
    expect(field.getAttribute("aria-activedescendant")).toBe(screen.getAllByRole("option")[0]?.id);
  });

  it("finds a step by its name and goes to it", async () => {
    const { app, user } = await show(Palette, {});
    await user.keyboard("compares");
    expect(screen.getAllByRole("option")[0]).toHaveTextContent(/Compares offers\s*Operations, Need/u);
    await user.keyboard("{Enter}");
    await settled();
    expect(app.session.selection.step).toBe("compare");
    expect(app.session.view.overlay).toBeNull();
  });

  it("walks by arrows, round and round, and says which one is in hand", async () => {
    const { user } = await show(Palette, {});
    await user.keyboard("theme{ArrowUp}");
    const options = screen.getAllByRole("option");
    expect(options.at(-1)).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowDown}");
    expect(screen.getAllByRole("option")[0]).toHaveAttribute("aria-selected", "true");
  });

  it("does what one chooses", async () => {
    const { app, user } = await show(Palette, {});
    await user.keyboard("dark theme{Enter}");
    expect(app.session.view.theme).toBe("dark");
  });

  it("says that there is nothing of that name", async () => {
    const { user } = await show(Palette, {});
    await user.keyboard("zzzzqq");
    expect(screen.getByText("Nothing of that name.")).toBeVisible();
    expect(screen.queryAllByRole("option")).toEqual([]);
  });

  it("offers no edits in a workshop that can only be read", async () => {
    const { user } = await show(Palette, {}, readOnlyDesk());
    await user.keyboard("add a buyer stage");
    expect(screen.queryByRole("option", { name: /Add a buyer stage/u })).toBeNull();
  });
});

describe("the sheet of shortcuts", () => {
  it("lists every action that has a key", async () => {
    const { app } = await show(Shortcuts, {});
    const dialog = screen.getByRole("dialog", { name: "Shortcuts" });
    const words = [...dialog.querySelectorAll("dd")].map((entry) => entry.textContent);
    for (const action of app.actions.all.filter(({ keys }) => keys.length > 0)) {
      expect(words, action.id).toContain(action.label);
    }
  });

  it("switches letters off", async () => {
    const { app, user } = await show(Shortcuts, {});
    await user.click(screen.getByRole("checkbox", { name: /Single letters/u }));
    expect(app.session.view.letterKeys).toBe(false);
  });
});

describe("named versions", () => {
  it("keep one under a name, and list it", async () => {
    const desk = new FakeDesk(harbor());
    const versions: { id: number; name: string; at: string }[] = [];
    desk.host.on("versions", () => [...versions] as never);
    desk.host.on("save_version", ({ name }) => {
      versions.push({ id: 1, name, at: "2026-05-04T09:00:00Z" });
      return { rev: 1, label: "", conflicts: [] };
    });
    const { user } = await show(Versions, {}, desk);
    await settled();
    expect(screen.getByText("None yet.")).toBeVisible();
    expect(screen.getByRole("textbox", { name: "Name of the version" })).toHaveFocus();
    expect(screen.getByRole("button", { name: "Keep" })).toBeDisabled();
    await user.keyboard("Start of day 2{Enter}");
    await settled();
    expect(screen.getByText("Start of day 2")).toBeVisible();
  });

  it("go back to one and say how to return", async () => {
    const desk = new FakeDesk(harbor());
    const version = { id: 5, name: "Day 1", at: "2026-05-04T09:00:00Z" };
    desk.host.on("versions", () => [version] as never);
    desk.host.on("restore_version", () => ({ rev: 1, label: "", conflicts: [] }));
    const { user, app } = await show(Versions, {}, desk);
    await settled();
    await user.click(screen.getByRole("button", { name: "Go back" }));
    await settled();
    expect(desk.host.sent("restore_version")[0]?.id).toBe(5);
    expect(app.session.messages.remarks[0]?.text).toBe("Back to “Day 1”.");
  });
});
