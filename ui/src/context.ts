/** The application by Svelte's context: how a component reaches what it works with, without a global. */
import { createContext } from "svelte";
import type { Application } from "./application";
import type { Session } from "./state/session.svelte";

const [getApplication, setApplication] = createContext<Application>();

/** Gives the application to everything below the component that calls this. */
export const provideApp = setApplication;

/** The application this component belongs to. Only while a component is set up. */
export const useApp = getApplication;

/** The session of the window this component belongs to. Only while a component is set up. */
export function useSession(): Session {
  return getApplication().session;
}
