import { z } from "@hono/zod-openapi";
import { isRuleId, type RuleId } from "#domain/rule-book.ts";
import { TRACES } from "#domain/trace/reading.ts";
import type { Surroundings } from "./app.ts";
import { path } from "./debug-sessions.ts";
import { requestType } from "./debug-threads.ts";
import { given, idOf, instant, written } from "./input.ts";
import { modification } from "./license-changes.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const person = z.strictObject({ org: idOf("Org"), id: idOf("User") });
const within = { user: person, agent: person.optional() };

const question = z.discriminatedUnion("act", [
  z.strictObject({
    act: z.literal("log in as"),
    agent: person,
    user: person,
    caseReference: written(80).optional(),
    mfa: z.boolean().optional(),
  }),
  z.strictObject({
    act: z.literal("grant login access"),
    user: person,
    party: z.union([z.literal("administrators"), z.literal("salesforce"), idOf("Org")]),
  }),
  z.strictObject({
    act: z.literal("modify a license"),
    user: person,
    subscriber: idOf("Org"),
    package: idOf("Package"),
    ...modification,
  }),
  z.strictObject({ act: z.literal("refresh licenses"), user: person, package: idOf("Package") }),
  z.strictObject({ act: z.literal("assign a license"), user: person, package: idOf("Package") }),
  z.strictObject({ act: z.literal("view code"), ...within, code: idOf("ApexClass", "ApexTrigger") }),
  z.strictObject({
    act: z.literal("read a debug log"),
    ...within,
    log: idOf("ApexLog"),
    namespace: z.string().min(1).max(15),
  }),
  z.strictObject({ act: z.literal("delete a debug log"), ...within, log: idOf("ApexLog") }),
  z.strictObject({
    act: z.literal("set a trace flag"),
    ...within,
    whom: idOf("User"),
    endsAt: instant.optional(),
  }),
  z.strictObject({ act: z.literal("use a custom setting"), ...within, setting: idOf("CustomSetting") }),
  z.strictObject({ act: z.literal("prepare debugging"), ...within }),
  z.strictObject({ act: z.literal("read a trace"), ...within, trace: z.enum(TRACES) }),
  z.strictObject({ act: z.literal("delete a session"), ...within }),
  z.strictObject({ act: z.literal("start debugging"), ...within, project: path.optional() }),
  z.strictObject({ act: z.literal("save code"), ...within, code: idOf("ApexClass", "ApexTrigger") }),
  z.strictObject({ act: z.literal("set up a project"), ...within }),
  z.strictObject({ act: z.literal("start own debugging"), ...within }),
  z.strictObject({ act: z.literal("end debugging"), ...within }),
  z.strictObject({
    act: z.literal("debug a request"),
    user: person,
    type: requestType,
    entryPoint: written(255),
    inTest: z.literal(true).optional(),
  }),
  z.strictObject({
    act: z.literal("authorize an app"),
    ...within,
    app: written(80),
    purpose: z.enum(["data access", "single sign-on"]),
  }),
]);

const ruleId = z.custom<RuleId>((text) => typeof text === "string" && isRuleId(text)).openapi({ type: "string" });
const decision = z.object({ effect: z.enum(["allow", "deny"]), rule: ruleId, because: z.string() });

const explanation = z.object({
  decision,
  checks: z.array(
    z.object({
      rule: ruleId,
      says: z.string(),
      verdict: z.enum(["kept", "broken", "not reached"]),
      because: z.string().optional(),
      cure: z.string().optional(),
    }),
  ),
  facts: z.record(z.string(), z.string()),
  sees: z.enum(["Login link", "no link", "refused"]).optional(),
  whoCould: z.array(z.object({ agent: z.string().optional(), user: z.string(), org: z.string() })),
  changesAt: z.object({ at: z.string(), to: decision }).optional(),
});

/** May she, and why; who could; and when will it change. */
export function explainRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/explain",
        summary: "Why somebody may do something or may not: every check in order, who could, and when it changes",
        who: "person or operator",
        rules: ["LOGIN-23", "LOGIN-24"],
        body: question,
        value: explanation,
      },
      async ({ session, body, c }) => {
        const asked = given(body);
        return c.get("isOperator")
          ? { value: await simulator.explainToOperator(asked) }
          : simulator.explain(session, asked);
      },
    ),
  ];
}
