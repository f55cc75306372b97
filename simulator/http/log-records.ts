import { z } from "@hono/zod-openapi";
import { LOCATIONS } from "#domain/org.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const apexLog = z.object({
  Id: z.string(),
  Application: z.string(),
  DurationMilliseconds: z.number(),
  Location: z.enum(LOCATIONS),
  LogLength: z.number(),
  LogUserId: z.string(),
  Operation: z.string(),
  Request: z.string(),
  StartTime: z.string(),
  Status: z.string(),
});

/** `ApexLog` records: what can be done with them, and what the platform refuses everybody. */
export function apexLogRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/debug-logs/{log}",
        summary: "Delete a debug log",
        who: "person",
        rules: ["LOG-03", "LOG-21", "POWER-17"],
        params: { org: idOf("Org"), log: idOf("ApexLog") },
        value: z.object({ log: z.string() }),
      },
      ({ session, params: { log } }) => simulator.deleteDebugLog(session, log),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/records/ApexLog",
        summary: "Query ApexLog records",
        who: "person",
        rules: ["LOG-03", "LOG-18", "LOG-21"],
        params: { org: idOf("Org") },
        value: z.array(apexLog),
      },
      ({ session }) => simulator.queryApexLogs(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/records/ApexLog",
        summary: "Insert an ApexLog record, which is refused",
        who: "person",
        rules: ["LOG-03", "LOG-21"],
        params: { org: idOf("Org") },
        value: z.object({}),
      },
      ({ session }) => simulator.insertApexLog(session),
    ),
    define(
      app,
      {
        method: "patch",
        path: "/orgs/{org}/records/ApexLog/{log}",
        summary: "Change an ApexLog record, which is refused",
        who: "person",
        rules: ["LOG-03", "LOG-21"],
        params: { org: idOf("Org"), log: idOf("ApexLog") },
        value: z.object({}),
      },
      ({ session }) => simulator.changeApexLog(session),
    ),
  ];
}
