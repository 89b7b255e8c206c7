/** Renders a component as the window does: with an application over the fake host. */
import { render as renderComponent } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { flushSync, type Component } from "svelte";
import type { Application } from "../application";
import { createApp } from "../application";
import { FakeDesk } from "./fakeDesk";
import { harbor } from "./rows";
import WithApp from "./WithApp.svelte";

export interface Window {
  app: Application;
  desk: FakeDesk;
  user: ReturnType<typeof userEvent.setup>;
}

/** An application whose workshop is open. */
export async function openApp(desk = new FakeDesk(harbor())): Promise<{ app: Application; desk: FakeDesk }> {
  localStorage.clear();
  const app = createApp(desk.host);
  await app.session.begin((path) => app.files.openPath(path));
  await app.session.file.create(null);
  desk.host.calls.length = 0;
  return { app, desk };
}

/** Renders a component inside an application whose workshop is open. */
export async function show<Props extends Record<string, unknown>>(
  component: Component<Props>,
  props: Props,
  given: FakeDesk | { app: Application; desk: FakeDesk } = new FakeDesk(harbor()),
): Promise<Window> {
  const { app, desk } = given instanceof FakeDesk ? await openApp(given) : given;
  renderComponent(WithApp, { props: { app, component: component as unknown as Component, props } });
  flushSync();
  return { app, desk, user: userEvent.setup() };
}

/** Lets everything that is under way be answered, and shown. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
}
