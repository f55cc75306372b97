import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { EDITIONS } from "#domain/org.ts";
import { USER_LICENSES } from "#domain/user.ts";
import type { Surroundings } from "./app.ts";
import { type App, type DefinedRoute, define, idOf } from "./route.ts";

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^\P{Cc}*$/u, "control characters cannot stand here");

const org = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(["production", "sandbox", "scratch", "trial"]),
  edition: z.enum(EDITIONS),
  instance: z.string(),
  status: z.enum(["active", "locked", "deleted", "disabled"]),
  publisher: z.boolean(),
  packages: z.array(z.string()),
  users: z.int(),
  loginPath: z.string(),
});

/** The orgs there are, new ones and their users, and the world they came from. */
export function orgRoutes(app: App, { simulator, world, loadWorld, stop }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/orgs",
        summary: "All orgs",
        who: "operator",
        value: z.object({ orgs: z.array(org) }),
      },
      async () => ({
        value: { orgs: [...(await simulator.listOrgs())].map((one) => ({ ...one, packages: [...one.packages] })) },
      }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/orgs",
        summary: "Create an org that nobody is in yet",
        who: "operator",
        body: z.strictObject({
          name: line(80),
          kind: z.enum(["production", "scratch", "trial"]).default("production"),
          edition: z.enum(EDITIONS).default("Enterprise"),
          instance: z
            .string()
            .regex(/^[A-Z]{2,4}\d{1,4}$/, "an instance is named like EU47")
            .default("NA213"),
          governmentCloud: z.boolean().default(false),
        }),
        value: z.object({ org: z.string() }),
        status: 201,
      },
      async ({ body }) => ({ value: await simulator.createOrg(body) }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/orgs/{org}/users",
        summary: "Create a user who can log in with a password",
        who: "operator",
        params: { org: idOf("Org") },
        body: z.strictObject({
          name: line(80),
          username: line(80).regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "a username has the form of an email address"),
          password: z.string().min(8).max(200),
          profile: line(80).default("Standard User"),
          license: z.enum(USER_LICENSES).default("Salesforce"),
        }),
        value: z.object({ user: z.string() }),
        status: 201,
      },
      async ({ params, body }) => ({ value: await simulator.createUser({ ...params, ...body }) }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/orgs/{org}/refresh",
        summary: "Refresh a sandbox: a new org takes its place, and no grant comes along",
        who: "operator",
        rules: ["GRANT-30"],
        params: { org: idOf("Org") },
        value: z.object({ org: z.string() }),
        status: 201,
      },
      async ({ params }) => ({ value: await simulator.refreshSandbox(params) }),
    ),
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
        return { value: { ...world, records: log.end.size, orgs: (await orgs.list()).length } };
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
        return { value: { world: name, seed, ...(await loadWorld(name, seed)) } };
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
