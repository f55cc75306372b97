import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What is done about trace flags and debug logs. */
export const logRoutes = (_app: App, _around: Surroundings): readonly DefinedRoute[] => [];
