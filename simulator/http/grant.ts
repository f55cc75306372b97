import type { Surroundings } from "./app.ts";
import { grantPageRoutes } from "./grant-page.ts";
import { grantSetupRoutes } from "./grant-setup.ts";
import type { App, DefinedRoute } from "./route.ts";

/** Giving, changing and taking back login access, and the setup that decides who may. */
export const grantRoutes = (app: App, around: Surroundings): readonly DefinedRoute[] => [
  ...grantPageRoutes(app, around),
  ...grantSetupRoutes(app, around),
];
