import { fireEvent, screen, within } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { describe, expect, it, vi } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { fault } from "../../testing/fakeHost";
import { openApp, settled, show } from "../../testing/render";
import { harbor } from "../../testing/rows";
import Busy from "./Busy.svelte";
import Dialog from "./Dialog.svelte";
import FaultDialog from "./FaultDialog.svelte";
import Header from "./Header.svelte";
import Menu from "./Menu.svelte";
import Notices from "./Notices.svelte";
import Rail from "./Rail.svelte";
import Remarks from "./Remarks.svelte";
import TextField from "./TextField.svelte";

const readOnlyDesk = () => {
  const desk = new FakeDesk(harbor());
  desk.readOnly = { code: "read_only" as never, text: "Anna has this workshop open." };
  return desk;
};

describe("a text field", () => {
  const field = async (more = {}, desk = new FakeDesk(harbor())) => {
    const onsave = vi.fn();
    const shown = await show(
      TextField,
      { label: "Client", value: "Harbor", draft: "client", onsave, ...more },
      desk,
    );
    return { ...shown, onsave, box: screen.getByRole("textbox", { name: "Client" }) };
  };

  it("saves on Enter, once", async () => {
    const { user, box, onsave } = await field();
    await user.type(box, " GmbH{Enter}");
    await user.tab();
    expect(onsave.mock.calls).toEqual([["Harbor GmbH"]]);
  });

  it("saves when one leaves it", async () => {
    const { user, box, onsave } = await field();
    await user.type(box, "!");
    expect(onsave).not.toHaveBeenCalled();
    await user.tab();
    expect(onsave).toHaveBeenCalledWith("Harbor!");
  });

  it("goes back to what it was on Esc", async () => {
    const { user, box, onsave } = await field();
    await user.type(box, "!{Escape}");
    expect(box).toHaveValue("Harbor");
    await user.tab();
    expect(onsave).not.toHaveBeenCalled();
  });

  it("does not save what was not altered", async () => {
    const { user, box, onsave } = await field();
    await user.type(box, "!{Backspace}{Enter}");
    expect(onsave).not.toHaveBeenCalled();
  });

  it("shows what was being typed when the app went down", async () => {
    const desk = new FakeDesk(harbor());
    desk.drafts = [{ key: "client", text: "Harbor Logi" }];
    const { box } = await field({}, desk);
    expect(box).toHaveValue("Harbor Logi");
  });

  it("makes a new line with Enter and saves with Ctrl+Enter when it has several", async () => {
    const { user, box, onsave } = await field({ multiline: true });
    await user.type(box, "{Enter}x");
    expect(onsave).not.toHaveBeenCalled();
    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(onsave).toHaveBeenCalledWith("Harbor\nx");
  });

  it("leaves Enter to an input method that composes", async () => {
    const { box, onsave, user } = await field();
    await user.type(box, "か");
    await fireEvent.keyDown(box, { key: "Enter", isComposing: true });
    expect(onsave).not.toHaveBeenCalled();
  });

  it("can only be read in a workshop that can only be read", async () => {
    const { box } = await field({}, readOnlyDesk());
    expect(box).toHaveAttribute("readonly");
  });
});

describe("a dialog", () => {
  const children = createRawSnippet(() => ({ render: () => `<button>Inside</button>` }));

  it("takes the keyboard, and gives it back when it goes", async () => {
    document.body.innerHTML = "<button id='outside'>Outside</button>";
    document.getElementById("outside")?.focus();
    const { app } = await show(Dialog, { title: "New map", onclose: () => undefined, children });
    expect(screen.getByRole("dialog", { name: "New map" })).toBeVisible();
    expect(screen.getByRole("button", { name: "Inside" })).toHaveFocus();
    expect(app).toBeDefined();
  });

  it("asks to be closed by Esc", async () => {
    const onclose = vi.fn();
    const { user } = await show(Dialog, { title: "New map", onclose, children });
    await user.keyboard("{Escape}");
    expect(onclose).toHaveBeenCalledOnce();
  });

  it("keeps keys to itself", async () => {
    const { user, app } = await show(Dialog, { title: "New map", onclose: () => undefined, children });
    const heard = vi.fn();
    window.addEventListener("keydown", heard);
    await user.keyboard("{Control>}k{/Control}");
    window.removeEventListener("keydown", heard);
    expect(heard).not.toHaveBeenCalled();
    expect(app.session.view.overlay).toBeNull();
  });
});

