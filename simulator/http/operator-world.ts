import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import type { Surroundings } from "./app.ts";
import { line } from "./operator-orgs.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** The simulator as a whole: the world that is loaded, and its end. */
export function worldRoutes(app: App, { simulator, world, loadWorld, stop }: Surroundings): readonly DefinedRoute[] {
  let loaded = world;
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/world",
        summary: "Which world is loaded, and where its records are kept",
        who: "operator",
        value: z.object({
          world: z.string().optional(),
          seed: z.int().optional(),
          state: z.string().optional(),
          records: z.int(),
          orgs: z.int(),
        }),
      },
      async () => {
        const { log, orgs } = simulator.ports;
        return { value: { ...loaded, records: log.end.size, orgs: (await orgs.list()).length } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/world",
        summary: "Load a world into a simulator that has no orgs yet",
        who: "operator",
        body: z.strictObject({ world: line(80), seed: z.int().min(0).default(1) }),
        value: z.object({ world: z.string(), seed: z.int(), orgs: z.int() }),
        status: 201,
      },
      async ({ body: { world: name, seed } }) => {
        if (!loadWorld) throw new Fault("NOT_FOUND", "this simulator was started without worlds to load");
        const { orgs } = await loadWorld(name, seed);
        loaded = { ...loaded, world: name, seed };
        return { value: { world: name, seed, orgs } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/stop",
        summary: "Stop the simulator in order: finish what was asked, close the audit log",
        who: "operator",
        value: z.object({ stopping: z.boolean() }),
      },
      async () => {
        // Behind the answer, or nobody would get it.
        if (stop) setImmediate(stop);
        return { value: { stopping: stop !== undefined } };
      },
    ),
  ];
}
