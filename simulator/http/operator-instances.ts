import { z } from "@hono/zod-openapi";
import type { GoingOn } from "#usecases/operator/instances.ts";
import type { Surroundings } from "./app.ts";
import { debugSession, duty } from "./debug-sessions.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const instance = z.object({
  instance: z.string(),
  orgs: z.array(z.string()),
  peakSince: z.string().optional(),
  maintenanceSince: z.string().optional(),
});
const name = z.string().min(1).max(255);

/** What goes on at the instances, and what the operator sees and decides of debugging. */
export function instanceRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/instances",
        summary: "Every instance that an org runs on, and what goes on there",
        who: "operator",
        value: z.object({ instances: z.array(instance) }),
      },
      async () => ({ value: { instances: await simulator.listInstances() } }),
    ),
    ...(["peak", "maintenance"] as const).flatMap((what) => [going(what, true), going(what, false)]),
    define(
      app,
      {
        method: "put",
        path: "/sim/orgs/{org}/debuggers",
        summary: "How many debugging sessions an org has bought",
        who: "operator",
        rules: ["DEBUG-04", "DEBUG-07"],
        params: { org: idOf("Org") },
        body: z.strictObject({ bought: z.int().min(0).max(1_000) }),
        value: z.object({ bought: z.int() }),
      },
      async ({ params, body }) => ({ value: await simulator.buyDebuggers({ ...params, ...body }) }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/debug-sessions",
        summary: "All debugging sessions there have been",
        who: "operator",
        value: z.object({ sessions: z.array(debugSession) }),
      },
      async () => ({ value: { sessions: await simulator.listDebugSessions() } }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/duties",
        summary: "All downloaded code that nobody has deleted",
        who: "operator",
        rules: ["DEBUG-45"],
        value: z.object({ duties: z.array(duty) }),
      },
      async () => ({ value: { duties: await simulator.listAllDuties() } }),
    ),
  ];

  function going(what: GoingOn, on: boolean): DefinedRoute {
    const called = what === "peak" ? "Peak load" : "Maintenance";
    return define(
      app,
      {
        method: on ? "put" : "delete",
        path: `/sim/instances/{instance}/${what}`,
        summary: `${called} ${on ? "begins" : "is over"} at an instance`,
        who: "operator",
        rules: what === "peak" ? ["DEBUG-18", "DEBUG-48"] : ["DEBUG-21"],
        params: { instance: name },
        value: instance.omit({ orgs: true }),
      },
      async ({ params }) => ({
        value: { ...params, ...(await simulator.changeInstance(params.instance, what, on)) },
      }),
    );
  }
}
