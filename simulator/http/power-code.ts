import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const listed = z.object({
  id: z.string(),
  kind: z.enum(["class", "trigger"]),
  name: z.string(),
  namespace: z.string().optional(),
  apiVersion: z.string(),
});
const shown = listed.extend({ view: z.enum(["full", "obfuscated"]), body: z.string() });

const PATH = "/orgs/{org}/setup/apex-classes";
const params = { org: idOf("Org"), code: idOf("ApexClass", "ApexTrigger") };

/** Setup, Apex Classes and Apex Triggers. */
export function codeRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: PATH,
        summary: "List Apex classes and triggers",
        who: "person",
        rules: ["POWER-08"],
        params: { org: idOf("Org") },
        value: z.array(listed),
      },
      ({ session }) => simulator.listCode(session),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/{code}`,
        summary: "Open a class or trigger, obfuscated where its source may not be seen",
        who: "person",
        rules: ["POWER-08", "POWER-10"],
        params,
        value: shown,
      },
      ({ session, params: { code } }) => simulator.viewCode(session, code),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/{code}/source`,
        summary: "View the source of a class or trigger, or be refused",
        who: "person",
        rules: ["POWER-02", "POWER-09", "POWER-21"],
        params,
        value: shown,
      },
      ({ session, params: { code } }) => simulator.viewSource(session, code),
    ),
    define(
      app,
      {
        method: "put",
        path: `${PATH}/{code}/source`,
        summary: "Save the source of a class or trigger",
        who: "person",
        rules: ["DEBUG-37", "POWER-08", "POWER-11"],
        params,
        body: z.strictObject({ body: z.string().min(1).max(1_000_000) }),
        value: listed,
      },
      ({ session, params: { code }, body: { body } }) => simulator.saveCode(session, { code, body }),
    ),
  ];
}
