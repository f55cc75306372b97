import { z } from "@hono/zod-openapi";
import { TRAIL_OPERATIONS } from "#domain/trace/setup-audit-trail.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = idOf("Org");
const row = idOf("SetupAuditTrail");
const path = "/orgs/{org}/setup/audit-trail";
const AGGREGATES = TRAIL_OPERATIONS.filter(
  (one) => one !== "read" && one !== "create" && one !== "update" && one !== "delete",
);
const rules = ["TRACE-03", "TRACE-04"] as const;
const size = z.object({ size: z.int() });

/** The Setup Audit Trail: read and counted, and nothing else. */
export function traceSetupRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const written = (method: "post" | "patch" | "delete", operation: "create" | "update" | "delete") =>
    define(
      app,
      {
        method,
        path: operation === "create" ? path : `${path}/{row}`,
        summary: `Try to ${operation} a row of the Setup Audit Trail, which nobody can`,
        who: "person",
        rules,
        params: { org, ...(operation !== "create" && { row }) },
        value: size,
      },
      ({ session }) => simulator.operateOnAuditTrail(session, { operation }),
    );
  return [
    define(
      app,
      {
        method: "get",
        path,
        summary: "View Setup Audit Trail: the newest rows, or all that are kept",
        who: "person",
        rules: ["TRACE-01", "TRACE-02", "TRACE-04"],
        params: { org },
        query: { show: z.enum(["page", "download"]).default("page") },
        value: z.object({
          rows: z.array(
            z.object({
              Id: z.string(),
              Action: z.string(),
              Section: z.string(),
              Display: z.string(),
              CreatedBy: z.string(),
              CreatedDate: z.string(),
              DelegateUser: z.string().optional(),
              CreatedByContext: z.string().optional(),
              ResponsibleNamespacePrefix: z.string().optional(),
            }),
          ),
        }),
      },
      ({ session, query }) => simulator.readAuditTrail(session, query),
    ),
    define(
      app,
      {
        method: "get",
        path: `${path}/aggregate`,
        summary: "An aggregate query on the Setup Audit Trail: count() works, others do not",
        who: "person",
        rules,
        params: { org },
        query: { of: z.enum(AGGREGATES) },
        value: size,
      },
      ({ session, query: { of: operation } }) => simulator.operateOnAuditTrail(session, { operation }),
    ),
    written("post", "create"),
    written("patch", "update"),
    written("delete", "delete"),
  ];
}
