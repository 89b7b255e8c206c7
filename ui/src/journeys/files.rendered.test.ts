import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { harbor } from "../testing/rows";
import { openWorkshop, press, theMap } from "../testing/window";

const PRINT = "{Control>}p{/Control}";
const IMPORT = "{Control>}i{/Control}";

describe("printing what we have", () => {
  it("says where the report went", async () => {
    const { user, desk } = await openWorkshop(new FakeDesk(harbor()));
    desk.host.choices.push("/home/eva/begun.pdf");
    desk.host.on("print", () => ({ rev: 1, label: "", conflicts: [] }));
    await press(user, PRINT);
    expect(desk.host.sent("print")[0]?.path).toBe("/home/eva/begun.pdf");
    const remarks = screen.getByText("The report was written.").closest("[role=status]");
    expect(remarks).toHaveTextContent("/home/eva/begun.pdf");
  });

  it("does nothing and says nothing when the dialog is cancelled", async () => {
    const { user, desk } = await openWorkshop(new FakeDesk(harbor()));
    await press(user, PRINT);
    expect(desk.host.asked.map(({ title }) => title)).toEqual(["Print what we have"]);
    expect(desk.host.sent("print")).toEqual([]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByText("The report was written.")).toBeNull();
    expect(theMap()).toHaveFocus();
  });
});

describe("importing a file that cannot be read", () => {
  it("is told with its name, and alters nothing", async () => {
    const { user, desk } = await openWorkshop(new FakeDesk(harbor()));
    const before = [...desk.rows];
    desk.host.choices.push("/home/eva/broken.bpmn");
    desk.host.refuse("import", "unreadable", "broken.bpmn, line 1: the file ends within a tag.");
    await press(user, IMPORT);
    expect(desk.host.sent("import")[0]?.path).toBe("/home/eva/broken.bpmn");
    expect(screen.getByRole("dialog")).toHaveTextContent(/broken\.bpmn/u);
    await press(user, "{Escape}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(theMap()).toHaveFocus();
    expect([...desk.rows]).toEqual(before);
    expect(screen.queryByText(/imported/iu)).toBeNull();
  });
});
