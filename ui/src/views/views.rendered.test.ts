import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { held } from "../testing/fakeHost";
import { openApp, settled, show } from "../testing/render";
import { charter, empty, harbor, map, settings } from "../testing/rows";
import type { Participant } from "../wire/Participant";
import type { Preview } from "../wire/Preview";
import type { Settings } from "../wire/Settings";
import CharterView from "./CharterView.svelte";
import GapsView from "./GapsView.svelte";
import MapView from "./MapView.svelte";
import ReportView from "./ReportView.svelte";
import SettingsView from "./SettingsView.svelte";
import StartView from "./StartView.svelte";

const emptyDesk = () => new FakeDesk(empty());

describe("the start page", () => {
  const recent = {
    path: "/home/eva/Harbor.twinlane",
    title: "Harbor",
    client: "",
    opened: "today",
    present: true,
    picture: null,
  };

  async function start(more: object[] = []) {
    const desk = new FakeDesk();
    desk.host.on("start", () => ({
      recent: more as never,
      templates: [{ name: "b2b", title: "Selling to companies", about: "" } as never],
    }));
    const given = await openApp(desk);
    await given.app.session.file.close();
    desk.host.calls.length = 0;
    return { ...(await show(StartView, {}, given)), desk };
  }

  it("says what appears there while there is nothing", async () => {
    await start();
    expect(screen.getByText(/Workshops you open appear here/u)).toBeVisible();
  });

  it("opens a recent workshop", async () => {
    const { user, desk } = await start([recent]);
    await user.click(screen.getByRole("button", { name: /Harbor.*\/home\/eva/u }));
    expect(desk.host.sent("open")[0]?.path).toBe(recent.path);
  });

  it("does not offer one whose file is gone, and forgets it when asked", async () => {
    const { user, desk } = await start([{ ...recent, present: false }]);
    expect(screen.getByRole("button", { name: /The file is no longer there/u })).toBeDisabled();
    desk.host.on("forget_recent", () => ({ recent: [], templates: [] }));
    await user.click(screen.getByRole("button", { name: "Forget Harbor" }));
    await settled();
    expect(screen.queryByRole("button", { name: /The file is no longer there/u })).toBeNull();
  });

  it.each([
    ["New workshop", { call: "create", sample: false }],
    ["Look at the sample", { call: "create", sample: true }],
    ["Selling to companies", { call: "create", sample: false, template: "b2b" }],
  ])("makes one by “%s”", async (name, command) => {
    const { user, desk } = await start();
    await user.click(screen.getByRole("button", { name }));
    expect(desk.host.calls[0]).toEqual(command);
  });
});

describe("the map", () => {
  it("teaches while it is empty, and begins the first step", async () => {
    const { user, app } = await show(MapView, {}, emptyDesk());
    expect(screen.getByRole("heading", { name: "What does the buyer do first?" })).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Write the first step" }));
    await settled();
    expect(app.session.capture.open).toBe(true);
    expect(screen.getByRole("textbox", { name: "First step" })).toHaveFocus();
  });

  it("takes typed lines in its editor, and says what each will be", async () => {
    const desk = emptyDesk();
    desk.host.on("enter", () => ({ rev: 1, step: "made", made: ["made"], also: [], remarks: [] }));
    const { user, app } = await show(MapView, {}, desk);
    app.session.capture.begin("first", null);
    await settled();
    await user.keyboard("? What does it cost");
    expect(screen.getByRole("textbox", { name: "A question the buyer asks at this step" })).toBeVisible();
    await user.keyboard("{Enter}");
    await settled();
    expect(desk.host.sent("enter")[0]?.text).toBe("? What does it cost");
    expect(screen.getByRole("textbox", { name: "Next step" })).toHaveValue("");
  });
});

describe("the charter", () => {
  it("takes participants in place, and gives the keyboard on when one goes", async () => {
    const { user, desk } = await show(CharterView, {}, emptyDesk());
    await user.type(screen.getByRole("textbox", { name: "New participant" }), "Anna{Enter}");
    await settled();
    expect(desk.all<Participant>("participant").map(({ name }) => name)).toEqual(["Anna"]);
    await user.click(screen.getByRole("button", { name: "Remove Anna" }));
    await settled();
    expect(desk.all("participant")).toEqual([]);
    expect(screen.getByRole("textbox", { name: "New participant" })).toHaveFocus();
  });

  it("keeps private notes out of sight while presenting", async () => {
    const desk = new FakeDesk([
      ...empty(),
      {
        participant: {
          id: "p",
          name: "Anna",
          function: "",
          level: "individual",
          private_note: "leaves soon",
          position: 0,
        },
      },
    ]);
    const { app } = await show(CharterView, {}, desk);
    expect(screen.getByRole("textbox", { name: "Private note on Anna" })).toHaveValue("leaves soon");
    app.session.view.presenting = true;
    await settled();
    expect(screen.queryByRole("textbox", { name: "Private note on Anna" })).toBeNull();
  });

  it("can only be read where the workshop can only be read", async () => {
    const desk = emptyDesk();
    desk.readOnly = { code: "read_only" as never, text: "" };
    await show(CharterView, {}, desk);
    expect(screen.queryByRole("textbox", { name: "New participant" })).toBeNull();
    const free = screen
      .getAllByRole("textbox")
      .filter((field) => !field.hasAttribute("readonly"))
      .map((field) => field.outerHTML);
    expect(free).toEqual([]);
  });
});

