import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = idOf("Org");
const whose = z.enum(["everybody", "own"]).default("everybody");

/** Who logged in, and who is logged in now. */
export function traceSessionRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/login-history",
        summary: "The Login History: the newest rows, or all that are kept",
        who: "person",
        rules: ["TRACE-12", "TRACE-13", "TRACE-14", "TRACE-15"],
        params: { org },
        query: { whose, show: z.enum(["page", "download"]).default("page"), loginType: written(80).optional() },
        value: z.object({
          rows: z.array(
            z.object({
              Id: z.string(),
              UserId: z.string(),
              Username: z.string(),
              LoginTime: z.string(),
              LoginType: z.string(),
              SourceIp: z.string().optional(),
              Status: z.string(),
              Application: z.string(),
              Browser: z.string(),
              Platform: z.string(),
              LoginUrl: z.string(),
            }),
          ),
          loginTypes: z.array(z.object({ label: z.string(), value: z.string(), code: z.string().optional() })),
        }),
      },
      ({ session, query: { loginType, ...query } }) =>
        simulator.readLoginHistory(session, { ...query, ...(loginType !== undefined && { loginType }) }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/sessions",
        summary: "Session Management: the sessions that run, as AuthSession rows",
        who: "person",
        rules: ["TRACE-16", "TRACE-17"],
        params: { org },
        query: { whose },
        value: z.object({
          rows: z.array(
            z.object({
              Id: z.string(),
              UsersId: z.string(),
              Username: z.string(),
              SessionType: z.enum(["SubstituteUser", "UI"]),
              SessionSecurityLevel: z.enum(["STANDARD", "HIGH_ASSURANCE"]),
              LoginType: z.string(),
              SourceIp: z.string().optional(),
              LoginHistoryId: z.string().optional(),
              ParentId: z.string().optional(),
              CreatedDate: z.string(),
              LastModifiedDate: z.string(),
              NumSecondsValid: z.int(),
              ExpiresAt: z.string(),
            }),
          ),
        }),
      },
      ({ session, query }) => simulator.listSessions(session, query),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/sessions/{authSession}",
        summary: "Delete a session, which ends it at once",
        who: "person",
        rules: ["TRACE-17"],
        params: { org, authSession: idOf("AuthSession") },
        value: z.object({ deleted: z.string() }),
      },
      ({ session: admin, params: { authSession: session } }) => simulator.deleteSession(admin, { session }),
    ),
  ];
}
