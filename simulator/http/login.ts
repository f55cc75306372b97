import { z } from "@hono/zod-openapi";
import { setCookie } from "hono/cookie";
import { type App, type DefinedRoute, define, idOf } from "./route.ts";
import type { Surroundings } from "./app.ts";

/** Getting in and out: own credentials, and LoginAs. */
export function loginRoutes(app: App, { simulator, tokens }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/login",
        summary: "Log in with own credentials",
        who: "anybody",
        rules: ["GRANT-01"],
        params: { org: idOf("Org") },
        body: z.strictObject({
          username: z.string().min(1).max(200),
          password: z.string().min(1).max(200),
          code: z
            .string()
            .regex(/^\d{6}$/, "a one-time code has six digits")
            .optional(),
          myDomain: z.boolean().optional(),
        }),
        value: z.object({ token: z.string(), session: z.string(), level: z.enum(["standard", "high assurance"]) }),
        status: 201,
      },
      async ({ params: { org }, body: { code, myDomain, ...body }, c }) => {
        const { decision, value } = await simulator.signIn({
          org,
          ...body,
          ...(code && { code }),
          ...(myDomain && { myDomain }),
        });
        if (!value) return { decision };
        const token = tokens.issue(org, value.session);
        setCookie(c, "sid", token, { httpOnly: true, sameSite: "Strict", path: "/" });
        return { decision, value: { token, session: value.session, level: value.level } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/lma/subscribers/{subscriber}/login/{user}",
        summary: "Log in as a user of a subscriber org",
        who: "person",
        rules: ["LOGIN-01", "LOGIN-23"],
        params: { subscriber: idOf("Org"), user: idOf("User") },
        body: z.strictObject({ caseReference: z.string().min(1).max(80).optional() }),
        value: z.object({ token: z.string(), session: z.string(), state: z.enum(["active", "awaiting approval"]) }),
        status: 201,
      },
      async ({ session, params, body: { caseReference } }) => {
        const { decision, value } = await simulator.logInAs(session, { ...params, ...(caseReference && { caseReference }) });
        return { decision, ...(value && { value: { ...value, token: tokens.issue(params.subscriber, value.session) } }) };
      },
    ),
  ];
}
