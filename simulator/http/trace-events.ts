import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = idOf("Org");
const text = z.string();

const line = z.object({
  EVENT_TYPE: z.literal("LoginAs"),
  TIMESTAMP: text,
  REQUEST_ID: text,
  ORGANIZATION_ID: text,
  USER_ID: text,
  CLIENT_IP: text.optional(),
  URI: text,
  SESSION_KEY: text,
  LOGIN_KEY: text,
  DELEGATED_USER_ID: text,
  DELEGATED_USER_NAME: text,
  TIMESTAMP_DERIVED: text,
  USER_ID_DERIVED: text,
  DELEGATED_USER_ID_DERIVED: text,
  URI_ID_DERIVED: text.optional(),
});

const shown = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), because: text.optional() });

/** Event logs, real-time events, and the records that debugging leaves. */
export function traceEventRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/event-log-files",
        summary: "Event log files of type LoginAs, with their lines",
        who: "person",
        rules: ["TRACE-18", "TRACE-19"],
        params: { org },
        query: { interval: z.enum(["Daily", "Hourly"]).default("Daily") },
        value: shown(
          z.object({
            Id: text,
            EventType: z.literal("LoginAs"),
            Interval: z.literal("Daily"),
            LogDate: text,
            lines: z.array(line),
          }),
        ),
      },
      ({ session, query }) => simulator.readEventLogFiles(session, query),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/event-logs/login-as",
        summary: "Rows of LoginAsEventLog",
        who: "person",
        rules: ["TRACE-18", "TRACE-20"],
        params: { org },
        value: shown(
          z.object({
            Timestamp: text,
            RequestIdentifier: text,
            UserIdentifier: text,
            ClientIp: text.optional(),
            Uri: text,
            SessionKey: text,
            LoginKey: text,
            DelegatedUserIdentifier: text,
            DelegatedUserName: text,
          }),
        ),
      },
      ({ session }) => simulator.queryLoginAsEventLog(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/event-logs/salesforce-login-as",
        summary: "Rows of SalesforceLoginAsEventLog, which holds no publisher's login",
        who: "person",
        rules: ["TRACE-20", "TRACE-23"],
        params: { org },
        value: shown(
          z.object({
            Timestamp: text,
            ActualUserIdentifier: text,
            CaseIdentifier: text.optional(),
            OperationType: z.enum(["login", "logout"]),
            RequestIdentifier: text,
          }),
        ),
      },
      ({ session }) => simulator.querySalesforceLogins(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/events/login-as",
        summary: "Stored real-time events: LoginAsEvent",
        who: "person",
        rules: ["TRACE-21", "TRACE-22"],
        params: { org },
        value: z.object({
          rows: z.array(
            z.object({
              EventIdentifier: text,
              EventDate: text,
              LoginAsCategory: z.enum(["OrgAdmin", "Community"]),
              UserId: text,
              Username: text,
              DelegatedUsername: text,
              DelegatedOrganizationId: text,
              LoginHistoryId: text.optional(),
              LoginKey: text,
              SessionKey: text,
              LoginType: text,
              SessionLevel: z.enum(["STANDARD", "HIGH_ASSURANCE"]),
              SourceIp: text.optional(),
            }),
          ),
        }),
      },
      ({ session }) => simulator.readLoginAsEvents(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/events/logout",
        summary: "Stored real-time events: logouts",
        who: "person",
        rules: ["TRACE-21", "TRACE-24"],
        params: { org },
        value: z.object({
          rows: z.array(
            z.object({
              EventIdentifier: text,
              EventDate: text,
              UserId: text,
              Username: text,
              SessionKey: text,
              Logout: z.enum(["explicit", "forced"]),
            }),
          ),
        }),
      },
      ({ session }) => simulator.readLogoutEvents(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/debugger/records",
        summary: "The Tooling API records that debugging has left",
        who: "person",
        rules: ["TRACE-26", "POWER-08"],
        params: { org },
        value: z.object({
          rows: z.array(z.object({ object: text, id: text, fields: z.record(text, text) })),
        }),
      },
      ({ session }) => simulator.readDebugRecords(session),
    ),
  ];
}
