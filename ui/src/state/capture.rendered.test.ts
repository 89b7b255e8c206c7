import { describe, expect, it } from "vitest";
import { FakeDesk } from "../testing/fakeDesk";
import { held } from "../testing/fakeHost";
import { openApp, settled } from "../testing/render";
import { harbor, step } from "../testing/rows";
import type { Entered } from "../wire/Entered";

/** A desk that makes a step of each line. */
async function capturing(desk = new FakeDesk(harbor())) {
  let made = 0;
  desk.host.on("enter", () => {
    made += 1;
    return entered(`new-${made}`);
  });
  const { app } = await openApp(desk);
  return { app, desk, capture: app.session.capture };
}

function entered(id: string, also: Entered["also"] = []): Entered {
  return { rev: 1, step: id, made: [id], also, remarks: [] };
}

describe("the capture editor", () => {
  it("hands lines in one after the other, each from the step the one before became", async () => {
    const { capture, desk } = await capturing();
    capture.begin("next", "visit");
    for (const line of ["Owns", "Books", "Sees"]) {
      capture.typed(line);
      capture.enter("next");
    }
    await settled();
    expect(desk.host.sent("enter").map(({ text, from }) => [text, from])).toEqual([
      ["Owns", "visit"],
      ["Books", "new-1"],
      ["Sees", "new-2"],
    ]);
    expect(capture.open, "typing goes on").toBe(true);
    expect(capture.pending).toEqual([]);
  });

  it("never waits for the desk", async () => {
    const { capture, desk } = await capturing();
    const first = held<Entered>();
    desk.host.on("enter", () => first.promise);
    capture.begin("next", "visit");
    capture.typed("Owns");
    capture.enter("next");
    capture.typed("Books");
    expect(capture.text).toBe("Books");
    expect(capture.pending.map(({ text }) => text)).toEqual(["Owns"]);
    first.resolve(entered("new"));
    await settled();
    expect(capture.pending).toEqual([]);
    expect(capture.at).toBe("new");
  });

  it("keeps a refused line and lets one put it back", async () => {
    const { capture, desk, app } = await capturing();
    desk.host.refuse("enter", "change_refused", "No such lane.");
    capture.begin("next", "visit");
    capture.typed("Nobody: Calls");
    capture.enter("next");
    await settled();
    expect(capture.held.map(({ text }) => text)).toEqual(["Nobody: Calls"]);
    expect(app.session.messages.remarks[0]?.detail).toBe("No such lane.");
    const [line] = capture.held;
    if (line) capture.takeBack(line);
    expect(capture.text).toBe("Nobody: Calls");
    expect(capture.held).toEqual([]);
  });

  it("stops at an empty line and selects the card it stood at", async () => {
    const { capture, app } = await capturing();
    capture.begin("next", "visit");
    capture.enter("next");
    expect(capture.open).toBe(false);
    expect(app.session.selection.step).toBe("visit");
    expect(app.session.navigation.reveal).toEqual({ subject: { kind: "step", id: "visit" }, focus: true });
  });

  it.each(["sibling", "across"] as const)("turns an empty line into one %s", async (mode) => {
    const { capture } = await capturing();
    capture.begin("next", "visit");
    capture.enter(mode);
    expect(capture.open).toBe(true);
    expect(capture.mode).toBe(mode);
  });

  it("knows the side a line will stand on", async () => {
    const { capture } = await capturing();
    capture.begin("next", "visit");
    expect(capture.side).toBe("seller");
    capture.enter("across");
    expect(capture.side).toBe("buyer");
    capture.begin("first", null, { lane: "presales" });
    expect(capture.side).toBe("seller");
  });

  it("takes pasted lines as one, after what stands in the field", async () => {
    const { capture, desk } = await capturing();
    capture.begin("next", "visit");
    capture.typed("Owns ");
    expect(capture.paste("it\nBooks\n\nSees")).toBe(true);
    await settled();
    expect(desk.host.sent("enter")[0]?.text).toBe("Owns it\nBooks\nSees");
    expect(desk.host.sent("enter")).toHaveLength(1);
  });

  it("leaves a single pasted line to the field", async () => {
    const { capture } = await capturing();
    capture.begin("next", "visit");
    expect(capture.paste("one line")).toBe(false);
  });

  it("does not send a title that was not altered", async () => {
    const { capture, desk } = await capturing();
    capture.begin("retitle", "visit");
    expect(capture.text).toBe("Visit");
    capture.enter("next");
    await settled();
    expect(desk.host.sent("enter")).toEqual([]);
  });

  it("sends an altered title when one leaves by Esc: nothing typed is lost", async () => {
    const { capture, desk } = await capturing();
    capture.begin("retitle", "visit");
    capture.typed("Site visit");
    capture.select();
    await settled();
    expect(desk.host.sent("enter")[0]).toMatchObject({ mode: "retitle", from: "visit", text: "Site visit" });
  });

  it("chooses another lane or stage of the side", async () => {
    const { capture, desk } = await capturing();
    capture.begin("next", "visit");
    capture.shift("down");
    capture.shift("right");
    expect([capture.lane, capture.stage]).toEqual(["presales", "close"]);
    capture.typed("Demo");
    capture.enter("next");
    await settled();
    expect(desk.host.sent("enter")[0]).toMatchObject({ lane: "presales", stage: "close" });
  });

  it("goes no further than the last lane", async () => {
    const { capture } = await capturing();
    capture.begin("next", "visit");
    for (let turn = 0; turn < 5; turn += 1) capture.shift("down");
    expect(capture.lane).toBe("presales");
  });

  it("says where the same title stands already", async () => {
    const { capture, desk } = await capturing();
    desk.host.on("enter", () => entered("new", [["Prove", "quote"]]));
    capture.begin("next", "visit");
    capture.typed("Quote");
    capture.enter("next");
    await settled();
    expect(capture.also).toEqual({ stage: "Prove", step: "quote", made: "new" });
  });

  it("does not open in a workshop that may only be read, and says what to do", async () => {
    const desk = new FakeDesk(harbor());
    desk.readOnly = { code: "read_only" as never, text: "Opened for reading." };
    const { capture, app } = await capturing(desk);
    capture.begin("next", "visit");
    expect(capture.open).toBe(false);
    expect(app.session.messages.remarks[0]).toMatchObject({ detail: "Save a copy to edit it." });
  });

  it("keeps what is typed as a draft, and forgets it once it is a step", async () => {
    const { capture, app, desk } = await capturing();
    capture.begin("next", "visit");
    capture.typed("Ow");
    await app.session.drafts.flush();
    expect(desk.host.sent("draft").at(-1)?.text).toContain("Ow");
    capture.typed("Owns");
    capture.enter("next");
    await settled();
    await app.session.drafts.flush();
    expect(desk.host.sent("draft").at(-1), "an empty text forgets").toMatchObject({ key: "card", text: "" });
  });

  it("brings back after a crash what had not become a step", async () => {
    const desk = new FakeDesk([...harbor(), { step: step({ id: "owns", title: "Owns" }) }]);
    const lines = [{ id: 3, text: "Books a de", mode: "next", lane: null, stage: null }];
    desk.drafts = [{ key: "card", text: JSON.stringify({ at: "owns", since: 2, lines }) }];
    const { capture, app } = await capturing(desk);
    expect(capture.open).toBe(true);
    expect([capture.at, capture.text]).toEqual(["owns", "Books a de"]);
    expect(app.session.messages.remarks[0]?.text).toBe("The text you were typing is back in the field.");
  });
});
