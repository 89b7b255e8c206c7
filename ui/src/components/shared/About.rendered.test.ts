import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { settled, show } from "../../testing/render";
import { fault } from "../../testing/fakeHost";
import { FakeDesk } from "../../testing/fakeDesk";
import { harbor } from "../../testing/rows";
import Overlays from "./Overlays.svelte";

async function shown(change: (desk: FakeDesk) => void) {
  const desk = new FakeDesk(harbor());
  change(desk);
  const window = await show(Overlays, {}, desk);
  window.app.session.view.open("about");
  await settled();
  return window;
}

describe("About Twinlane", () => {
  it("says version, licence, log files and what the program contains", async () => {
    await shown((desk) => {
      desk.host.program = {
        version: "2.0.1",
        licence: "MIT OR Apache-2.0",
        copyright: "Copyright the authors",
        logs: "/home/eva/logs",
        notices: "Inter (font)",
      };
    });
    expect(screen.getByRole("dialog", { name: "About Twinlane" })).toBeVisible();
    for (const text of [
      "2.0.1",
      "MIT OR Apache-2.0. Copyright the authors",
      "/home/eva/logs",
      "Inter (font)",
    ]) {
      expect(screen.getByText(text)).toBeVisible();
    }
  });

  it("says why there are no notices in a build from the sources", async () => {
    await shown(() => undefined);
    expect(screen.getByText(/built from its sources/u)).toBeVisible();
  });

  it("says so when the program cannot be asked", async () => {
    await shown((desk) => {
      desk.host.about = () => Promise.reject(new Error("gone"));
    });
    expect(screen.getByRole("alert")).toBeVisible();
  });

  it("closes by its button", async () => {
    const { app, user } = await shown(() => undefined);
    await user.click(screen.getByRole("button", { name: "Close" }));
    expect(app.session.view.overlay).toBeNull();
  });
});

describe("a file that was written", () => {
  it("is shown in its folder on request", async () => {
    const { app, desk } = await shown(() => undefined);
    desk.host.on("save_copy", () => ({ rev: 1, label: "", conflicts: [] }));
    desk.host.choices.push("/home/eva/Copy.twinlane");
    await app.files.saveCopy();
    const remark = app.session.messages.remarks.at(-1);
    expect(remark?.action?.label).toBe("Show in folder");
    remark?.action?.run();
    await settled();
    expect(desk.host.shown).toEqual(["/home/eva/Copy.twinlane"]);
  });

  it("is said to lie there when the file manager does not answer", async () => {
    const { app, desk } = await shown(() => undefined);
    desk.host.showFault = fault("input_output", "the file manager did not show it");
    desk.host.on("save_copy", () => ({ rev: 1, label: "", conflicts: [] }));
    desk.host.choices.push("/home/eva/Copy.twinlane");
    await app.files.saveCopy();
    app.session.messages.remarks.at(-1)?.action?.run();
    await settled();
    expect(app.session.messages.remarks.at(-1)).toMatchObject({
      text: "The file manager does not answer. The file is there.",
      detail: "/home/eva/Copy.twinlane",
    });
  });
});
