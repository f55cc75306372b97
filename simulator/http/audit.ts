import { z } from "@hono/zod-openapi";
import { EVENT_CATALOGUE } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import type { AuditPage } from "#usecases/operator/read-audit.ts";
import type { Surroundings } from "./app.ts";
import { idOf, wholeNumber } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const eventType = z
  .string()
  .refine((text) => Object.hasOwn(EVENT_CATALOGUE, text), "no such event")
  .optional();

const userRef = z.object({ org: z.string(), id: z.string() });
/** The envelope by name; what an event type adds stands beside it, as in the log. */
const record = z
  .looseObject({
    v: z.literal(2),
    seq: z.int(),
    b: z.int(),
    prev: z.string(),
    orgSeq: z.int(),
    orgPrev: z.string(),
    wall: z.string(),
    mono: z.int(),
    nonce: z.string(),
    type: z.string(),
    at: z.string(),
    org: z.string(),
    user: userRef.optional(),
    delegateUser: userRef.optional(),
    session: z.string().optional(),
    /** The paths of what was erased, and the names of what the reader is not shown. */
    erased: z.array(z.string()).readonly().optional(),
    withheld: z.array(z.string()).readonly().optional(),
    decision: z.object({ effect: z.enum(["allow", "deny"]), rule: z.string(), because: z.string() }).optional(),
  })
  .openapi("AuditRecord");
const page = z.object({ records: z.array(record), next: z.int(), size: z.int() });

const shown = ({ records, ...about }: AuditPage): z.input<typeof page> => ({
  records: records.map((one) => ({ ...one }) as z.input<typeof record>),
  ...about,
});

/** Reading the audit log: as a whole for operator and reviewers, an org's own part for the org. */
export function auditRoutes(app: App, { simulator, verifyLog }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/audit/events",
        summary: "Records of the audit log, in order; ask again from `next` to follow it",
        who: "person or operator",
        rules: ["POWER-08", "REVIEW-16", "REVIEW-18", "REVIEW-20", "REVIEW-22"],
        query: {
          from: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0),
          limit: wholeNumber(1, 1000, 100),
          org: z.union([z.literal("platform"), idOf("Org")]).optional(),
          type: eventType,
        },
        value: page,
      },
      async ({ session, query: { org, type, ...rest }, c }) => {
        const question = { ...rest, ...(org && { org }), ...(type && { type }) };
        if (c.get("isOperator")) return { value: shown(await simulator.readAudit(question)) };
        const { decision, value } = await simulator.reviewAudit(session, question);
        return { decision, ...(value && { value: shown(value) }) };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/events/{seq}",
        summary: "What one record says, in names, and whether it follows the one before",
        who: "person or operator",
        rules: ["TRACE-28", "POWER-08", "REVIEW-16"],
        params: { seq: z.coerce.number().int().min(0) },
        value: z.object({
          event: z.string(),
          time: z.string(),
          actor: z.string().optional(),
          user: z.string().optional(),
          orgs: z.array(z.string()),
          rule: z.string().optional(),
          outcome: z.enum(["allow", "deny"]).optional(),
          chained: z.boolean(),
        }),
      },
      async ({ session, params: { seq }, c }) =>
        c.get("isOperator") ? { value: await simulator.describeEntry(seq) } : simulator.reviewEntry(session, seq),
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/verify",
        summary: "Reads the whole log strictly, and names the first thing that is not as it should be",
        who: "operator",
        value: z.object({
          verdict: z.enum(["good", "unfinished", "bad"]),
          records: z.int(),
          batches: z.int(),
          root: z.string(),
          defect: z.object({ kind: z.string(), file: z.string(), byte: z.int(), because: z.string() }).optional(),
        }),
      },
      async () => {
        if (!verifyLog) throw new Fault("NOT_FOUND", "this simulator was started without a way to verify its log");
        return { value: await verifyLog() };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/transparency",
        summary: "What was done and tried in the own org, complete and in order",
        who: "person",
        rules: ["POWER-08", "REVIEW-16", "REVIEW-17"],
        params: { org: idOf("Org") },
        query: {
          from: wholeNumber(0, Number.MAX_SAFE_INTEGER, 0),
          limit: wholeNumber(1, 1000, 100),
          type: eventType,
        },
        value: page,
      },
      async ({ session, query: { type, ...rest } }) => {
        const { decision, value } = await simulator.viewTransparency(session, { ...rest, ...(type && { type }) });
        return { decision, ...(value && { value: shown(value) }) };
      },
    ),
  ];
}
