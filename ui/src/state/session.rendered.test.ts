import { afterEach, describe, expect, it, vi } from "vitest";
import { createApp } from "../application";
import { FakeDesk } from "../testing/fakeDesk";
import { fault, held } from "../testing/fakeHost";
import { openApp, settled } from "../testing/render";
import { finding, harbor, map, step } from "../testing/rows";
import type { Done } from "../wire/Done";
import type { Step } from "../wire/Step";

const words = (app: { session: { messages: { remarks: { text: string }[] } } }) =>
  app.session.messages.remarks.map((remark) => remark.text);

describe("opening a workshop", () => {
  it("shows its map, rows and title", async () => {
    const { app, desk } = await openApp();
    expect(app.session.file.isOpen).toBe(true);
    expect(app.session.view.screen).toBe("map");
    expect(app.session.workshop.steps.get("visit")?.title).toBe("Visit");
    expect(desk.host.title).toBe("Harbor – Twinlane");
  });

  it("says the notices the desk has for it", async () => {
    const desk = new FakeDesk(harbor());
    desk.notices = [{ code: "recovered" as never, text: "Some rows were recovered." }];
    const { app } = await openApp(desk);
    expect(words(app)).toContain("Some rows were recovered.");
  });

  it("asks what to do when the file is in use, and names the file", async () => {
    const desk = new FakeDesk();
    desk.host.refuse("open", "file_in_use", "Anna on harbor-pc");
    const app = createApp(desk.host);
    expect(await app.session.file.open("/tmp/a.twinlane")).toBe(false);
    expect(app.session.messages.fault).toEqual({
      fault: fault("file_in_use", "Anna on harbor-pc"),
      path: "/tmp/a.twinlane",
    });
    expect(app.session.file.isOpen).toBe(false);
  });

  it("begins with the sample, an empty workshop or the screen it was started for", async () => {
    const desk = new FakeDesk(harbor());
    desk.host.launched = { file: null, sample: true, blank: false, screen: "gaps", theme: "dark" };
    const app = createApp(desk.host);
    await app.session.begin((path) => app.files.openPath(path));
    expect(desk.host.sent("create")[0]?.sample).toBe(true);
    expect(app.session.view.screen).toBe("gaps");
    expect(app.session.view.theme).toBe("dark");
  });

  it("shows the start page when the file it was started with cannot be opened", async () => {
    const desk = new FakeDesk();
    desk.host.launched.file = "/tmp/gone.twinlane";
    desk.host.refuse("open", "file_not_found");
    const app = createApp(desk.host);
    await app.session.begin((path) => app.files.openPath(path));
    expect(app.session.view.screen).toBe("start");
    expect(app.session.messages.fault?.fault.code).toBe("file_not_found");
  });

  it("gives the text that was being typed back to its field", async () => {
    const desk = new FakeDesk(harbor());
    desk.drafts = [{ key: "step:visit:title", text: "Visits the pl" }];
    const { app } = await openApp(desk);
    expect(app.session.drafts.take("step:visit:title")).toBe("Visits the pl");
  });
});

describe("closing", () => {
  it("goes to the start page and selects nothing", async () => {
    const { app, desk } = await openApp();
    app.session.selection.only({ kind: "step", id: "visit" });
    await app.session.file.close();
    expect(desk.host.sent("close")).toHaveLength(1);
    expect(app.session.file.isOpen).toBe(false);
    expect(app.session.selection.subject).toBeNull();
    expect(app.session.view.screen).toBe("start");
  });

  it("keeps the workshop open when not everything is on disk, and lets go the second time", async () => {
    const { app, desk } = await openApp();
    desk.host.refuse("close", "disk_full");
    await app.session.file.quit();
    expect(desk.host.destroyed).toBe(false);
    expect(words(app)).toContain("Not everything is on disk.");
    await app.session.file.quit();
    expect(desk.host.destroyed, "nobody is locked in by a broken disk").toBe(true);
  });

  it("closes the window when somebody asks and all is written", async () => {
    const { desk } = await openApp();
    desk.host.requestClose();
    await settled();
    expect(desk.host.destroyed).toBe(true);
  });

  it("follows when the workshop is closed elsewhere", async () => {
    const { app, desk } = await openApp();
    desk.host.emit({ event: "closed" });
    await settled();
    expect(app.session.file.isOpen).toBe(false);
    expect(app.session.view.screen).toBe("start");
  });
});

