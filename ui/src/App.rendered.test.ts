import { render, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import App from "./App.svelte";
import { createApp } from "./application";
import { FakeDesk } from "./testing/fakeDesk";
import { settled } from "./testing/render";
import { harbor } from "./testing/rows";

async function started(desk: FakeDesk) {
  const app = createApp(desk.host);
  render(App, { app });
  await settled();
  return { app, user: userEvent.setup() };
}

describe("the window", () => {
  it("begins at the start screen", async () => {
    await started(new FakeDesk());
    expect(screen.getByRole("heading", { level: 1 })).toBeVisible();
  });

  it("begins with the file it was started with, and names itself after the workshop", async () => {
    const desk = new FakeDesk(harbor());
    desk.host.launched.file = "/home/eva/Harbor.twinlane";
    await started(desk);
    expect(desk.host.sent("open")[0]?.path).toBe("/home/eva/Harbor.twinlane");
    expect(screen.getByRole("navigation")).toBeVisible();
    expect(desk.host.title).toBe("Harbor – Twinlane");
  });

  it("opens what the system hands over while it runs", async () => {
    const desk = new FakeDesk(harbor());
    await started(desk);
    desk.host.openFile("/home/eva/Harbor.twinlane");
    await settled();
    expect(desk.host.sent("open").at(-1)?.path).toBe("/home/eva/Harbor.twinlane");
  });
});
