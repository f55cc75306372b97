import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What is done about licenses on either side. */
export const licenseRoutes = (_app: App, _around: Surroundings): readonly DefinedRoute[] => [];
