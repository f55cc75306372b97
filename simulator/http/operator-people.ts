import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const userRef = z.object({ org: z.string(), id: z.string() });

const person = z.object({
  id: z.string(),
  org: z.string(),
  orgName: z.string(),
  name: z.string(),
  username: z.string(),
  role: z.string(),
  state: z.enum(["active", "frozen", "inactive"]),
  code: z.string().optional(),
  secondsLeft: z.int().optional(),
});

const grant = z.object({
  id: z.string(),
  user: userRef,
  party: z.string(),
  givenAt: z.string(),
  endsAt: z.string(),
  state: z.enum(["running", "revoked", "expired", "void"]),
  endedAt: z.string().optional(),
});

const loginAs = z.object({
  session: z.string(),
  user: userRef,
  delegate: userRef,
  caseReference: z.string().optional(),
  state: z.enum(["awaiting approval", "active", "ended", "refused"]),
  startedAt: z.string(),
  ended: z.object({ at: z.string(), because: z.string() }).optional(),
});

/** Everybody in all orgs, taking somebody's place, and who has access to what. */
export function peopleRoutes(app: App, { simulator, tokens }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/people",
        summary: "Everybody, with the one-time code each device shows now",
        who: "operator",
        value: z.object({ people: z.array(person) }),
      },
      async () => ({ value: { people: [...(await simulator.listPeople())] } }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/people/{user}/session",
        summary: "Take a person's place: a session without asking for the password",
        who: "operator",
        params: { user: idOf("User") },
        body: z.strictObject({
          org: idOf("Org").optional(),
          mfa: z.boolean().default(true),
          myDomain: z.boolean().default(true),
        }),
        value: z.object({
          token: z.string(),
          session: z.string(),
          level: z.enum(["standard", "high assurance"]),
          user: userRef,
        }),
        status: 201,
      },
      async ({ params, body: { org, ...how } }) => {
        const ref = await simulator.findUser(params.user, org);
        const { session, user, level } = await simulator.takePlaceOf(ref, how);
        return { value: { token: tokens.issue(user.org, session), session, level, user } };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/grants",
        summary: "All login access ever given",
        who: "operator",
        value: z.object({ grants: z.array(grant) }),
      },
      async () => ({ value: { grants: [...(await simulator.listGrants())] } }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/login-as",
        summary: "All LoginAs sessions",
        who: "operator",
        value: z.object({ sessions: z.array(loginAs) }),
      },
      async () => ({ value: { sessions: [...(await simulator.listLoginAs())] } }),
    ),
  ];
}
