import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "../../testing/fakeDesk";
import { settled, show } from "../../testing/render";
import { finding, harbor } from "../../testing/rows";
import type { Finding } from "../../wire/Finding";
import type { GapRecord } from "../../wire/GapRecord";
import GapsView from "../../views/GapsView.svelte";
import DismissDialog from "./DismissDialog.svelte";
import GapCard from "./GapCard.svelte";
import GapPanel from "./GapPanel.svelte";

function found(...findings: Finding[]): FakeDesk {
  const desk = new FakeDesk(harbor());
  desk.findings = findings;
  desk.host.on(
    "explain",
    ({ fingerprint }) => ({ why: `Because of ${fingerprint}.`, ask: "Who could help?" }) as never,
  );
  return desk;
}

describe("a gap", () => {
  it("says what, how severe, and once opened why and what to ask", async () => {
    const { user, app } = await show(GapCard, { finding: finding() }, found(finding()));
    const title = screen.getByRole("button", { name: "Nobody helps with Owns the problem." });
    expect(title).toHaveAttribute("aria-expanded", "false");
    expect(screen.getByText("High")).toBeVisible();
    await user.click(title);
    await settled();
    expect(screen.getByText("Because of f1.")).toBeVisible();
    expect(screen.getByText("Ask: Who could help?")).toBeVisible();
    expect(app.session.selection.step, "on the map its place is shown").toBe("need");
  });

  it.each([
    ["Confirm", "confirmed"],
    ["Open again", "open"],
    ["Resolved", "resolved"],
    ["Not confirmed", "open"],
  ] as const)("is decided by “%s”", async (name, state) => {
    const before = {
      Confirm: "open",
      "Open again": "dismissed",
      Resolved: "confirmed",
      "Not confirmed": "confirmed",
    };
    const gap = finding({ state: before[name] as Finding["state"] });
    const { user, desk } = await show(GapCard, { finding: gap, whole: true }, found(gap));
    await user.click(screen.getByRole("button", { name }));
    expect(desk.host.sent("decide")).toEqual([{ call: "decide", fingerprint: "f1", state, reason: "" }]);
  });

  it("says why it is open again, and how many votes it has", async () => {
    const decision = { reopened: "more severe", votes: 3, check_again: true, reason: "", comment: "" };
    const gap = finding({ decision: decision as never });
    await show(GapCard, { finding: gap }, found(gap));
    expect(screen.getByText("Open again: more severe.")).toBeVisible();
    expect(screen.getByText("3 votes")).toBeVisible();
    expect(screen.getByText("Look again")).toBeVisible();
  });

  it("keeps the comment of the room", async () => {
    const desk = found(finding());
    desk.host.on("comment", () => ({ rev: 1, label: "", conflicts: [] }));
    const { user, app } = await show(GapCard, { finding: finding() }, desk);
    app.session.navigation.finding = "f1";
    await settled();
    await user.type(screen.getByRole("textbox", { name: "Comment of the room" }), "Ask service");
    await user.tab();
    expect(desk.host.sent("comment")).toEqual([
      { call: "comment", fingerprint: "f1", comment: "Ask service" },
    ]);
  });

  it("can only be read where the workshop can only be read", async () => {
    const desk = found(finding());
    desk.readOnly = { code: "read_only" as never, text: "" };
    await show(GapCard, { finding: finding(), whole: true }, desk);
    expect(screen.queryByRole("button", { name: "Confirm" })).toBeNull();
  });
});

