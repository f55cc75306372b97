import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const login = idOf("AuthSession");

/** Logging in as a user of a subscriber org, and the subscriber's approval of it. */
export function loginAsRoutes(app: App, { simulator, tokens }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/lma/subscribers/{subscriber}/login/{user}",
        summary: "Log in as a user of a subscriber org",
        who: "person",
        rules: ["LOGIN-01", "LOGIN-23"],
        params: { subscriber: idOf("Org"), user: idOf("User") },
        body: z.strictObject({ caseReference: written(80).optional() }),
        value: z.object({ token: z.string(), session: z.string(), state: z.enum(["active", "awaiting approval"]) }),
        status: 201,
      },
      async ({ session, params, body: { caseReference } }) => {
        const { value, ...answer } = await simulator.logInAs(session, {
          ...params,
          ...(caseReference && { caseReference }),
        });
        return {
          ...answer,
          ...(value && { value: { ...value, token: tokens.issue(params.subscriber, value.session) } }),
        };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/logins/{login}",
        summary: "How a login stands that may wait for the subscriber's approval",
        who: "person",
        rules: ["LOGIN-09"],
        params: { login },
        value: z.object({
          state: z.enum(["awaiting approval", "active", "ended", "refused"]),
          because: z.string().optional(),
        }),
      },
      ({ session, params }) => simulator.viewLogin(session, params),
    ),
    define(
      app,
      {
        method: "post",
        path: "/lma/logins/{login}/cancel",
        summary: "Give up a login that waits for the subscriber's approval",
        who: "person",
        rules: ["LOGIN-09"],
        params: { login },
        value: z.object({ state: z.enum(["awaiting approval", "active", "ended", "refused"]) }),
      },
      ({ session, params }) => simulator.cancelLogin(session, params),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/authenticator",
        summary: "The user's own device: which logins wait for an answer",
        who: "person",
        rules: ["LOGIN-07"],
        params: { org: idOf("Org") },
        value: z.object({
          requests: z.array(
            z.object({
              login: z.string(),
              agent: z.string(),
              company: z.string(),
              since: z.string(),
              caseReference: z.string().optional(),
            }),
          ),
        }),
      },
      ({ session }) => simulator.viewAuthenticator(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/authenticator/{login}",
        summary: "Approve or deny a login that waits",
        who: "person",
        rules: ["LOGIN-07", "LOGIN-09"],
        params: { org: idOf("Org"), login },
        body: z.strictObject({ approve: z.boolean() }),
        value: z.object({ state: z.enum(["active", "refused"]) }),
      },
      ({ session, params, body }) => simulator.answerApproval(session, { login: params.login, ...body }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/inbox",
        summary: "What the platform has told the user on its own",
        who: "person",
        rules: ["LOGIN-27"],
        params: { org: idOf("Org") },
        value: z.object({ notices: z.array(z.object({ at: z.string(), text: z.string() })) }),
      },
      ({ session }) => simulator.viewInbox(session),
    ),
  ];
}