describe("a menu", () => {
  const run = vi.fn();
  const items = [
    { id: "a", label: "Copy", keys: "Ctrl+C", run },
    { id: "b", label: "Cut", keys: "", run: () => undefined },
    { id: "c", label: "Remove", keys: "Delete", checked: true, run: () => undefined },
  ];
  const open = async () => {
    const onclose = vi.fn();
    return { ...(await show(Menu, { items, at: { x: 0, y: 0 }, label: "Step", onclose })), onclose };
  };
  const item = (name: RegExp) =>
    within(screen.getByRole("menu", { name: "Step" })).getByRole(
      /Remove/u.test(name.source) ? "menuitemradio" : "menuitem",
      { name },
    );

  it("begins at the first item and walks by arrows, round and round", async () => {
    const { user } = await open();
    expect(item(/Copy/u)).toHaveFocus();
    await user.keyboard("{ArrowDown}");
    expect(item(/Cut/u)).toHaveFocus();
    await user.keyboard("{ArrowUp}{ArrowUp}");
    expect(item(/Remove/u)).toHaveFocus();
    await user.keyboard("{Home}");
    expect(item(/Copy/u)).toHaveFocus();
    await user.keyboard("{End}");
    expect(item(/Remove/u)).toHaveFocus();
  });

  it("jumps to an item by its letter", async () => {
    const { user } = await open();
    await user.keyboard("r");
    expect(item(/Remove/u)).toHaveFocus();
  });

  it("runs an item and closes", async () => {
    const { user, onclose } = await open();
    await user.keyboard("{Enter}");
    expect(run).toHaveBeenCalledOnce();
    expect(onclose).toHaveBeenCalled();
  });

  it("closes on Esc, and when one points elsewhere", async () => {
    const { user, onclose } = await open();
    await user.keyboard("{Escape}");
    await user.pointer({ target: document.body, keys: "[MouseLeft]" });
    expect(onclose).toHaveBeenCalledTimes(2);
  });
});

describe("long work", () => {
  const works = [
    { number: 3, kind: "export" as const, name: "harbor.pdf", done: 0.4 },
    { number: 4, kind: "try_out" as const, name: "", done: 0 },
  ];

  it("says what is under way and how far it has come", async () => {
    const { desk } = await show(Busy, {});
    expect(screen.queryByRole("status")).toBeNull();
    desk.host.emit({ event: "work", value: works });
    await settled();
    expect(screen.getByRole("progressbar", { name: "Writing harbor.pdf…" })).toHaveValue(0.4);
    expect(screen.queryByText("Trying it out…"), "what a slider tries is said beside it").toBeNull();
  });

  it("can be cancelled", async () => {
    const { desk, user } = await show(Busy, {});
    desk.host.emit({ event: "work", value: works });
    await settled();
    await user.click(screen.getByRole("button", { name: "Cancel: Writing harbor.pdf…" }));
    expect(desk.host.sent("cancel")).toEqual([{ call: "cancel", work: 3 }]);
    desk.host.emit({ event: "work", value: [] });
    await settled();
    expect(screen.queryByRole("status")).toBeNull();
  });
});

