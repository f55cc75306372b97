import { z } from "@hono/zod-openapi";
import { WAYS_IN } from "#domain/power/way-in.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { codeRoutes } from "./power-code.ts";
import { debugLogRoutes } from "./power-debug-logs.ts";
import { ownAccountRoutes } from "./power-own-account.ts";
import { recordRoutes } from "./power-records.ts";
import { settingRoutes } from "./power-settings.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** What can be done inside an org, by its users and by agents logged in as them. */
export function powerRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  const { simulator } = around;
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/home",
        summary: "Open the home page of the org",
        who: "person",
        rules: ["POWER-01"],
        params: { org: idOf("Org") },
        value: z.object({ org: z.string(), username: z.string(), wayIn: z.enum(WAYS_IN) }),
      },
      ({ session }) => simulator.openHome(session),
    ),
    ...codeRoutes(app, around),
    ...debugLogRoutes(app, around),
    ...settingRoutes(app, around),
    ...recordRoutes(app, around),
    ...ownAccountRoutes(app, around),
  ];
}
