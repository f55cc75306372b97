import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** Preparing, starting and ending debugging sessions. */
export function debugRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/apex-debugger/start",
        summary: "Start Partner Debugging Session",
        who: "person",
        rules: ["POWER-05", "POWER-08"],
        params: { org: idOf("Org") },
        value: z.object({ sandbox: z.string(), username: z.string() }),
        status: 201,
      },
      ({ session }) => simulator.prepareDebugging(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/sessions",
        summary: "Launch the debugger with the session of the start link",
        who: "person",
        rules: ["DEBUG-03", "DEBUG-06", "DEBUG-23"],
        params: { org: idOf("Org") },
        value: z.object({ debugSession: z.string() }),
        status: 201,
      },
      ({ session }) => simulator.startDebugging(session),
    ),
  ];
}