describe("dismissing a gap", () => {
  const open = async () => {
    const desk = found(finding());
    const { openApp } = await import("../../testing/render");
    const opened = await openApp(desk);
    opened.app.session.view.open("dismiss", "f1");
    return { ...(await show(DismissDialog, {}, opened)), desk };
  };

  it("takes a reason", async () => {
    const { user, desk, app } = await open();
    expect(screen.getByRole("textbox", { name: /Why it is none/u })).toHaveFocus();
    expect(screen.getByRole("button", { name: "Dismiss" })).toBeDisabled();
    await user.keyboard("Partners do it{Enter}");
    await settled();
    expect(desk.host.sent("decide")[0]).toMatchObject({ state: "dismissed", reason: "Partners do it" });
    expect(app.session.view.overlay).toBeNull();
  });

  it("can mean all gaps of its kind on this map", async () => {
    const { user, desk } = await open();
    await user.keyboard("Not here");
    await user.click(screen.getByRole("checkbox", { name: /All gaps of this kind \(C1\)/u }));
    await user.click(screen.getByRole("button", { name: "Dismiss" }));
    await settled();
    expect(desk.host.sent("change")[0]?.change).toEqual({
      do: "set",
      of: { map: "map" },
      values: { dismissed_rules: { "unserved-buyer-step": "Not here" } },
    });
    expect(desk.host.sent("decide")).toEqual([]);
  });

  it("is given up by Cancel", async () => {
    const { user, desk, app } = await open();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(app.session.view.overlay).toBeNull();
    expect(desk.host.sent("decide")).toEqual([]);
  });
});

describe("the panel of gaps", () => {
  const many = Array.from({ length: 95 }, (_, at) =>
    finding({ fingerprint: `f${at}`, title: `Gap ${at}`, code: at < 90 ? "C1" : "F2" }),
  );

  it("opens a long list in steps", async () => {
    const { user } = await show(GapPanel, {}, found(...many));
    expect(screen.getAllByRole("article")).toHaveLength(40);
    await user.click(screen.getByRole("button", { name: "55 more" }));
    expect(screen.getAllByRole("article")).toHaveLength(80);
  });

  it("shows the gap in hand although it is far down", async () => {
    const { app } = await show(GapPanel, {}, found(...many));
    app.session.navigation.finding = "f94";
    await settled();
    expect(screen.getByRole("button", { name: "Gap 94" })).toBeVisible();
  });

  it("shows one family alone", async () => {
    const { user } = await show(GapPanel, {}, found(...many));
    await user.click(screen.getByRole("button", { name: "Flow 5" }));
    expect(screen.getAllByRole("article")).toHaveLength(5);
    await user.click(screen.getByRole("button", { name: "All" }));
    expect(screen.getAllByRole("article")).toHaveLength(40);
  });

  it("counts open and confirmed ones, and keeps open ends apart", async () => {
    await show(
      GapPanel,
      {},
      found(
        finding(),
        finding({ fingerprint: "f2", state: "confirmed" }),
        finding({ fingerprint: "f3", unfinished: true }),
        finding({ fingerprint: "f4", state: "resolved" }),
      ),
    );
    expect(screen.getByText("1 open · 1 confirmed")).toBeVisible();
    expect(screen.getByRole("button", { name: /1 open end/u })).toHaveAttribute("aria-expanded", "false");
    expect(screen.getByRole("button", { name: "1 dismissed or resolved" })).toBeVisible();
  });

  it("says what to do where there are none", async () => {
    await show(GapPanel, {}, found());
    expect(screen.getByText(/Mark a side as drawn/u)).toBeVisible();
  });
});

describe("gaps the room adds", () => {
  it("come with Enter, are confirmed, and removed", async () => {
    const { user, desk } = await show(GapsView, {}, found());
    await user.type(screen.getByRole("textbox", { name: "New gap" }), "No one calls back{Enter}");
    await settled();
    expect(desk.all<GapRecord>("gap")[0]).toMatchObject({
      title: "No one calls back",
      state: "open",
      map: "map",
    });
    await user.click(screen.getByRole("button", { name: "Confirm" }));
    await settled();
    expect(desk.all<GapRecord>("gap")[0]?.state).toBe("confirmed");
    expect(screen.getByText("✓ Confirmed")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Remove the gap" }));
    await settled();
    expect(desk.all("gap")).toEqual([]);
  });

  it("need words", async () => {
    const { user, desk } = await show(GapsView, {}, found());
    await user.type(screen.getByRole("textbox", { name: "New gap" }), "   {Enter}");
    expect(desk.host.sent("change")).toEqual([]);
  });
});
