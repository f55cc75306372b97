import { z } from "@hono/zod-openapi";
import { REQUEST_TYPES } from "#domain/debug/request-type.ts";
import { STEPS } from "#domain/debug/thread.ts";
import { MISSING } from "#domain/debug/variable.ts";
import { isRuleId, type RuleId } from "#domain/rule-book.ts";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** A class, trigger or exception as the debugger names it: `ledg/InvoiceService`. */
export const typeRef = written(255);
export const requestType = z.enum(REQUEST_TYPES);

const filters = z.object({
  userIdFilter: z.string(),
  requestTypeFilter: z.string(),
  entryPointFilter: z.string(),
});
const lineBreakpoint = z.object({
  kind: z.literal("line"),
  id: z.string(),
  file: z.string(),
  line: z.int(),
  verified: z.boolean(),
});
const exceptionBreakpoint = z.object({ kind: z.literal("exception"), id: z.string(), exception: z.string() });
const ruleId = z.custom<RuleId>((text) => typeof text === "string" && isRuleId(text)).openapi({ type: "string" });
const denial = z.object({ effect: z.enum(["allow", "deny"]), rule: ruleId, because: z.string() });
const frame = z.object({ file: z.string(), method: z.string(), line: z.int() });
const thread = z.object({
  request: z.string(),
  username: z.string(),
  type: requestType,
  entryPoint: z.string(),
  state: z.enum(["running", "stopped"]),
  stack: z.array(frame),
});
const variable = z.object({
  name: z.string(),
  scope: z.enum(["local", "static", "global"]),
  type: z.string(),
  value: z.string().optional(),
  library: z.literal(true).optional(),
  opens: z.boolean(),
});
const message = z.object({
  n: z.int(),
  at: z.string(),
  channel: z.enum(["/systemTopic/ApexDebuggerSystemEvent", "/systemTopic/ApexDebuggerEvent"]),
  kind: z.string(),
  request: z.string().optional(),
  breakpoint: z.string().optional(),
  file: z.string().optional(),
  line: z.int().optional(),
  description: z.string().optional(),
});

const PATH = "/orgs/{org}/debugger";
const org = idOf("Org");
const request = idOf("ApexDebuggerRequest");
const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "is a whole number")
  .transform(Number);

/** At a debugger that is running: filters, breakpoints, threads, variables and what it is told. */
export function debugThreadRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: PATH,
        summary: "Filters, breakpoints and threads of the debugger that rests on this session",
        who: "person",
        rules: ["DEBUG-08", "DEBUG-33", "DEBUG-47"],
        params: { org },
        value: z.object({
          debugSession: z.string(),
          state: z.enum(["active", "orphaned", "ended"]),
          startedAt: z.string(),
          lastActiveAt: z.string(),
          filters,
          breakpoints: z.array(z.discriminatedUnion("kind", [lineBreakpoint, exceptionBreakpoint])),
          threads: z.array(thread),
          waiting: z.int(),
        }),
      },
      ({ session }) => simulator.viewDebugger(session),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/breakpoints`,
        summary: "Set a line breakpoint; where nothing can stop it stays unverified",
        who: "person",
        rules: ["DEBUG-09", "DEBUG-29", "DEBUG-32", "DEBUG-33", "DEBUG-41"],
        params: { org },
        body: z.strictObject({ file: typeRef, line: z.int().min(1).max(1_000_000) }),
        value: z.object({ breakpoint: lineBreakpoint, unverified: denial.optional() }),
        status: 201,
      },
      ({ session, body }) => simulator.setBreakpoint(session, body),
    ),
    define(
      app,
      {
        method: "put",
        path: `${PATH}/exception-breakpoints`,
        summary: "Always or never break on a type of exception",
        who: "person",
        rules: ["DEBUG-30"],
        params: { org },
        body: z.strictObject({ exception: typeRef, mode: z.enum(["always", "never"]) }),
        value: z.object({
          exception: z.string(),
          mode: z.enum(["always", "never"]),
          breakpoint: z.string().optional(),
        }),
      },
      ({ session, body }) => simulator.setExceptionBreakpoint(session, body),
    ),
    define(
      app,
      {
        method: "delete",
        path: `${PATH}/breakpoints/{breakpoint}`,
        summary: "Remove a breakpoint",
        who: "person",
        rules: ["DEBUG-29"],
        params: { org, breakpoint: idOf("ApexDebuggerBreakpoint") },
        value: z.object({ breakpoint: z.string() }),
      },
      ({ session, params: { breakpoint } }) => simulator.removeBreakpoint(session, breakpoint),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/threads/{request}/step`,
        summary: "Step one stopped thread into, over or out",
        who: "person",
        rules: ["DEBUG-40"],
        params: { org, request },
        body: z.strictObject({ step: z.enum(STEPS) }),
        value: z.object({ request: z.string(), step: z.enum(STEPS).optional() }),
      },
      ({ session, params, body: { step } }) => simulator.stepThread(session, { request: params.request, step }),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/threads/{request}/continue`,
        summary: "Let one stopped thread run to the next breakpoint",
        who: "person",
        rules: ["DEBUG-40"],
        params: { org, request },
        value: z.object({ request: z.string() }),
      },
      ({ session, params }) => simulator.continueThread(session, { request: params.request }),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/threads/{request}/variables`,
        summary: "Variables of one frame of a stopped thread, or of what is in one of them: one level",
        who: "person",
        rules: ["DEBUG-09", "DEBUG-39", "DEBUG-41"],
        params: { org, request },
        query: {
          frame: wholeNumber.default(0),
          /** Names with a slash between them, each percent-encoded. */
          path: z.string().max(2_000).optional(),
        },
        value: z.object({ seen: z.enum(["all", "globals"]), variables: z.array(variable) }),
      },
      ({ session, params, query: { frame: nth, path } }) =>
        simulator.readVariables(session, { request: params.request, frame: nth, path: namesIn(path) }),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/events`,
        summary: "What the debugger was told behind a message, on both channels",
        who: "person",
        rules: ["DEBUG-44"],
        params: { org },
        query: { since: wholeNumber.default(-1) },
        value: z.object({ messages: z.array(message), next: z.int() }),
      },
      ({ session, query: { since } }) => simulator.readDebuggerEvents(session, since),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/asks`,
        summary: "Ask for what other debuggers can do; each is refused by name",
        who: "person",
        rules: ["DEBUG-31", "DEBUG-39"],
        params: { org },
        body: z.strictObject({ asks: z.enum(MISSING) }),
        value: z.object({ asks: z.enum(MISSING) }),
      },
      ({ session, body: { asks } }) => simulator.askDebugger(session, asks),
    ),
  ];
}

/** Names as they stand in a path. Text that is badly encoded is taken as it is, and so names nothing. */
function namesIn(path: string | undefined): readonly string[] {
  if (path === undefined || path === "") return [];
  return path.split("/").map((name) => {
    try {
      return decodeURIComponent(name);
    } catch {
      return name;
    }
  });
}
