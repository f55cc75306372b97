import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import type { Surroundings } from "./app.ts";
import { line } from "./operator-orgs.ts";
import { type App, type DefinedRoute, define } from "./route.ts";
import { parseWorldFile, worldFile } from "./world-file.ts";

const seed = z.int().min(0).optional();
/** Described where it is given out; read by `parseWorldFile`, which knows what to say of what is wrong. */
const content = z.record(z.string(), z.unknown());

/** The simulator as a whole: the world that is loaded, and its end. */
export function worldRoutes(
  app: App,
  { simulator, world, loadWorld, exportWorld, stop }: Surroundings,
): readonly DefinedRoute[] {
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
        summary: "Load a world, by its name or from a file's content, into a simulator that has no orgs yet",
        who: "operator",
        body: z.union([z.strictObject({ world: line(80), seed }), z.strictObject({ file: content, seed })], {
          error: 'give a "world" by name, or the content of a "file", and perhaps a "seed"',
        }),
        value: z.object({ world: z.string(), seed: z.int(), orgs: z.int() }),
        status: 201,
      },
      async ({ body }) => {
        if (!loadWorld) throw new Fault("NOT_FOUND", "this simulator was started without worlds to load");
        const { name, seed } = await loadWorld("world" in body ? body.world : parseWorldFile(body.file), body.seed);
        loaded = { ...loaded, world: name, seed };
        return { value: { world: name, seed, orgs: (await simulator.ports.orgs.list()).length } };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/world/file",
        summary: "The orgs as they are now, as the content of a file that can be loaded again",
        who: "operator",
        query: { credentials: z.enum(["with", "without"]).default("without") },
        value: worldFile,
      },
      async ({ query }) => {
        if (!exportWorld) throw new Fault("NOT_FOUND", "this simulator was started without worlds to export");
        return { value: await exportWorld({ withCredentials: query.credentials === "with" }) };
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
