import { z } from "@hono/zod-openapi";
import { GRANT_FLAGS } from "#usecases/audit/grants.ts";
import { EXPOSURES } from "#usecases/audit/regard.ts";

// What the questions about the audit log are answered with. Ids stand for people and orgs; `names` has what they are called.

const user = z.object({ org: z.string(), id: z.string() });
const seq = z.int();
const about = {
  /** How many records counted. */
  asOf: z.int(),
  names: z.object({ orgs: z.record(z.string(), z.string()), users: z.record(z.string(), z.string()) }),
};

const visit = z
  .object({
    session: z.string(),
    seq,
    org: z.string(),
    user,
    delegateUser: user,
    grant: z.string().optional(),
    rule: z.string().optional(),
    state: z.enum(["awaiting approval", "refused", "active", "ended"]),
    startedAt: z.string(),
    endedAt: z.string().optional(),
    endedBecause: z.string().optional(),
    seconds: z.int().optional(),
    withCase: z.boolean(),
    caseReference: z.string().optional(),
    from: z.string().optional(),
    looked: z.int(),
    changed: z.int(),
    debugged: z.int(),
    refused: z.int(),
    exposed: z.array(z.enum(EXPOSURES)),
  })
  .openapi("AuditVisit");

const entry = z
  .object({
    seq,
    at: z.string(),
    type: z.string(),
    org: z.string(),
    user: user.optional(),
    delegateUser: user.optional(),
    session: z.string().optional(),
    effect: z.enum(["allow", "deny"]).optional(),
    rule: z.string().optional(),
    because: z.string().optional(),
    caseReference: z.string().optional(),
    what: z.string().optional(),
  })
  .openapi("AuditEntry");

const values = z.union([z.record(z.string(), z.string()), z.literal(["(not disclosed)", "(withheld)"])]);

const grantBar = z
  .object({
    grant: z.string(),
    user,
    givenBy: user,
    party: z.string(),
    givenAt: z.string(),
    endsAt: z.string(),
    end: z.enum(["revoked", "expired", "void"]).optional(),
    steps: z.array(
      z.object({
        seq,
        at: z.string(),
        how: z.enum(["given", "changed", "revoked", "expired", "void"]),
        by: user.optional(),
        endsAt: z.string().optional(),
        byAgent: z.literal(true).optional(),
      }),
    ),
  })
  .openapi("AuditGrant");

const seen = z.object({
  "protected settings": z.int(),
  code: z.int(),
  "debug logs": z.int(),
  variables: z.int(),
});

export const whoAnswer = z.object({ ...about, visits: z.array(visit), before: z.int().optional() });

export const timelineAnswer = z.object({ ...about, entries: z.array(entry), next: z.int(), more: z.boolean() });

export const sheetAnswer = z.object({
  ...about,
  visit,
  grant: grantBar.optional(),
  verdict: z.object({
    outcome: z.enum(["covered", "not covered", "needs no login access", "nothing was let in"]),
    acts: z.int(),
    uncovered: z.array(z.object({ seq, because: z.string() })),
    decidedBy: z.array(seq),
    rule: z.string().optional(),
  }),
  looked: z.array(entry),
  changed: z.array(entry.extend({ before: values.optional(), after: values.optional() })),
  debugged: z.array(entry),
  refused: z.array(entry),
});

export const grantsAnswer = z.object({
  ...about,
  all: z.int(),
  flagged: z.record(z.enum(GRANT_FLAGS), z.int()),
  grants: z.array(
    grantBar.extend({
      days: z.number(),
      uses: z.int(),
      lastUse: z.string().optional(),
      withCase: z.int(),
      flags: z.array(z.enum(GRANT_FLAGS)),
    }),
  ),
});

export const refusalsAnswer = z.object({
  ...about,
  all: z.int(),
  byRule: z.array(z.object({ rule: z.string(), count: z.int(), last: z.string() })),
  byPerson: z.array(
    z.object({
      person: user.optional(),
      org: z.string(),
      count: z.int(),
      rules: z.array(z.string()),
      last: z.string(),
    }),
  ),
  runs: z.array(
    z.object({
      person: user,
      org: z.string(),
      count: z.int(),
      rules: z.array(z.string()),
      since: z.string(),
      until: z.string(),
      records: z.array(seq),
    }),
  ),
  newest: z.array(entry),
});

export const exposureAnswer = z.object({
  ...about,
  sessions: seen,
  acts: seen,
  exposed: z.array(z.object({ visit, seen, last: seq })),
});
