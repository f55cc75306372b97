import { z } from "@hono/zod-openapi";
import { ACCESS_DURATIONS } from "#domain/policies.ts";
import type { Surroundings } from "./app.ts";
import { type App, type DefinedRoute, define, idOf } from "./route.ts";

/** Giving, changing and taking back login access. */
export function grantRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "put",
        path: "/orgs/{org}/settings/login-access/{publisher}",
        summary: "Save an access duration in a publisher's row of the grant page",
        who: "person",
        rules: ["GRANT-02"],
        params: { org: idOf("Org"), publisher: idOf("Org") },
        body: z.strictObject({ duration: z.enum([...ACCESS_DURATIONS, "no access"]) }),
        value: z.object({ endsAt: z.string().optional() }),
      },
      ({ session, params: { publisher }, body: { duration } }) => simulator.saveLoginAccess(session, { publisher, duration }),
    ),
  ];
}
