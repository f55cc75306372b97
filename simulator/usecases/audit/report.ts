import { EXCLUSIONS } from "#domain/audit/exclusions.ts";
import type { Stream } from "#domain/events.ts";
import { Fault } from "#domain/fault.ts";
import type { DebugSessionId, OrgId, SessionId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { act, asTheUserMay, operate } from "#usecases/act.ts";
import type { Answer, AuditRecord, EvidenceRequest, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { shownToReviewer } from "./shown-to-a-reviewer.ts";
import { shownToTheOrg } from "./shown-to-the-org.ts";

/** Which records a report is about, and the form it is handed out in. */
export interface ReportQuestion {
  readonly org?: Stream;
  /** A LoginAs session, or another one, or a debugging session. */
  readonly session?: SessionId | DebugSessionId;
  /** From this instant of platform time on. */
  readonly from?: Instant;
  /** Before this one. */
  readonly to?: Instant;
  readonly form: string;
}

/** What somebody who judges the log found; the seam for an auditor. */
export interface Finding {
  readonly rule: string;
  readonly seq: number;
  readonly says: string;
}

/** What a report says of itself, beside the records and their proofs. Nothing of it is proved. */
export interface ReportAbout {
  readonly made: Instant;
  readonly scope: string;
  readonly records: number;
  readonly findings: readonly Finding[];
  /** Values that were destroyed, as number of the record and name. */
  readonly erased: readonly (readonly [number, string])[];
  readonly exclusions: readonly string[];
  /** What the ids of orgs and people are called. */
  readonly names: Readonly<Record<string, string>>;
}

/** Judges records; answers nothing where nobody does. */
export type Judge = (records: readonly AuditRecord[]) => Promise<readonly Finding[]>;

/**
 * Hands out records as an evidence pack that says what it is about, for the operator. That it was done is on record
 * first. Fault NOT_FOUND when there is no such session or org.
 */
export const exportAudit =
  (ports: Ports) =>
  async (question: ReportQuestion, judge?: Judge): Promise<string> => {
    const chosen = await recordsFor(ports, question);
    const { form, query, records } = exported(question, chosen);
    await operate(ports, async () => ({
      events: [{ type: "audit.exported", org: streamOf(ports, question), form, query, records }],
      value: undefined,
    }));
    return packOf(ports, question, chosen, judge);
  };

/** The same for a reviewer, who holds Review Audit Log in the own org (POWER-08), with the values that the role discloses (REVIEW-20). */
export const exportReview =
  (ports: Ports) =>
  (reviewer: SessionId, question: ReportQuestion, judge?: Judge): Promise<Answer<string>> =>
    handOut(ports, reviewer, { question, needs: "Review Audit Log", ...(judge && { judge }) });

/** The same for a subscriber's own org, without what a package hides from its customer (POWER-08). */
export const exportTransparency =
  (ports: Ports) =>
  (user: SessionId, question: Omit<ReportQuestion, "org">, judge?: Judge): Promise<Answer<string>> =>
    handOut(ports, user, {
      question: { ...question, org: orgOfSession(ports, user) },
      needs: "View Setup and Configuration",
      shows: shownToTheOrg,
      ...(judge && { judge }),
    });

type Shows = NonNullable<EvidenceRequest["shows"]>;

interface HandingOut {
  readonly question: ReportQuestion;
  readonly needs: "Review Audit Log" | "View Setup and Configuration";
  /** What of it may be read; what a reviewer is shown unless said otherwise. */
  readonly shows?: EvidenceRequest["shows"];
  readonly judge?: Judge;
}

async function handOut(ports: Ports, id: SessionId, { question, needs, shows, judge }: HandingOut) {
  const org = orgOfSession(ports, id);
  const about = { org, name: nameOf(needs), needs } as const;
  let chosen: readonly AuditRecord[] = [];
  const { value: shown, ...answer } = await act<Shows>(ports, id, about, async (acting, standing) => {
    chosen = await recordsFor(ports, question);
    const happening = {
      type: "audit.exported",
      org: streamOf(ports, question),
      ...exported(question, chosen),
      ...(shows && { query: ownQuery(question) }),
    } as const;
    return { decision: asTheUserMay(), happenings: [happening], value: shows ?? shownToReviewer(acting, standing) };
  });
  return { ...answer, ...(shown && { value: await packOf(ports, question, chosen, judge, shown) }) };
}

const exported = (question: ReportQuestion, records: readonly AuditRecord[]) => ({
  form: question.form,
  query: scopeOf(question),
  records: records.length,
});

/** The act as it is called, whatever it hands out: reading the log, or the own part of it. */
const nameOf = (needs: HandingOut["needs"]) =>
  needs === "Review Audit Log" ? "review the audit log" : "see what was done in the org";

const ownQuery = (question: ReportQuestion): string => `what was done in the org: ${scopeOf(question)}`;

/** What was asked for, in words. */
function scopeOf({ org, session, from, to }: ReportQuestion, names: ReportAbout["names"] = {}): string {
  const name = org === undefined ? undefined : names[org];
  const parts = [
    org === undefined
      ? "all records"
      : org === "platform"
        ? "records of the platform"
        : name === undefined
          ? `records of org ${org}`
          : `records of org ${name} (${org})`,
    ...(session ? [`session ${session}`] : []),
    ...(from ? [`from ${from}`] : []),
    ...(to ? [`before ${to}`] : []),
  ];
  return parts.join(", ");
}

async function recordsFor(ports: Ports, question: ReportQuestion): Promise<readonly AuditRecord[]> {
  const { log, places } = ports;
  const { session, from, to } = question;
  const isOfOne = question.org !== undefined || session !== undefined;
  const chosen: AuditRecord[] = [];
  for await (const record of isOfOne ? log.pick(places.of(streamOf(ports, question)).numbers) : log.read()) {
    if (from && record.at < from) continue;
    if (to && record.at >= to) continue;
    if (session && record.session !== session && !("debugSession" in record && record.debugSession === session))
      continue;
    chosen.push(record);
  }
  return chosen;
}

/** The stream that the records are of, and so the one that is told they were handed out; the platform's for several. */
const streamOf = (ports: Ports, { org, session }: ReportQuestion): Stream =>
  org ?? (session ? orgAround(ports, session) : "platform");

/** The org a session was in. Fault NOT_FOUND when there was none of this id. */
function orgAround({ folds }: Ports, session: SessionId | DebugSessionId): OrgId {
  const org =
    folds.sessions.get(session as SessionId)?.user.org ??
    folds.debugging.sessions.get(session as DebugSessionId)?.user.org;
  if (!org) throw new Fault("NOT_FOUND", `no session with id "${session}"`);
  return org;
}

async function packOf(
  ports: Ports,
  question: ReportQuestion,
  records: readonly AuditRecord[],
  judge: Judge = async () => [],
  shows?: EvidenceRequest["shows"],
): Promise<string> {
  const names = await namesOf(ports, records);
  const about: ReportAbout = {
    made: ports.clock.now(),
    scope: scopeOf(question, names),
    records: records.length,
    findings: await judge(records),
    erased: records.flatMap(({ seq, erased = [] }) => erased.map((name) => [seq, name] as const)),
    exclusions: Object.values(EXCLUSIONS),
    names,
  };
  return ports.log.evidence({ numbers: records.map(({ seq }) => seq), about, ...(shows && { shows }) });
}

/** What the people and orgs in some records are called now. */
async function namesOf({ orgs }: Ports, records: readonly AuditRecord[]): Promise<Readonly<Record<string, string>>> {
  const people = records.flatMap(({ user, delegateUser }) => [user, delegateUser]).filter((one) => one !== undefined);
  const ids = new Set([...people, ...records].flatMap(({ org }) => (org === "platform" ? [] : org)));
  const known = new Set(await orgs.list());
  const names: Record<string, string> = {};
  for (const id of ids) {
    if (!known.has(id)) continue;
    const rows = await orgs.of(id);
    names[id] = companyOf(rows).name;
    for (const person of people) {
      const user = person.org === id ? rows.users[person.id] : undefined;
      // A sandbox keeps the ids of the users it copied, so a user is named with the org.
      if (user) names[`${id}/${user.id}`] = user.username;
    }
  }
  return names;
}
