import { z } from "@hono/zod-openapi";
import { CATEGORIES, LEVELS } from "#domain/log/level.ts";
import { LOG_TYPES, TRACED_KINDS } from "#domain/log/trace-flag.ts";
import type { Surroundings } from "./app.ts";
import { given, idOf, instant, written } from "./input.ts";
import { someLevels } from "./log-levels.ts";
import { apexLogRoutes } from "./log-records.ts";
import { transactionRoutes } from "./log-transactions.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const traced = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("user"), id: idOf("User") }),
  z.strictObject({ kind: z.literal("class"), id: idOf("ApexClass") }),
  z.strictObject({ kind: z.literal("trigger"), id: idOf("ApexTrigger") }),
  z.strictObject({ kind: z.literal("automated process") }),
  z.strictObject({ kind: z.literal("platform integration") }),
]);

const settings = {
  debugLevel: written(80).optional(),
  levels: someLevels.optional(),
  startsAt: instant.optional(),
  endsAt: instant.optional(),
};

const levels = z.record(z.enum(CATEGORIES), z.enum(LEVELS));
const debugLevel = z.object({ id: z.string(), name: z.string(), levels });
const traceFlag = z.object({
  id: z.string(),
  traced: z.string(),
  kind: z.enum(TRACED_KINDS),
  logType: z.enum(LOG_TYPES),
  debugLevel: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  levels: someLevels.optional(),
  state: z.enum(["set", "disabled", "ended"]),
});
const traceFlagSet = z.object({ traceFlag: z.string() });

/** What is done about trace flags and debug logs. */
export function logRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  const { simulator } = around;
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/trace-flags",
        summary: "List trace flags and debug levels",
        who: "person",
        rules: ["LOG-03", "LOG-18"],
        params: { org: idOf("Org") },
        value: z.object({ traceFlags: z.array(traceFlag), debugLevels: z.array(debugLevel) }),
      },
      ({ session }) => simulator.viewTraceFlags(session),
    ),
    define(
      app,
      {
        method: "put",
        path: "/orgs/{org}/setup/debug-levels/{name}",
        summary: "Make a debug level, or change the one of this name",
        who: "person",
        rules: ["LOG-03", "LOG-09"],
        params: { org: idOf("Org"), name: written(80) },
        body: z.strictObject({ levels: someLevels }),
        value: debugLevel,
      },
      ({ session, params: { name }, body }) => simulator.setDebugLevel(session, { name, ...body }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/trace-flags",
        summary: "Set a trace flag; it lasts 30 minutes unless its end is named",
        who: "person",
        rules: ["LOG-03", "LOG-04", "LOG-05", "LOG-07", "LOG-12", "LOG-13"],
        params: { org: idOf("Org") },
        body: z.strictObject({ traced, logType: z.enum(LOG_TYPES).optional(), ...settings }),
        value: traceFlagSet,
        status: 201,
      },
      ({ session, body }) => simulator.setTraceFlag(session, given(body)),
    ),
    define(
      app,
      {
        method: "patch",
        path: "/orgs/{org}/setup/trace-flags/{traceFlag}",
        summary: "Change a trace flag, or with nothing to change enable it again",
        who: "person",
        rules: ["LOG-03", "LOG-05", "LOG-07", "LOG-12", "LOG-13", "LOG-18"],
        params: { org: idOf("Org"), traceFlag: idOf("TraceFlag") },
        body: z.strictObject(settings),
        value: traceFlagSet,
      },
      ({ session, params: { traceFlag: id }, body }) =>
        simulator.changeTraceFlag(session, { traceFlag: id, ...given(body) }),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/trace-flags/{traceFlag}",
        summary: "Delete a trace flag",
        who: "person",
        rules: ["LOG-03", "LOG-18"],
        params: { org: idOf("Org"), traceFlag: idOf("TraceFlag") },
        value: traceFlagSet,
      },
      ({ session, params: { traceFlag: id } }) => simulator.deleteTraceFlag(session, id),
    ),
    ...apexLogRoutes(app, around),
    ...transactionRoutes(app, around),
  ];
}
