import { z } from "@hono/zod-openapi";
import { CATEGORIES, LEVELS } from "#domain/log/level.ts";
import { ORIGINS } from "#domain/log/transaction.ts";
import { PLATFORM_USERS } from "#domain/org.ts";
import type { Surroundings } from "./app.ts";
import { given, idOf, written } from "./input.ts";
import { someLevels } from "./log-levels.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const namespace = z.string().min(1).max(15).optional();
const line = z.strictObject({ text: z.string(), category: z.enum(CATEGORIES), level: z.enum(LEVELS), namespace });
const unit = z.strictObject({
  unit: written(255),
  namespace,
  code: idOf("ApexClass", "ApexTrigger").optional(),
  body: z.array(line),
});

/** Which of two shapes was meant nobody can know, so both are named. */
const EITHER = `a line with text, category (${CATEGORIES.join(", ")}) and level (${LEVELS.join(", ")}), or a code unit with unit and a body of such lines`;

/** What an Apex runtime will tell by itself, until there is one. */
export const transactionRoutes = (app: App, { simulator }: Surroundings): readonly DefinedRoute[] => [
  define(
    app,
    {
      method: "post",
      path: "/sim/orgs/{org}/transactions",
      summary: "Tell that a transaction ran and what happened in it; it leaves a debug log where one is due",
      who: "operator",
      rules: ["LOG-02", "LOG-20"],
      params: { org: idOf("Org") },
      body: z.strictObject({
        user: z.union([z.enum(PLATFORM_USERS), idOf("User")], {
          error: `the id of a User, or one of ${PLATFORM_USERS.join(", ")}`,
        }),
        agent: z.strictObject({ org: idOf("Org"), id: idOf("User") }).optional(),
        origin: z.enum(ORIGINS),
        operation: written(255),
        application: written(80).default("Browser"),
        request: written(80).default("Application"),
        status: written(255).default("Success"),
        duration: z.int().min(0).default(0),
        debugging: someLevels.optional(),
        body: z.array(z.union([line, unit], { error: EITHER })),
      }),
      value: z.object({ log: z.string().optional() }),
      status: 201,
    },
    async ({ params, body: { body: told, ...about } }) => {
      const body = told.map((one) => ("unit" in one ? { ...given(one), body: one.body.map(given) } : given(one)));
      return { value: await simulator.runTransaction({ ...params, ...given(about), body }) };
    },
  ),
];
