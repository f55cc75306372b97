import { parseTypeRef } from "#domain/debug/type-ref.ts";
import type { EventOf, Stream } from "#domain/events.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Question } from "#domain/review/reading.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { shownToReviewer, withoutWithheld } from "#usecases/audit/shown-to-a-reviewer.ts";
import { readAsOperator, readingBy } from "#usecases/audit-reading.ts";
import type { Answer, AuditRecord, Ports, ShownRecord } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface AuditQuestion {
  /** Number of the first record looked at. */
  readonly from: number;
  /** At most this many records are handed out. */
  readonly limit: number;
  readonly org?: Stream;
  readonly type?: string;
}

export interface AuditPage {
  readonly records: readonly ShownRecord[];
  /** Where to go on reading: behind the last record that was looked at. */
  readonly next: number;
  /** How many records the log has. */
  readonly size: number;
}

async function pageOf({ log, places }: Ports, { from, limit, org, type }: AuditQuestion): Promise<AuditPage> {
  const { size } = log.end;
  const ofOneOrg = org && places.of(org).numbers.filter((seq) => seq >= from);
  const records: AuditRecord[] = [];
  let next = from;
  for await (const record of ofOneOrg ? log.pick(ofOneOrg) : log.read(from)) {
    if (records.length === limit) return { records, next, size: log.end.size };
    next = record.seq + 1;
    if (type === undefined || record.type === type) records.push(record);
  }
  // Of one org there is nothing more, so all of the others' has been looked at, too.
  return { records, next: Math.max(next, size), size: log.end.size };
}

const asked = ({ org, type }: Pick<AuditQuestion, "org" | "type">): Question => ({
  what: "records",
  ...(org && { org }),
  ...(type !== undefined && { type }),
});

/** Reads the log as the operator, who stands outside all orgs; that is on record first (REVIEW-16). */
export const readAudit =
  (ports: Ports) =>
  (question: AuditQuestion): Promise<AuditPage> =>
    readAsOperator(ports, asked(question), () => pageOf(ports, question));

/** The same as a reviewer, whoever holds Review Audit Log in the own org (POWER-08), without what the role does not disclose (REVIEW-20). */
export const reviewAudit =
  (ports: Ports) =>
  async (reviewer: SessionId, question: AuditQuestion): Promise<Answer<AuditPage>> =>
    act<AuditPage>(
      ports,
      reviewer,
      { org: orgOfSession(ports, reviewer), name: "review the audit log", needs: "Review Audit Log" },
      async (acting, standing) => {
        const { records, ...page } = await pageOf(ports, question);
        const shows = shownToReviewer(acting, standing);
        return {
          decision: asTheUserMay(),
          value: { ...page, records: records.map((record) => withoutWithheld(record, shows)) },
          happenings: readingBy(acting, standing, asked(question)),
        };
      },
    );

/**
 * What was done and tried in the own org: its records and no other's, without what a package hides from its customer,
 * for whoever may view Setup there (POWER-08).
 */
export const viewTransparency =
  (ports: Ports) =>
  async (user: SessionId, question: Omit<AuditQuestion, "org">): Promise<Answer<AuditPage>> => {
    const org = orgOfSession(ports, user);
    const about = { org, name: "see what was done in the org", needs: "View Setup and Configuration" } as const;
    return act<AuditPage>(ports, user, about, async (acting, standing) => {
      const { records, next } = await pageOf(ports, { ...question, org });
      // How long the whole log is would tell of others.
      const size = (ports.folds.heads.get(org) ?? -1) + 1;
      const { type } = question;
      const reading = readingBy(acting, standing, { what: "own org", org, ...(type !== undefined && { type }) });
      return {
        decision: asTheUserMay(),
        value: { records: records.map(shownToTheOrg), next, size },
        happenings: reading,
      };
    });
  };

/**
 * A record as the org that it is about may read it: who did what, to what and under which rule. The rows that were
 * written stay behind, since they can hold what a package hides from its customer, code (POWER-02) and an agent's debug
 * logs (POWER-17); and so does protected data (POWER-04), and what variables in a package's code are called.
 */
export function shownToTheOrg({ changes: _, ...record }: AuditRecord): AuditRecord {
  if (record.type === "debug.variables-read") return withoutPackageNames(record);
  if (record.type !== "power.protected-setting-changed") return record;
  const { before: __, after: ___, ...about } = record;
  return about;
}

/** That a publisher's engineer looked at variables of a package, where and at how many, stays; their names are code. */
function withoutPackageNames<Read extends Omit<EventOf<"debug.variables-read">, "changes">>(record: Read) {
  if (!record.delegateUser || parseTypeRef(record.file)?.namespace === undefined) return record;
  return { ...record, path: [], names: [] };
}
