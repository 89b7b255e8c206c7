import { fireEvent } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { createApp } from "../application";
import { FakeDesk } from "../testing/fakeDesk";
import { openApp, settled } from "../testing/render";
import type { Done } from "../wire/Done";
import type { Imported } from "../wire/Imported";
import type { RecordsReading } from "../wire/RecordsReading";

const done = (): Done => ({ rev: 1, label: "", conflicts: [] });
const account = (map: string | null = null): Imported => ({
  rev: 1,
  kept: ["4 steps"],
  left: [],
  ask: [],
  map,
});
const reading = (): RecordsReading => ({ mapping: { won: [], lost: [] } }) as never;

describe("opening a file", () => {
  it("closes what is open before it opens another workshop", async () => {
    const { app, desk } = await openApp();
    await app.files.openPath("/tmp/Other.TWINLANE");
    expect(desk.host.calls.map(({ call }) => call).slice(0, 2)).toEqual(["close", "open"]);
  });

  it("does not open another one when the present one cannot be closed", async () => {
    const { app, desk } = await openApp();
    desk.host.refuse("close", "disk_full");
    await app.files.openPath("/tmp/other.twinlane");
    expect(desk.host.sent("open")).toEqual([]);
    expect(app.session.messages.fault?.fault.code).toBe("disk_full");
  });

  it("imports a map into a workshop that is made for it", async () => {
    const desk = new FakeDesk();
    desk.host.on("import", () => account());
    const app = createApp(desk.host);
    await app.files.openPath("/tmp/harbor.md");
    expect(desk.host.sent("create")).toHaveLength(1);
    expect(desk.host.sent("import")[0]).toMatchObject({ path: "/tmp/harbor.md", replace: false });
    expect(app.session.view.overlay).toBe("import");
  });

  it("imports into a map of its own where there are steps already", async () => {
    const { app, desk } = await openApp();
    desk.host.on("import", () => account("map"));
    await app.files.openPath("/tmp/harbor.bpmn");
    expect(desk.host.sent("import")[0]?.new_map).toBe("harbor");
    expect(desk.host.sent("view")[0]?.options.map).toBe("map");
  });

  it("imports another pool in the place of the import before", async () => {
    const { app, desk } = await openApp();
    desk.host.on("import", () => account("map"));
    await app.files.importPath("/tmp/harbor.bpmn");
    await app.files.importPool("Customer");
    expect(desk.host.sent("import")[1]).toMatchObject({ pool: "Customer", instead: 1 });
  });

  it.each(["deals.xes", "deals.xlsx", "deals.csv.gz"])("reads %s as records", async (name) => {
    const { app, desk } = await openApp();
    desk.host.on("read_records", reading);
    await app.files.openPath(`/tmp/${name}`);
    expect(app.session.view.screen).toBe("measure");
    expect(app.importing.path).toBe(`/tmp/${name}`);
  });

  it("asks what a table holds, except where one works with records", async () => {
    const { app, desk } = await openApp();
    desk.host.on("read_records", reading);
    await app.files.openPath("/tmp/deals.csv");
    expect([app.session.view.overlay, app.session.view.overlayAbout]).toEqual(["table", "/tmp/deals.csv"]);
    app.session.view.close();
    app.session.view.screen = "measure";
    await app.files.openPath("/tmp/deals.csv");
    expect(app.importing.path).toBe("/tmp/deals.csv");
  });

  it("brings no records into a workshop that can only be read", async () => {
    const desk = new FakeDesk();
    desk.readOnly = { code: "read_only" as never, text: "" };
    const { app } = await openApp(desk);
    await app.files.openPath("/tmp/deals.xes");
    expect(app.importing.path).toBeNull();
    expect(app.session.messages.remarks[0]?.text).toBe("This workshop is open for reading only.");
  });
});

