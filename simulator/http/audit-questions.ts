import { z } from "@hono/zod-openapi";
import { EVENT_CATALOGUE } from "#domain/events.ts";
import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { isRuleId } from "#domain/rule-book.ts";
import type { Asked } from "#usecases/audit/asked.ts";
import { GRANT_FLAGS } from "#usecases/audit/grants.ts";
import { EXPOSURES } from "#usecases/audit/regard.ts";
import type { Surroundings } from "./app.ts";
import {
  exposureAnswer,
  grantsAnswer,
  refusalsAnswer,
  sheetAnswer,
  timelineAnswer,
  whoAnswer,
} from "./audit-answers.ts";
import { given, idOf, instant, wholeNumber } from "./input.ts";
import { type App, type DefinedRoute, define, type Given } from "./route.ts";

const number = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const areas = new Set(Object.keys(EVENT_CATALOGUE).map((type) => type.slice(0, type.indexOf("."))));
const eventOrArea = z
  .string()
  .refine((text) => Object.hasOwn(EVENT_CATALOGUE, text) || areas.has(text), "no such event, and no area of events");

const asOf = { asOf: number.optional() };
const org = { org: idOf("Org").optional() };
const person = { person: idOf("User").optional(), personOrg: idOf("Org").optional() };
const period = { since: instant.optional(), until: instant.optional() };
const limit = { limit: wholeNumber(1, 1000, 100) };
const yesOrNo = z.stringbool().optional();

/** Whom a question is about, as the index knows people: with the org, or of whatever org. */
function about<Query extends { readonly person?: UserId | undefined; readonly personOrg?: OrgId | undefined }>({
  person: id,
  personOrg,
  ...query
}: Query) {
  return { ...given(query), ...(id && { person: { id, ...(personOrg && { org: personOrg }) } }) };
}

/**
 * What reviewers ask of the log: each question once over everything, for reviewer and operator, and once over an org's
 * own part, for the org. Of all of them, only records before `asOf` count.
 */
export function auditQuestionRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  const { simulator } = around;
  return [
    ...bothOf(app, {
      name: "who",
      summary: "Who was in an org as whom, when, how long and from where: LoginAs sessions, newest first",
      query: { ...asOf, ...person, ...period, ...limit, withoutCase: yesOrNo, before: number.optional() },
      value: whoAnswer,
      asked: () => simulator.auditWho,
      question: about,
    }),
    ...bothOf(app, {
      name: "timeline",
      summary: "All that happened, of an org, a person or a session; the newest, or from a record on",
      query: {
        ...asOf,
        ...person,
        ...period,
        ...limit,
        session: idOf("AuthSession").optional(),
        type: eventOrArea.optional(),
        effect: z.enum(["allow", "deny"]).optional(),
        rule: z.string().refine(isRuleId, "no such rule").optional(),
        from: number.optional(),
      },
      value: timelineAnswer,
      asked: () => simulator.auditTimeline,
      question: ({ type, ...query }) => ({ ...about(query), ...(type !== undefined && { types: [type] }) }),
    }),
    ...bothOf(app, {
      name: "grants",
      summary:
        "Login access that was given, and what of it was never used, over-long, overlapping or renewed without a case",
      query: { ...asOf, ...period, ...limit, flag: z.enum(["any", ...GRANT_FLAGS]).optional() },
      value: grantsAnswer,
      asked: () => simulator.auditGrants,
      question: given,
    }),
    ...bothOf(app, {
      name: "refusals",
      summary: "What was refused, by rule and by person, and where somebody tried again and again",
      query: { ...asOf, ...person, ...period, ...limit, rule: z.string().refine(isRuleId, "no such rule").optional() },
      value: refusalsAnswer,
      asked: () => simulator.auditRefusals,
      question: about,
    }),
    ...bothOf(app, {
      name: "exposure",
      summary: "Which LoginAs sessions saw protected settings, code, debug logs or variables",
      query: { ...asOf, ...person, ...period, ...limit, kind: z.enum(EXPOSURES).optional() },
      value: exposureAnswer,
      asked: () => simulator.auditExposure,
      question: about,
    }),
    ...sheetRoutes(app, around),
  ];
}

interface Question<Query extends z.ZodRawShape, Asking, Value extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly query: Query;
  readonly value: Value;
  /** Looked up with every request: whoever plays stories puts another simulator behind the same routes. */
  readonly asked: () => Asked<Asking, Given<z.input<Value>>>;
  /** What is asked, without the org. */
  readonly question: (query: z.infer<z.ZodObject<Query>>) => Asking;
}

/** One question over everything, and over an org's own part. */
function bothOf<Query extends z.ZodRawShape, Asking extends object, Value extends z.ZodType>(
  app: App,
  { name, summary, query, value, asked, question }: Question<Query, Asking, Value>,
): readonly DefinedRoute[] {
  const rules = ["POWER-08", "REVIEW-16", "REVIEW-17", "REVIEW-18", "REVIEW-20"] as const;
  return [
    define(
      app,
      {
        method: "get",
        path: `/audit/${name}`,
        summary,
        who: "person or operator",
        rules,
        query: { ...org, ...query },
        value,
      },
      async ({ session, query: whole, c }) => {
        const { org: of, ...rest } = whole as z.infer<z.ZodObject<Query>> & { readonly org?: OrgId };
        const asking = { ...question(rest as z.infer<z.ZodObject<Query>>), ...(of && { org: of }) };
        return c.get("isOperator") ? { value: await asked().byOperator(asking) } : asked().byReviewer(session, asking);
      },
    ),
    define(
      app,
      {
        method: "get",
        path: `/orgs/{org}/transparency/${name}`,
        summary: `${summary}; of the own org alone`,
        who: "person",
        rules,
        params: { org: idOf("Org") },
        query,
        value,
      },
      ({ session, query: own }) => asked().byOrg(session, question(own)),
    ),
  ];
}

/** The session sheet. */
function sheetRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const summary = "One LoginAs session: its login access, whether that ran at each act, what was looked at and changed";
  const login = idOf("AuthSession");
  const asking = (session: SessionId, query: { readonly asOf?: number | undefined }) => ({ session, ...given(query) });
  return [
    define(
      app,
      {
        method: "get",
        path: "/audit/sessions/{login}",
        summary,
        who: "person or operator",
        rules: ["POWER-08", "REVIEW-16", "REVIEW-18", "REVIEW-20", "REVIEW-22"],
        params: { login },
        query: asOf,
        value: sheetAnswer,
      },
      async ({ session, params, query, c }) => {
        const question = asking(params.login, query);
        return c.get("isOperator")
          ? { value: await simulator.auditSheet.byOperator(question) }
          : simulator.auditSheet.byReviewer(session, question);
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/transparency/sessions/{login}",
        summary: `${summary}, in the own org`,
        who: "person",
        rules: ["POWER-08", "REVIEW-16", "REVIEW-17", "REVIEW-18"],
        params: { org: idOf("Org"), login },
        query: asOf,
        value: sheetAnswer,
      },
      ({ session, params, query }) => simulator.auditSheet.byOrg(session, asking(params.login, query)),
    ),
  ];
}
