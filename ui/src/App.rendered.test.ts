import { screen } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { FakeDesk } from "./testing/fakeDesk";
import { settled } from "./testing/render";
import { harbor } from "./testing/rows";
import { openWindow } from "./testing/window";

describe("the window", () => {
  it("begins at the start screen", async () => {
    await openWindow(new FakeDesk());
    expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
  });

  it("begins with the file it was started with, and names itself after the workshop", async () => {
    const desk = new FakeDesk(harbor());
    desk.host.launched.file = "/home/eva/Harbor.twinlane";
    await openWindow(desk);
    expect(desk.host.sent("open")[0]?.path).toBe("/home/eva/Harbor.twinlane");
    expect(screen.getByRole("navigation")).toBeVisible();
    expect(desk.host.title).toBe("Harbor – Twinlane");
  });

  it("opens what the system hands over while it runs", async () => {
    const desk = new FakeDesk(harbor());
    await openWindow(desk);
    desk.host.openFile("/home/eva/Harbor.twinlane");
    await settled();
    expect(desk.host.sent("open").at(-1)?.path).toBe("/home/eva/Harbor.twinlane");
  });
});
