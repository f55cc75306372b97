import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import type { ReceiptQuestion } from "#usecases/audit/receipt.ts";
import type { ReportQuestion } from "#usecases/audit/report.ts";
import type { Surroundings } from "./app.ts";
import { idOf, instant } from "./input.ts";
import { type App, type DefinedRoute, define, type Reply } from "./route.ts";
import type { Document } from "./secured.ts";

/** What a report can be handed out as; `json` is the evidence pack itself, which all others are made of. */
const REPORT_FORMS = ["json", "html", "csv", "jsonl", "ocsf", "cloudevents", "syslog", "cef"] as const;

export type ReportForm = (typeof REPORT_FORMS)[number];

const pack = z
  .object({
    v: z.literal(2),
    keys: z.array(z.string()),
    checkpoint: z.string(),
    records: z.array(z.object({ line: z.string(), proof: z.array(z.string()) })),
    disclosures: z.array(z.unknown()),
    complete: z.object({ org: z.string(), from: z.int(), to: z.int() }).optional(),
    about: z.unknown().optional(),
  })
  .openapi("EvidencePack");

const seq = z.coerce.number().int().min(0);
const receiptForm = z.enum(["evidence", "tlog-proof"]).default("evidence");
const session = idOf("AuthSession", "ApexDebuggerSession").optional();
const span = { from: instant.optional(), to: instant.optional() };
const form = z.enum(REPORT_FORMS).default("json");

const asPack = (name: string, text: string): Document => ({ type: "application/json", name: `${name}.json`, text });

const asReceipt = ({ seq: number, form: as }: ReceiptQuestion, text: string): Document =>
  as === "evidence"
    ? asPack(`receipt-${number}`, text)
    : { type: "text/plain; charset=utf-8", name: `receipt-${number}.tlog-proof`, text };

/** What a use case answered, with its text as a document. */
const withDocument = async (
  { value, ...answer }: Reply<string>,
  documentOf: (text: string) => Document | Promise<Document>,
): Promise<Reply<z.input<typeof pack>>> => ({
  ...answer,
  ...(value !== undefined && { document: await documentOf(value) }),
});

type Asked = { readonly [Name in Exclude<keyof ReportQuestion, "form">]?: ReportQuestion[Name] | undefined };

/** What was given of a question. */
const questionOf = ({ org, session: within, from, to }: Asked, as: ReportForm): ReportQuestion => ({
  form: as,
  ...(org && { org }),
  ...(within && { session: within }),
  ...(from && { from }),
  ...(to && { to }),
});

/** Proofs of what is on record, for whoever does not want to believe it: receipts, all of an org, reports. */
export function auditEvidenceRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  const { simulator } = around;
  const reportAs = async (as: ReportForm, text: string): Promise<Document> => {
    if (as === "json") return asPack("report", text);
    if (!around.renderReport) throw new Fault("NOT_FOUND", `this simulator was started without reports as ${as}`);
    return around.renderReport(text, as);
  };
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/transparency/receipts/{seq}",
        summary: "The proof that a record of the own org is in the log, as an evidence pack or as a tlog-proof",
        who: "person",
        rules: ["POWER-08", "REVIEW-16"],
        params: { org: idOf("Org"), seq },
        query: { form: receiptForm },
        value: pack,
      },
      async ({ session: own, params, query }) => {
        const question = { seq: params.seq, form: query.form };
        return withDocument(await simulator.viewReceipt(own, question), (text) => asReceipt(question, text));
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/receipts/{seq}",
        summary: "The proof that a record is in the log, for reviewers and for those whom it is about",
        who: "person or operator",
        rules: ["POWER-08", "REVIEW-16", "REVIEW-20", "REVIEW-22"],
        params: { seq },
        query: { form: receiptForm },
        value: pack,
      },
      async ({ session: own, params, query, c }) => {
        const question = { seq: params.seq, form: query.form };
        const answer = c.get("isOperator")
          ? { value: await simulator.giveReceipt(question) }
          : await simulator.reviewReceipt(own, question);
        return withDocument(answer, (text) => asReceipt(question, text));
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/transparency/proof",
        summary: "All that the log has about the own org, with the proof that it is all; puts that on record",
        who: "person",
        rules: ["POWER-08"],
        params: { org: idOf("Org") },
        value: pack,
      },
      async ({ session: own, params }) =>
        withDocument(await simulator.viewProof(own), (text) => asPack(`proof-${params.org}`, text)),
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/proof",
        summary: "All that the log has about an org, with the proof that it is all; puts that on record",
        who: "person or operator",
        rules: ["POWER-08", "REVIEW-20", "REVIEW-22"],
        query: { org: idOf("Org") },
        value: pack,
      },
      async ({ session: own, query: { org }, c }) => {
        const answer = c.get("isOperator")
          ? { value: await simulator.proveOrg(org) }
          : await simulator.reviewProof(own, org);
        return withDocument(answer, (text) => asPack(`proof-${org}`, text));
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/report",
        summary: "A report of the log as a file, of an org, a session or a time; puts that on record",
        who: "person or operator",
        rules: ["POWER-08", "REVIEW-20", "REVIEW-22"],
        query: { org: z.union([z.literal("platform"), idOf("Org")]).optional(), session, ...span, form },
        value: pack,
      },
      async ({ session: own, query, c }) => {
        const question = questionOf(query, query.form);
        const answer = c.get("isOperator")
          ? { value: await simulator.exportAudit(question, around.judge) }
          : await simulator.exportReview(own, question, around.judge);
        return withDocument(answer, (text) => reportAs(query.form, text));
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/transparency/report",
        summary: "A report of what was done and tried in the own org, as a file; puts that on record",
        who: "person",
        rules: ["POWER-08"],
        params: { org: idOf("Org") },
        query: { session, ...span, form },
        value: pack,
      },
      async ({ session: own, query }) => {
        const question = questionOf(query, query.form);
        const answer = await simulator.exportTransparency(own, question, around.judge);
        return withDocument(answer, (text) => reportAs(query.form, text));
      },
    ),
  ];
}