describe("remarks", () => {
  it("are heard, with what can be done about them", async () => {
    const { app, user } = await show(Remarks, {});
    const run = vi.fn();
    app.session.messages.say("Removed.", "Two links went along.", { label: "Undo", run });
    await settled();
    expect(screen.getByRole("status")).toHaveTextContent(/Removed\.\s*Two links went along\./u);
    await user.click(screen.getByRole("button", { name: "Undo" }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.getByRole("status")).not.toHaveTextContent(/\S/u);
  });

  it("give way when there are many", async () => {
    const { app } = await show(Remarks, {});
    for (const text of ["one", "two", "three", "four"]) app.session.messages.say(text);
    await settled();
    expect(screen.getByRole("status")).not.toHaveTextContent("one");
    expect(screen.getByRole("status")).toHaveTextContent("four");
  });

  it("show no detail to the room while presenting", async () => {
    const { app } = await show(Remarks, {});
    app.session.view.presenting = true;
    app.session.messages.say("Exported.", "/home/eva/secret.md");
    await settled();
    expect(screen.getByRole("status")).toHaveTextContent(/^Exported\.$/u);
  });
});

describe("a fault", () => {
  it("is said with its detail and what to do, and goes", async () => {
    const { app, user } = await show(FaultDialog, {});
    app.session.messages.fail(fault("disk_full", "No space on /home"), null);
    await settled();
    const dialog = screen.getByRole("dialog", { name: "The disk is full." });
    expect(dialog).toHaveTextContent("No space on /home");
    expect(within(dialog).getByRole("button", { name: "Save a copy…" })).toBeVisible();
    await user.click(within(dialog).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("offers to look at a file in use, read-only", async () => {
    const { app, user, desk } = await show(FaultDialog, {});
    app.session.messages.fail(fault("file_in_use"), "/tmp/a.twinlane");
    await settled();
    await user.click(screen.getByRole("button", { name: "Open read-only" }));
    await settled();
    expect(desk.host.sent("open")).toEqual([{ call: "open", path: "/tmp/a.twinlane", snapshot: true }]);
  });

  it("recovers a damaged file into a new one and says what was lost", async () => {
    const { app, user, desk } = await show(FaultDialog, {});
    desk.host.choices.push("/tmp/b.twinlane");
    desk.host.on("recover", () => ({
      rev: 1,
      kept: [],
      left: [{ what: "Two links", why: "unreadable." } as never],
      ask: [],
      map: null,
    }));
    app.session.messages.fail(fault("file_damaged"), "/tmp/a.twinlane");
    await settled();
    await user.click(screen.getByRole("button", { name: "Recover into a new file…" }));
    await settled();
    expect(desk.host.asked[0]?.proposal).toBe("/tmp/a recovered.twinlane");
    expect(app.session.messages.remarks[0]).toMatchObject({
      text: "Recovered.",
      detail: "Two links: unreadable.",
    });
    expect(desk.host.sent("open")[0]?.path).toBe("/tmp/b.twinlane");
  });

  it("offers only what can help: no copy where nothing is open", async () => {
    const { app } = await show(FaultDialog, {});
    await app.session.file.close();
    app.session.messages.fail(fault("disk_full"));
    await settled();
    expect(screen.queryByRole("button", { name: "Save a copy…" })).toBeNull();
  });
});

describe("the header", () => {
  it.each([
    [{ state: "on_disk", rev: 1 } as const, "On disk"],
    [{ state: "writing", rev: 1 } as const, "Writing…"],
  ])("says where the edits are: %j", async (disk, words) => {
    const { desk } = await show(Header, {});
    desk.host.emit({ event: "disk", value: disk });
    await settled();
    expect(screen.getByText(words)).toBeVisible();
  });

  it("alerts when nothing can be written, and offers a copy", async () => {
    const { desk, user } = await show(Header, {});
    desk.host.emit({
      event: "disk",
      value: { state: "failing", since: "10:42", rev: 1, fault: fault("disk_full", "full") },
    });
    await settled();
    expect(screen.getByRole("alert")).toHaveTextContent("Not on disk since 10:42");
    desk.host.choices.push("/tmp/copy.twinlane");
    desk.host.on("save_copy", () => ({ rev: 1, label: "", conflicts: [] }));
    await user.click(screen.getByRole("button", { name: "save a copy" }));
    await settled();
    expect(desk.host.sent("save_copy")[0]?.path).toBe("/tmp/copy.twinlane");
  });

  it("says that one may only read", async () => {
    await show(Header, {}, readOnlyDesk());
    expect(screen.getByText("Read-only")).toBeVisible();
  });

  it("begins and ends presenting", async () => {
    const { app, user, desk } = await show(Header, {});
    await user.click(screen.getByRole("button", { name: "Present" }));
    await settled();
    expect(app.session.view.presenting).toBe(true);
    expect(desk.host.sent("view").at(-1)?.options.presenting).toBe(true);
    await user.click(screen.getByRole("button", { name: "End presenting" }));
    await settled();
    expect(app.session.view.presenting).toBe(false);
  });
});

describe("the way through the workshop", () => {
  it("says which screen one is on and goes to the others", async () => {
    const { app, user } = await show(Rail, {});
    const nav = screen.getByRole("navigation", { name: "Way through the workshop" });
    expect(within(nav).getByRole("button", { name: "Map" })).toHaveAttribute("aria-current", "page");
    await user.click(within(nav).getByRole("button", { name: "Gaps" }));
    expect(app.session.view.screen).toBe("gaps");
    expect(within(nav).getByRole("button", { name: "Gaps" })).toHaveAttribute("aria-current", "page");
  });

  it("closes the workshop by going to the start", async () => {
    const { app, user } = await show(Rail, {});
    await user.click(screen.getByRole("button", { name: "Start" }));
    await settled();
    expect(app.session.file.isOpen).toBe(false);
  });
});

describe("the banner of a workshop that can only be read", () => {
  it("says why and offers a copy", async () => {
    await show(Notices, {}, readOnlyDesk());
    expect(screen.getByRole("status")).toHaveTextContent("Anna has this workshop open.");
    expect(screen.getByRole("button", { name: "Save a copy…" })).toBeVisible();
  });

  it("is not there otherwise", async () => {
    await show(Notices, {}, await openApp());
    expect(screen.queryByRole("status")).toBeNull();
  });
});
