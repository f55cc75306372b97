import { z } from "@hono/zod-openapi";
import { EDITIONS } from "#domain/org.ts";
import { USER_LICENSES } from "#domain/user.ts";
import type { Surroundings } from "./app.ts";
import { idOf, NO_CONTROL_CHARACTERS } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** One line of text that a person wrote, without the blanks around it. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(...NO_CONTROL_CHARACTERS);

export const instanceName = z.string().regex(/^[A-Z]{2,4}\d{1,4}$/, "an instance is named like EU47");

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

const subject = z.object({
  kind: z.enum(["code", "log", "setting", "package"]),
  id: z.string(),
  name: z.string(),
  label: z.string().optional(),
  namespace: z.string().optional(),
});

/** The orgs there are, new ones and their users. */
export function orgRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
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
          instance: instanceName.default("NA213"),
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
        method: "get",
        path: "/sim/orgs/{org}/subjects",
        summary: "What a question can be about: code, debug logs, custom settings and packages, by name",
        who: "operator",
        params: { org: idOf("Org") },
        value: z.object({ subjects: z.array(subject) }),
      },
      async ({ params }) => ({ value: { subjects: await simulator.listSubjects(params.org) } }),
    ),
  ];
}