describe("changes", () => {
  it("are shown once the desk has taken them", async () => {
    const { app, desk } = await openApp();
    expect(await app.session.changes.set({ step: "visit" }, { title: "Site visit" })).toBe(true);
    expect(app.session.workshop.steps.get("visit")?.title).toBe("Site visit");
    expect(desk.row<Step>("step", "visit").title).toBe("Site visit");
  });

  it("say in words why they are refused, and alter nothing", async () => {
    const { app, desk } = await openApp();
    desk.host.refuse("change", "change_refused", "A stage with steps cannot be removed.");
    expect(await app.session.changes.set({ step: "visit" }, { title: "x" })).toBe(false);
    expect(words(app)).toEqual(["That cannot be done here."]);
    expect(app.session.messages.remarks[0]?.detail).toBe("A stage with steps cannot be removed.");
    expect(app.session.workshop.steps.get("visit")?.title).toBe("Visit");
  });

  it("keep their order although the first takes longest", async () => {
    const { app, desk } = await openApp();
    const first = held<Done>();
    let sent = 0;
    desk.host.on("change", () => {
      sent += 1;
      return sent === 1 ? first.promise : { rev: app.session.workshop.rev, label: "", conflicts: [] };
    });
    const one = app.session.changes.set({ step: "visit" }, { title: "a" });
    const two = app.session.changes.set({ step: "visit" }, { title: "b" });
    await settled();
    expect(sent, "the second waits for its turn").toBe(1);
    expect(app.session.requests.waiting).toBe(2);
    first.resolve({ rev: app.session.workshop.rev, label: "", conflicts: [] });
    await Promise.all([one, two]);
    expect(sent).toBe(2);
    expect(app.session.requests.waiting).toBe(0);
  });

  it("name what somebody else has altered in between", async () => {
    const { app, desk } = await openApp();
    desk.host.on("change", () => ({
      rev: app.session.workshop.rev,
      label: "Title",
      conflicts: ["Visit was renamed.", "Twice."],
    }));
    await app.session.changes.set({ step: "visit" }, { title: "a" });
    expect(app.session.messages.remarks[0]).toMatchObject({
      text: "Title",
      detail: "Visit was renamed. Twice.",
    });
  });

  it("fetch everything anew when a patch does not follow on what is known", async () => {
    const { app, desk } = await openApp();
    desk.rows.set("step:visit", { step: step({ title: "Renamed elsewhere" }) });
    desk.rev = 9;
    const { view, ...rest } = desk.snapshot();
    desk.host.emit({
      event: "patch",
      value: {
        from: 8,
        rev: 9,
        label: "",
        put: [],
        deleted: [],
        map: view.map,
        family: view.family,
        findings_rev: 9,
        findings: { upserted: [], removed: [], order: null },
        scorecard: null,
        readiness: [],
        scene: { width: 0, height: 0, columns: null, rows: null, cells: null, upserted: [], removed: [] },
        history: rest.history,
      },
    });
    await settled();
    expect(desk.host.sent("snapshot")).toHaveLength(1);
    expect(app.session.workshop.steps.get("visit")?.title).toBe("Renamed elsewhere");
  });
});

describe("undo and redo", () => {
  it("take a change back, say which, and show where", async () => {
    const { app } = await openApp();
    await app.session.changes.set({ step: "quote" }, { title: "Offer" });
    app.session.view.screen = "report";
    await app.session.history.undo();
    expect(app.session.workshop.steps.get("quote")?.title).toBe("Quote");
    expect(words(app)).toEqual(["Undone: Change step"]);
    expect(app.session.view.screen).toBe("map");
    expect(app.session.selection.step).toBe("quote");
    await app.session.history.redo();
    expect(app.session.workshop.steps.get("quote")?.title).toBe("Offer");
    expect(words(app), "one remark replaces the other").toEqual(["Done again: Change step"]);
  });

  it("say that there is nothing", async () => {
    const { app } = await openApp();
    await app.session.history.undo();
    expect(words(app)).toEqual(["There is nothing to undo."]);
  });

  it.each([
    ["charter", "charter"],
    ["settings", "settings"],
  ] as const)("go to the screen of the %s", async (row, screen) => {
    const { app } = await openApp();
    await app.session.changes.set(row, { currency: "USD" });
    await app.session.history.undo();
    expect(app.session.view.screen).toBe(screen);
  });

  it("stay with the numbers when one writes numbers", async () => {
    const { app } = await openApp();
    await app.session.changes.set({ step: "visit" }, { touch: null, note: "x" });
    app.session.view.screen = "measure";
    await app.session.history.undo();
    expect(app.session.view.screen).toBe("measure");
    expect(app.session.navigation.numbersOf).toEqual({ id: "visit" });
  });
});

