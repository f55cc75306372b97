import type { Guarded } from "./app.ts";
import { lmoAdminRoutes } from "./lmo-admin.ts";
import { lmoConsoleRoutes } from "./lmo-console.ts";
import type { App, DefinedRoute } from "./route.ts";

/** The publisher's side: the Subscriber Support Console, and what an administrator of its org sets up. */
export const lmoRoutes = (app: App, around: Guarded): readonly DefinedRoute[] => [
  ...lmoConsoleRoutes(app, around),
  ...lmoAdminRoutes(app, around),
];