describe("the gaps", () => {
  it("say what will stand there", async () => {
    await show(GapsView, {}, emptyDesk());
    expect(screen.getByText(/No gaps yet/u)).toBeVisible();
  });
});

describe("the settings", () => {
  const rule = {
    code: "C1",
    name: "unserved-buyer-step",
    family: "Coverage",
    letter: "C",
    severity: "high",
    finds: "A buyer step that nobody supports.",
    thresholds: [{ name: "least", default: 2, unit: "steps", what: "From how many on." }],
  };

  it("show every rule by family", async () => {
    const desk = emptyDesk();
    desk.host.on("rules", () => [rule] as never);
    await show(SettingsView, {}, desk);
    await settled();
    expect(screen.getByRole("heading", { name: "Coverage" })).toBeVisible();
    expect(screen.getByText("All as in the catalogue")).toBeVisible();
    expect(screen.getByRole("button", { name: "Reset everything" })).toBeDisabled();
  });

  it("are put back as one change", async () => {
    const desk = new FakeDesk([
      { charter: charter() },
      { settings: settings({ off: { "unserved-buyer-step": "no partners" } }) },
      { map: map() },
    ]);
    desk.host.on("rules", () => [rule] as never);
    const { user, desk: d } = await show(SettingsView, {}, desk);
    await settled();
    await user.click(screen.getByRole("button", { name: "Reset everything" }));
    await settled();
    expect(d.host.sent("change")).toHaveLength(1);
    expect(JSON.stringify(d.row<Settings>("settings"))).not.toContain("no partners");
  });

  it("say why they cannot be shown", async () => {
    const desk = emptyDesk();
    desk.host.refuse("rules", "internal", "no catalogue");
    const { app } = await show(SettingsView, {}, desk);
    await settled();
    expect(app.session.messages.fault?.fault.detail).toBe("no catalogue");
  });
});

describe("the report", () => {
  const pages = (count: number): Preview =>
    ({
      pages: Array.from({ length: count }, (_, at) => ({ number: at + 1, width: 595, height: 842, alt: "" })),
      problems: [],
    }) as never;

  async function report(answer: () => Preview | Promise<Preview>) {
    const desk = new FakeDesk(harbor());
    desk.host.on("preview", answer).on("page", () => "<svg></svg>");
    const shown = await show(ReportView, {}, desk);
    await settled();
    return { ...shown, desk };
  }

  it("says that it is being laid out", async () => {
    await report(() => held<Preview>().promise);
    expect(screen.getByText("The pages appear here as they will be printed.")).toBeVisible();
  });

  it("says how many pages there are", async () => {
    await report(() => pages(3));
    expect(screen.getByText("3 pages")).toBeVisible();
  });

  it("says that it was not laid out when that was cancelled", async () => {
    await report(() => {
      throw { code: "cancelled", detail: "" };
    });
    expect(screen.getByText("The report was not laid out.")).toBeVisible();
  });

  it("is laid out anew without a section, and cannot be printed without any", async () => {
    const { user, desk } = await report(() => pages(3));
    await user.click(screen.getByRole("checkbox", { name: "Gaps" }));
    await settled();
    const sections = desk.host.sent("preview")[1]?.options.sections ?? [];
    expect(sections).not.toContain("gaps");
    expect(sections.length).toBeGreaterThan(5);
    for (const box of screen.getAllByRole<HTMLInputElement>("checkbox")) {
      if (box.checked) await user.click(box);
    }
    expect(screen.getByText("Choose a section to see it here.")).toBeVisible();
    expect(screen.getByRole("button", { name: /Export PDF/u })).toBeDisabled();
  });

  it("leaves private notes out unless one says otherwise", async () => {
    const { user, desk } = await report(() => pages(1));
    expect(desk.host.sent("preview")[0]?.options.private).toBe(false);
    await user.click(screen.getByRole("checkbox", { name: /private notes/u }));
    expect(desk.host.sent("preview")[1]?.options.private).toBe(true);
  });
});
