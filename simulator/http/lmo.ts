import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";

export function lmoRoutes(_app: App, _around: Surroundings): readonly DefinedRoute[] {
  return [];
}
