import { screen } from "@testing-library/svelte";
import { describe, expect, it, vi } from "vitest";
import { settled, show } from "../../testing/render";
import NumberField from "./NumberField.svelte";

const field = () => screen.getByRole("textbox", { name: "Deals" });

async function shown(
  props: { value?: number | null; factor?: number; whole?: boolean; required?: boolean } = {},
) {
  const onsave = vi.fn<(value: number | null) => void>();
  const { user, app } = await show(NumberField, {
    label: "Deals",
    value: null,
    draft: "deals",
    onsave,
    ...props,
  });
  return { onsave, app, type: (text: string) => user.type(field(), text) };
}

describe("a field for a number", () => {
  it.each([
    ["145.5", 145.5],
    ["12,5", 12.5],
    ["1 200", 1200],
    ["−4", -4],
  ])("reads %j as %j", async (text, value) => {
    const { onsave, type } = await shown();
    await type(`${text}{Enter}`);
    expect(onsave).toHaveBeenCalledExactlyOnceWith(value);
  });

  it("shows how a number with two readings is read before it counts", async () => {
    const { onsave, type } = await shown();
    await type("1.456");
    expect(screen.getByRole("status")).toHaveTextContent("Reads as 1.456. For 1,456 type 1456.");
    expect(onsave).not.toHaveBeenCalled();
    await type("7");
    expect(screen.queryByRole("status")).toBeNull();
  });

  it("shows a share in percent and keeps it as a share", async () => {
    const { onsave, type } = await shown({ value: 0.07, factor: 100 });
    expect(field()).toHaveValue("7");
    await type("{Control>}a{/Control}{Backspace}12.5 %{Enter}");
    expect(onsave).toHaveBeenCalledExactlyOnceWith(0.125);
  });

  it("refuses what is no number, and says so", async () => {
    const { onsave, app, type } = await shown({ value: 3 });
    await type(" many{Enter}");
    await settled();
    expect(onsave).not.toHaveBeenCalled();
    expect(field()).toHaveValue("3");
    expect(app.session.messages.remarks.at(-1)?.text).toBe("“3 many” is not a number.");
  });

  it("can be emptied unless a number is required", async () => {
    const free = await shown({ value: 3 });
    await free.type("{Backspace}{Enter}");
    expect(free.onsave).toHaveBeenCalledExactlyOnceWith(null);
  });

  it("stays when it must not be empty", async () => {
    const { onsave, type } = await shown({ value: 3, required: true });
    await type("{Backspace}{Enter}");
    expect(onsave).not.toHaveBeenCalled();
  });
});
