import { z } from "@hono/zod-openapi";
import { OAUTH_PURPOSES } from "#domain/power/oauth.ts";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const purpose = z.enum(OAUTH_PURPOSES);
const consent = z.object({ id: z.string(), app: z.string(), purpose, at: z.string() });

const APPS = "/orgs/{org}/settings/connected-apps";

/** What goes out in the user's own name: access for apps, and email. */
export function ownAccountRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: APPS,
        summary: "List the apps the user has authorized",
        who: "person",
        params: { org: idOf("Org") },
        value: z.array(consent),
      },
      ({ session }) => simulator.listApps(session),
    ),
    define(
      app,
      {
        method: "post",
        path: APPS,
        summary: "Authorize an app",
        who: "person",
        rules: ["POWER-06", "POWER-14"],
        params: { org: idOf("Org") },
        body: z.strictObject({ app: written(80), purpose: purpose.default("data access") }),
        value: consent,
        status: 201,
      },
      ({ session, body }) => simulator.authorizeApp(session, body),
    ),
    define(
      app,
      {
        method: "delete",
        path: `${APPS}/{consent}`,
        summary: "Take an app's access back",
        who: "person",
        params: { org: idOf("Org"), consent: idOf("OAuthConsent") },
        value: consent,
      },
      ({ session, params: { consent: id } }) => simulator.revokeApp(session, id),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/app/emails",
        summary: "Make Salesforce send email in the user's name",
        who: "person",
        rules: ["POWER-15"],
        params: { org: idOf("Org") },
        body: z.strictObject({ to: z.email().max(80), subject: written(200) }),
        value: z.object({ to: z.string(), subject: z.string(), from: z.string() }),
        status: 201,
      },
      ({ session, body }) => simulator.sendEmail(session, body),
    ),
  ];
}
