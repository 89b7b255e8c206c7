import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { openApp } from "../testing/render";
import { harbor, lane, link, stage } from "../testing/rows";
import type { Change } from "../wire/Change";
import type { Link } from "../wire/Link";

async function editing(desk = new FakeDesk(harbor())) {
  const { app } = await openApp(desk);
  const { session } = app;
  const sent = (): Change[] => desk.host.sent("change").map(({ change }) => change);
  return {
    session,
    edits: session.edits,
    desk,
    sent,
    select: (...ids: string[]) => session.selection.many(ids),
  };
}

describe("edits of what is selected", () => {
  it("remove all selected steps as one change, and select nothing", async () => {
    const { edits, select, sent, session } = await editing();
    select("visit", "quote");
    await edits.remove();
    expect(sent()).toEqual([{ do: "remove", of: [{ step: "visit" }, { step: "quote" }] }]);
    expect(session.selection.subject).toBeNull();
  });

  it("remove a stage, a lane or a link that is selected alone", async () => {
    const { edits, sent, session } = await editing();
    session.selection.only({ kind: "link", id: "link" });
    await edits.remove();
    expect(sent()).toEqual([{ do: "remove", of: [{ link: "link" }] }]);
  });

  it("keep the selection when removing is refused", async () => {
    const { edits, select, desk, session } = await editing();
    desk.host.refuse("change", "change_refused", "Not now.");
    select("visit");
    await edits.remove();
    expect(session.selection.step).toBe("visit");
  });

  it("move to the stage or lane beside", async () => {
    const { edits, select, sent } = await editing();
    select("visit");
    await edits.shift("right");
    await edits.shift("down");
    expect(sent()).toEqual([
      { do: "move", steps: ["visit"], lane: "sales", stage: "close" },
      { do: "move", steps: ["visit"], lane: "presales", stage: "close" },
    ]);
  });

  it("do not move beyond the last stage", async () => {
    const { edits, select, sent } = await editing();
    select("quote");
    await edits.shift("right");
    expect(sent()).toEqual([]);
  });

  it("move down inside the cell", async () => {
    const { edits, select, sent } = await editing();
    select("need");
    await edits.shift("down", true);
    await edits.shift("up", true);
    expect(sent()[0]).toEqual({ do: "move", steps: ["need"], position: 1 });
  });

  it("swap the side when dropped across the line", async () => {
    const { edits, select, sent } = await editing();
    select("visit");
    await edits.moveTo("buyer", "need-stage");
    expect(sent()).toEqual([{ do: "swap_side", steps: ["visit"], lane: "buyer", stage: "need-stage" }]);
  });

  it("swap to the stage that lies opposite", async () => {
    const { edits, select, sent } = await editing();
    select("need");
    await edits.swapSide();
    expect(sent()).toEqual([{ do: "swap_side", steps: ["need"], lane: "sales", stage: "offer" }]);
  });

  it("say that the other side has no place yet", async () => {
    const rows = harbor().filter(
      (row) =>
        !("lane" in row && row.lane.side === "buyer") && !("stage" in row && row.stage.side === "buyer"),
    );
    const { edits, select, sent, session } = await editing(new FakeDesk(rows));
    select("visit");
    await edits.swapSide();
    expect(sent()).toEqual([]);
    expect(session.messages.remarks[0]?.text).toBe("The buyer journey has no lane and stage yet.");
  });

  it("merge into the first selected one", async () => {
    const { edits, select, sent } = await editing();
    select("visit", "quote");
    await edits.merge();
    expect(sent()).toEqual([{ do: "merge_steps", keep: "visit", others: ["quote"] }]);
  });

  it("ask for two steps to merge", async () => {
    const { edits, select, session } = await editing();
    select("visit");
    await edits.merge();
    expect(session.messages.remarks[0]?.text).toBe("Select two or more steps of one side to merge them.");
  });

  it("duplicate what is selected", async () => {
    const { edits, select, sent } = await editing();
    select("visit", "quote");
    await edits.duplicate();
    expect(sent()).toEqual([{ do: "duplicate", steps: ["visit", "quote"], ids: [] }]);
  });

  it("mark a side drawn, and not drawn", async () => {
    const { edits, session } = await editing();
    await edits.markDrawn("buyer");
    expect(session.workshop.map?.drawn.buyer).toBe(true);
    await edits.markDrawn("buyer");
    expect(session.workshop.map?.drawn.buyer).toBe(false);
  });

  it("add lanes and stages at the end of their side", async () => {
    const { edits, session } = await editing();
    await edits.addLane("seller", "Delivery");
    await edits.addStage("buyer", "Use");
    expect(session.workshop.sellerLanes.at(-1)?.title).toBe("Delivery");
    expect(session.workshop.buyerStages.at(-1)?.title).toBe("Use");
  });

  it("ask the desk to join two cards", async () => {
    const { edits, desk } = await editing();
    await edits.link("step:quote", "outcome:won");
    expect(desk.host.sent("join").at(-1)).toMatchObject({ from: { step: "quote" }, to: { outcome: "won" } });
    expect(desk.all<Link>("link").at(-1)).toMatchObject({ to: { outcome: "won" } });
  });

  it("say why two cards cannot be linked", async () => {
    const { edits, session, desk } = await editing();
    desk.host.refuse("join", "change_refused", "These two cannot be linked.");
    await edits.link("step:need", "outcome:won");
    expect(session.messages.remarks[0]?.detail).toBe("These two cannot be linked.");
  });

  it("ignore cards that are gone", async () => {
    const { edits, sent } = await editing();
    await edits.link("step:need", "step:gone");
    expect(sent()).toEqual([]);
  });
});

describe("the rows of a map", () => {
  it("come in the order of their positions, by side", async () => {
    const desk = new FakeDesk([
      ...harbor(),
      { lane: lane({ id: "first", title: "First", position: -1 }) },
      { stage: stage({ id: "other", map: "elsewhere" }) },
      { link: link({ id: "far", map: "elsewhere" }) },
    ]);
    const { session } = await editing(desk);
    expect(session.workshop.sellerLanes.map(({ id }) => id)).toEqual(["first", "sales", "presales"]);
    expect(session.workshop.sellerStages.map(({ id }) => id)).toEqual(["offer", "close"]);
    expect(session.workshop.mapLinks.some(({ id }) => id === "far")).toBe(false);
  });
});
