import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";
import { traceEventRoutes } from "./trace-events.ts";
import { traceSessionRoutes } from "./trace-sessions.ts";
import { traceSetupRoutes } from "./trace-setup.ts";

/** What is read of the traces that the platform keeps. */
export const traceRoutes = (app: App, around: Surroundings): readonly DefinedRoute[] => [
  ...traceSetupRoutes(app, around),
  ...traceSessionRoutes(app, around),
  ...traceEventRoutes(app, around),
];