describe("going about", () => {
  it("shows the other map first when the step is on another one", async () => {
    const rows = [...harbor(), { map: map({ id: "two", name: "Two", position: 1 }) }];
    const desk = new FakeDesk([...rows, { step: step({ id: "far", map: "two", title: "Far" }) }]);
    const { app } = await openApp(desk);
    await app.session.navigation.goTo({ kind: "step", id: "far" });
    expect(desk.host.sent("view")[0]?.options.map).toBe("two");
    expect(app.session.workshop.mapId).toBe("two");
    expect(app.session.selection.step).toBe("far");
  });

  it("stays where it is when the other map is refused", async () => {
    const { app, desk } = await openApp();
    desk.host.refuse("view", "no_such_map");
    await app.session.navigation.show({ map: "gone" });
    expect(app.session.workshop.mapId).toBe("map");
    expect(words(app)).toEqual(["This map is no longer there."]);
  });

  it("walks from gap to gap, round and round", async () => {
    const desk = new FakeDesk(harbor());
    desk.findings = [
      finding(),
      finding({ fingerprint: "f2", subjects: [{ kind: "step", id: "quote" }] }),
      finding({ fingerprint: "f3", state: "dismissed" }),
    ];
    const { app } = await openApp(desk);
    app.gapWalk.next(1);
    await settled();
    expect(app.session.selection.step).toBe("need");
    app.gapWalk.next(1);
    await settled();
    expect(app.session.selection.step).toBe("quote");
    app.gapWalk.next(1);
    expect(app.session.navigation.finding, "the dismissed one is passed over").toBe("f1");
    app.gapWalk.next(-1);
    expect(app.session.navigation.finding).toBe("f2");
  });

  it("says that there is no gap to go to", async () => {
    const { app } = await openApp();
    app.gapWalk.next(1);
    expect(words(app)).toEqual(["No gaps: nothing the rules can see."]);
  });
});

describe("long work", () => {
  afterEach(() => void vi.useRealTimers());

  it("does not hold up what is done meanwhile", async () => {
    const { app, desk } = await openApp();
    const slow = held<Done>();
    desk.host.on("export", () => slow.promise);
    const work = app.session.requests.work({ call: "export", path: "/tmp/a.md", force: true });
    expect(await app.session.changes.set({ step: "visit" }, { title: "a" })).toBe(true);
    slow.resolve({ rev: 1, label: "", conflicts: [] });
    expect(await work).not.toBeNull();
  });

  it("says that it was cancelled, unless its screen says so itself", async () => {
    const { app, desk } = await openApp();
    desk.host.refuse("export", "cancelled").refuse("flow", "cancelled");
    expect(await app.session.requests.work({ call: "flow" })).toBeNull();
    expect(words(app)).toEqual([]);
    expect(await app.session.requests.work({ call: "export", path: "/tmp/a.md", force: true })).toBeNull();
    expect(words(app)).toEqual(["Cancelled."]);
  });

  it("is cancelled by its number", async () => {
    const { app, desk } = await openApp();
    await app.session.requests.cancel(7);
    expect(desk.host.sent("cancel")[0]?.work).toBe(7);
  });

  it("lets remarks go after a while", async () => {
    vi.useFakeTimers();
    const app = createApp(new FakeDesk().host);
    app.session.messages.say("Exported.");
    vi.advanceTimersByTime(6000);
    expect(app.session.messages.remarks).toEqual([]);
  });

  it("shows something thrown that is no fault as one of the app's own", async () => {
    const { app, desk } = await openApp();
    desk.host.on("undo", () => {
      throw new Error("broken pipe");
    });
    await app.session.history.undo();
    expect(app.session.messages.fault?.fault).toEqual(fault("internal", "broken pipe"));
  });
});
