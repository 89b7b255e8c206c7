import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DRAFT_DELAY, Drafts } from "./drafts";

describe("drafts", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends the newest text within half a second, however fast one types", async () => {
    const sent: string[] = [];
    const drafts = new Drafts(async (_, text) => void sent.push(text));
    let text = "";
    for (const letter of "Owns the problem") {
      text += letter;
      drafts.keep("card", text);
      await vi.advanceTimersByTimeAsync(66);
    }
    await vi.advanceTimersByTimeAsync(DRAFT_DELAY);
    expect(sent.at(-1), "the last text is kept").toBe("Owns the problem");
    expect(sent.length, "while typing goes on, drafts go out too").toBeGreaterThan(2);
  });

  it("forgets a field that was committed", async () => {
    const sent: [string, string][] = [];
    const drafts = new Drafts(async (key, text) => void sent.push([key, text]));
    drafts.keep("card", "Owns");
    await drafts.flush();
    drafts.forget("card");
    await drafts.flush();
    drafts.forget("other");
    await drafts.flush();
    expect(sent, "an empty text forgets; a field never kept needs none").toEqual([
      ["card", "Owns"],
      ["card", ""],
    ]);
  });

  it("forgets a field that was committed while its draft was on its way", async () => {
    const sent: [string, string][] = [];
    let arrive: () => void = () => undefined;
    const drafts = new Drafts((key, text) => {
      sent.push([key, text]);
      return new Promise<void>((resolve) => (arrive = resolve));
    });
    drafts.keep("card", "Owns");
    const flushed = drafts.flush();
    drafts.forget("card");
    arrive();
    await vi.advanceTimersByTimeAsync(DRAFT_DELAY);
    arrive();
    await flushed;
    expect(sent).toEqual([
      ["card", "Owns"],
      ["card", ""],
    ]);
  });

  it("gives a draft left in the file once, and forgets it with the desk too", async () => {
    const sent: [string, string][] = [];
    const drafts = new Drafts(async (key, text) => void sent.push([key, text]));
    drafts.begin([{ key: "card", text: "Owns" }]);
    expect(drafts.take("card")).toBe("Owns");
    expect(drafts.take("card"), "a field shown again speaks for itself").toBeNull();
    drafts.forget("card");
    await drafts.flush();
    expect(sent).toEqual([["card", ""]]);
  });
});
