import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const listed = z.object({ id: z.string(), username: z.string(), operation: z.string(), startedAt: z.string() });

/** Setup, Debug Logs, and the publisher's switch for a namespace. */
export function debugLogRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/debug-logs",
        summary: "List debug logs",
        who: "person",
        rules: ["POWER-08", "POWER-17"],
        params: { org: idOf("Org") },
        value: z.array(listed),
      },
      ({ session }) => simulator.viewDebugLogs(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/debug-logs/{log}",
        summary: "View a debug log, or only what one package logged",
        who: "person",
        rules: ["POWER-03", "POWER-08", "POWER-17", "POWER-21"],
        params: { org: idOf("Org"), log: idOf("ApexLog") },
        query: { namespace: z.string().min(1).max(15).optional() },
        value: listed.extend({ lines: z.array(z.string()) }),
      },
      ({ session, params: { log }, query: { namespace } }) =>
        simulator.viewDebugLog(session, { log, ...(namespace && { namespace }) }),
    ),
    define(
      app,
      {
        method: "put",
        path: "/lma/subscribers/{subscriber}/debug-logs/{package}",
        summary: "Switch subscriber debug logs of a package's namespace on or off",
        who: "person",
        rules: ["POWER-18", "POWER-19"],
        params: { subscriber: idOf("Org"), package: idOf("Package") },
        body: z.strictObject({ on: z.boolean(), confirmed: z.boolean().default(false) }),
        value: z.object({
          namespace: z.string(),
          on: z.boolean(),
          covers: z.array(z.string()),
          confirm: z.boolean(),
        }),
      },
      ({ session, params, body }) => simulator.switchDebugLogs(session, { ...params, ...body }),
    ),
  ];
}
