import { z } from "@hono/zod-openapi";
import { EDITIONS } from "#domain/org.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const kind = z.enum(["production", "sandbox", "scratch", "trial"]);

const subscriberFound = z.object({
  org: z.string(),
  name: z.string(),
  instance: z.string(),
  edition: z.enum(EDITIONS),
  kind,
  packages: z.array(z.string()),
  usersGranting: z.number(),
});

const orgDetails = z.object({
  organization: z.object({
    id: z.string(),
    name: z.string(),
    instance: z.string(),
    edition: z.enum(EDITIONS),
    kind,
    status: z.enum(["active", "locked", "deleted", "disabled"]),
    timeZone: z.string(),
    contact: z.object({ name: z.string(), phone: z.string(), email: z.string(), address: z.string() }),
  }),
  lead: z.object({ company: z.string(), contact: z.string(), email: z.string() }).optional(),
  limits: z.object({ fileStorage: z.number(), dataStorage: z.number(), apiRequests: z.number() }),
  loginAccess: z.array(
    z.object({
      user: z.string(),
      name: z.string(),
      username: z.string(),
      profile: z.string(),
      endsAt: z.string(),
      link: z.enum(["Login link", "no link", "refused"]),
    }),
  ),
  packages: z.array(
    z.object({
      package: z.string(),
      name: z.string(),
      namespace: z.string(),
      version: z.string(),
      status: z.enum(["Active", "Trial", "Free", "Expired", "Suspended"]).optional(),
      seats: z.union([z.number(), z.literal("site")]).optional(),
      used: z.number().optional(),
      expires: z.string().optional(),
      grantableBy: z.enum(["administrators", "license holders", "nobody"]).optional(),
      subscriberDebugLogs: z.boolean(),
    }),
  ),
});

/** The Subscribers tab of the License Management App. */
export function lmoConsoleRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/lma/subscribers",
        summary: "Search for subscribers by name or org id",
        who: "person",
        rules: ["LMO-12", "LMO-13", "LMO-18"],
        query: { search: z.string().max(200) },
        value: z.array(subscriberFound),
      },
      ({ session, query: { search } }) => simulator.searchSubscribers(session, search),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/subscribers/{subscriber}",
        summary: "Open the Org Details of a subscriber",
        who: "person",
        rules: ["LMO-14", "LMO-15", "LMO-16", "LMO-17", "LMO-18"],
        params: { subscriber: idOf("Org") },
        value: orgDetails,
      },
      ({ session, params: { subscriber } }) => simulator.viewSubscriber(session, subscriber),
    ),
  ];
}
