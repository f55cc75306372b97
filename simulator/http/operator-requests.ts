import { z } from "@hono/zod-openapi";
import type { Frame, Variable } from "#domain/debug/variable.ts";
import { Fault } from "#domain/fault.ts";
import type { Surroundings } from "./app.ts";
import { requestType, typeRef } from "./debug-threads.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const PATH = "/sim/orgs/{org}/requests";
const params = { org: idOf("Org"), request: idOf("ApexDebuggerRequest") };

const variable: z.ZodType<Variable, unknown> = z
  .lazy(() =>
    z.strictObject({
      name: z.string().max(255),
      scope: z.enum(["local", "static", "global"]).default("local"),
      type: written(255),
      value: z.string().max(32_768).exactOptional(),
      inside: z.array(variable).exactOptional(),
      library: z.literal(true).exactOptional(),
    }),
  )
  .openapi({
    type: "object",
    required: ["name", "type"],
    properties: { name: { type: "string" }, type: { type: "string" } },
  });

const frame = z.strictObject({
  file: typeRef,
  method: written(255),
  line: z.int().min(1).max(1_000_000),
  variables: z.array(variable).default([]),
});
/** Innermost first. */
const stack = z.array(frame).min(1).max(1_000);
const verdict = z.object({ stops: z.boolean(), rule: z.string().optional(), because: z.string().optional() });

/** What whoever runs Apex says of a request. Nothing here runs it: until something does, the operator plays that part. */
export function requestRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: PATH,
        summary: "The requests of an org that are being debugged, or wait for it",
        who: "operator",
        params: { org: idOf("Org") },
        value: z.object({
          requests: z.array(
            z.object({
              request: z.string(),
              user: z.object({ org: z.string(), id: z.string() }),
              type: z.string(),
              entryPoint: z.string(),
              state: z.enum(["running", "stopped", "waiting"]),
            }),
          ),
        }),
      },
      async ({ params: { org } }) => ({ value: { requests: await simulator.listRequests(org) } }),
    ),
    define(
      app,
      {
        method: "post",
        path: PATH,
        summary: "A request begins in an org: is it debugged?",
        who: "operator",
        rules: ["DEBUG-17", "DEBUG-27", "DEBUG-28", "DEBUG-34", "DEBUG-35"],
        params: { org: idOf("Org") },
        body: z.strictObject({
          user: idOf("User"),
          type: requestType,
          entryPoint: written(255),
          inTest: z.literal(true).exactOptional(),
        }),
        value: z.object({
          request: z.string(),
          is: z.enum(["debugged", "undebugged", "waits", "refused"]),
          rule: z.string().optional(),
          because: z.string().optional(),
        }),
        status: 201,
      },
      async ({ params: { org }, body: { user, ...begins } }) => ({
        value: await simulator.beginRequest({ ...begins, user: { org, id: user } }),
      }),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/{request}/line`,
        summary: "A request has reached a line: does it stop?",
        who: "operator",
        rules: ["DEBUG-09", "DEBUG-29", "DEBUG-33", "DEBUG-40", "DEBUG-41"],
        params,
        body: z.strictObject({ stack }),
        value: verdict,
      },
      async ({ params: of, body }) => ({ value: await simulator.reachLine({ ...of, stack: atLeastOne(body.stack) }) }),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/{request}/exception`,
        summary: "A request throws: does it stop?",
        who: "operator",
        rules: ["DEBUG-30"],
        params,
        body: z.strictObject({ stack, exception: typeRef }),
        value: verdict,
      },
      async ({ params: of, body: { exception, ...body } }) => ({
        value: await simulator.throwException({ ...of, exception, stack: atLeastOne(body.stack) }),
      }),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/{request}/finish`,
        summary: "A request has come to its end",
        who: "operator",
        rules: ["DEBUG-17"],
        params,
        value: z.object({ request: z.string() }),
      },
      async ({ params: of }) => ({ value: await simulator.finishRequest(of) }),
    ),
  ];
}

function atLeastOne([first, ...rest]: readonly Frame[]): readonly [Frame, ...Frame[]] {
  if (!first) throw new Fault("INVALID_FIELD", "stack: there is no frame; send at least the innermost");
  return [first, ...rest];
}
