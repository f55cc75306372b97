import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";

export function powerRoutes(_app: App, _around: Surroundings): readonly DefinedRoute[] {
  return [];
}
