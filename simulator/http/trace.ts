import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What is read of the traces that the platform keeps. */
export const traceRoutes = (_app: App, _around: Surroundings): readonly DefinedRoute[] => [];
