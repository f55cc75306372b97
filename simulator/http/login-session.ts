import { z } from "@hono/zod-openapi";
import { TIMEOUT } from "#domain/login/session.ts";
import { PERMISSIONS } from "#domain/user.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = idOf("Org");

const settings = {
  mfaRequired: z.boolean(),
  mfaDuringLogInAs: z.boolean().optional(),
  mfaIsHighAssurance: z.boolean(),
  forceReloginAfterLogInAs: z.boolean(),
};
const minutes = z.int().openapi({ description: `minutes, ${TIMEOUT.shortest.is} to ${TIMEOUT.longest.is}` });

/** Who is logged in, and what an administrator decides about users and sessions. */
export function loginSessionRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/session",
        summary: "Who is logged in here, and for how long",
        who: "person",
        rules: ["LOGIN-06", "LOGIN-13", "LOGIN-19", "LOGIN-21"],
        params: { org },
        value: z.object({
          username: z.string(),
          org: z.string(),
          delegate: z.string().optional(),
          banner: z
            .object({ loggedInAs: z.string(), org: z.string(), onBehalfOf: z.string(), logOut: z.string() })
            .optional(),
          mfa: z.boolean(),
          level: z.enum(["standard", "high assurance"]),
          profile: z.string(),
          permissions: z.array(z.enum(PERMISSIONS)),
          serves: z.array(z.enum(["pages", "API"])),
          startedAt: z.string(),
          warnsAt: z.string(),
          endsAt: z.string(),
        }),
      },
      ({ session }) => simulator.viewSession(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/identity",
        summary: "An API call: whom the API takes the caller for",
        who: "person",
        rules: ["LOGIN-21", "POWER-08"],
        params: { org },
        value: z.object({ username: z.string(), org: z.string() }),
      },
      ({ session }) => simulator.callApi(session),
    ),
    define(
      app,
      {
        method: "patch",
        path: "/orgs/{org}/setup/users/{user}",
        summary: "Deactivate, freeze or reopen a user, or demand multi-factor authentication of the user",
        who: "person",
        rules: ["LOGIN-16", "GRANT-26", "POWER-08"],
        params: { org, user: idOf("User") },
        body: z.strictObject({
          active: z.boolean().optional(),
          frozen: z.boolean().optional(),
          mfaEnforced: z.boolean().optional(),
        }),
        value: z.object({ username: z.string(), active: z.boolean(), frozen: z.boolean(), mfaEnforced: z.boolean() }),
      },
      ({ session, params: { user }, body }) => simulator.changeUser(session, { user, ...present(body) }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/session",
        summary: "Session Settings",
        who: "person",
        rules: ["LOGIN-08", "LOGIN-13", "LOGIN-20", "POWER-08"],
        params: { org },
        value: z.object({ ...settings, sessionTimeout: minutes.optional() }),
      },
      ({ session }) => simulator.viewSessionSettings(session),
    ),
    define(
      app,
      {
        method: "patch",
        path: "/orgs/{org}/setup/session",
        summary: "Change Session Settings; what is left out stays",
        who: "person",
        rules: ["DEBUG-37", "LOGIN-08", "LOGIN-13", "LOGIN-20", "POWER-08"],
        params: { org },
        body: z.strictObject({ ...settings, sessionTimeout: minutes }).partial(),
        value: z.object({ ...settings, sessionTimeout: minutes.optional() }),
      },
      ({ session, body }) => simulator.changeSessionSettings(session, present(body)),
    ),
  ];
}

type Present<Body> = { [Key in keyof Body]?: Exclude<Body[Key], undefined> };
/** The members that came with the request; a parsed body has the others as `undefined`. */
const present = <Body extends object>(body: Body): Present<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Present<Body>;
