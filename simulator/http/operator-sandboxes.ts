import { z } from "@hono/zod-openapi";
import { SANDBOX_KINDS } from "#domain/org.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { instanceName, line } from "./operator-orgs.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const template = z.array(line(80)).min(1).max(200);
/** Another template for a refresh: `Account,ledg__Invoice__c`. */
const sobjects = z
  .string()
  .transform((names) => names.split(","))
  .pipe(template);
const made = z.object({ org: z.string() });

/** Sandboxes: made from a production org, made anew, deleted. */
export function sandboxRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/sim/orgs/{org}/sandboxes",
        summary: "Make a sandbox of a production org: its people, its setup, and the records its kind carries",
        who: "operator",
        rules: ["GRANT-25", "LICENSE-10"],
        params: { org: idOf("Org") },
        body: z.strictObject({
          name: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,9}$/, "a sandbox is named with up to 10 letters and digits"),
          kind: z.enum(SANDBOX_KINDS),
          template: template.optional(),
          instance: instanceName.optional(),
        }),
        value: made,
        status: 201,
      },
      async ({ params, body: { name, kind, template: chosen, instance } }) => ({
        value: await simulator.createSandbox({
          production: params.org,
          name,
          kind,
          ...(chosen && { template: chosen }),
          ...(instance && { instance }),
        }),
      }),
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
        query: { template: sobjects.optional() },
        value: made,
        status: 201,
      },
      async ({ params, query: { template: chosen } }) => ({
        value: await simulator.refreshSandbox({ ...params, ...(chosen && { template: chosen }) }),
      }),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/sim/orgs/{org}",
        summary: "Delete a sandbox: grants are void, sessions over, and its people and rows are gone",
        who: "operator",
        params: { org: idOf("Org") },
        value: made,
      },
      async ({ params }) => ({ value: await simulator.deleteSandbox(params) }),
    ),
  ];
}