describe("asking where", () => {
  it("does nothing when the dialog is cancelled", async () => {
    const { app, desk } = await openApp();
    for (const ask of [
      () => app.files.openWorkshop(),
      () => app.files.saveCopy(),
      () => app.files.exportMap(),
      () => app.files.printNow(),
      () => app.files.newWorkshop(),
      () => app.files.importFile(),
    ])
      await ask();
    expect(desk.host.asked).toHaveLength(6);
    expect(desk.host.calls).toEqual([]);
  });

  it("proposes the title of the workshop as a name, without signs no file may have", async () => {
    const { app, desk } = await openApp();
    await app.session.changes.set("charter", { title: "Harbor: 50/50?" });
    await app.files.exportMap();
    expect(desk.host.asked[0]?.proposal).toBe("Harbor 5050.md");
  });

  it("says where a copy went", async () => {
    const { app, desk } = await openApp();
    desk.host.choices.push("/tmp/copy.twinlane");
    desk.host.on("save_copy", done);
    await app.files.saveCopy();
    expect(app.session.messages.remarks[0]).toMatchObject({
      text: "A copy was saved.",
      detail: "/tmp/copy.twinlane",
    });
  });

  it("says nothing was exported when it was refused", async () => {
    const { app, desk } = await openApp();
    desk.host.choices.push("/tmp/a.md");
    desk.host.refuse("export", "no_permission", "/tmp/a.md");
    await app.files.exportMap();
    expect(app.session.messages.remarks).toEqual([]);
    expect(app.session.messages.fault?.path).toBe("/tmp/a.md");
  });

  it("says when the dialog itself fails", async () => {
    const { app, desk } = await openApp();
    desk.host.dialogs.askOpen = () => Promise.reject(new Error("no portal"));
    await app.files.openWorkshop();
    expect(app.session.messages.fault?.fault).toEqual({ code: "internal", detail: "no portal" });
  });

  it("prints on the paper that was chosen", async () => {
    const { app, desk } = await openApp();
    desk.host.choices.push("/tmp/a.pdf");
    desk.host.on("print", done);
    await app.files.printNow({ paper: "letter", private: true });
    expect(desk.host.sent("print")[0]?.options).toMatchObject({
      paper: "letter",
      private: true,
      sections: [],
    });
  });
});

describe("keys of the window", () => {
  const press = async (key: string, more: KeyboardEventInit = {}) => {
    const given = await openApp();
    const event = new KeyboardEvent("keydown", { key, cancelable: true, ...more });
    return { ...given, event };
  };

  it("open the palette anywhere", async () => {
    const { app, event } = await press("k", { ctrlKey: true });
    expect(app.actions.windowKey(event)).toBe(true);
    expect(app.session.view.overlay).toBe("palette");
    expect(event.defaultPrevented).toBe(true);
  });

  it("undo", async () => {
    const { app, event } = await press("z", { ctrlKey: true });
    await app.session.changes.set({ step: "visit" }, { title: "x" });
    app.actions.windowKey(event);
    await settled();
    expect(app.session.workshop.steps.get("visit")?.title).toBe("Visit");
  });

  it("leave letters to everything but the map", async () => {
    const { app, event } = await press("n");
    expect(app.actions.windowKey(event)).toBe(false);
    expect(app.actions.runKey(event, "map")).toBe(true);
    expect(app.session.capture.open).toBe(true);
  });

  it("leave letters alone when they are switched off", async () => {
    const { app, event } = await press("n");
    app.session.view.setLetterKeys(false);
    expect(app.actions.runKey(event, "map")).toBe(false);
  });

  it("leave undo of a field to the field", async () => {
    const { app } = await openApp();
    const field = document.createElement("input");
    document.body.append(field);
    let ran = true;
    field.addEventListener("keydown", (event) => (ran = app.actions.windowKey(event)));
    await fireEvent.keyDown(field, { key: "z", ctrlKey: true });
    expect(ran).toBe(false);
    await fireEvent.keyDown(field, { key: "k", ctrlKey: true });
    expect(ran, "what no field uses is the window's").toBe(true);
  });

  it("mean the map while presenting, wherever the focus is", async () => {
    const { app, event } = await press("g");
    app.session.view.presenting = true;
    expect(app.actions.windowKey(event)).toBe(true);
  });

  it("edit nothing where the workshop can only be read", async () => {
    const desk = new FakeDesk();
    desk.readOnly = { code: "read_only" as never, text: "" };
    const { app } = await openApp(desk);
    app.session.selection.only({ kind: "step", id: "visit" });
    const event = new KeyboardEvent("keydown", { key: "Delete" });
    expect(app.actions.runKey(event, "map")).toBe(false);
  });

  it("give up one thing at a time with Esc: the link, the selection", async () => {
    const { app } = await openApp();
    const escape = () => app.actions.runKey(new KeyboardEvent("keydown", { key: "Escape" }), "map");
    app.session.selection.only({ kind: "step", id: "visit" });
    app.canvas.beginLink();
    escape();
    expect(app.canvas.linking).toBeNull();
    expect(app.session.selection.step).toBe("visit");
    escape();
    expect(app.session.selection.subject).toBeNull();
  });

  it("no two actions have one key at one place", async () => {
    const { app } = await openApp();
    const keys = app.actions.all.flatMap((action) => action.keys);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });
});
