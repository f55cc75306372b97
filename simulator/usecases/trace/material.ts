import { Fault } from "#domain/fault.ts";
import { type OrgId, parseId, type UserId, type UserRef } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import { companyOf, type OrgRows, rowOf } from "#domain/org.ts";
import { keyOfUser, type Names } from "#domain/trace/names.ts";
import { leavesTracesIn, type TraceRecord } from "#domain/trace/record.ts";
import type { AuditRecord, Ports } from "#usecases/ports.ts";

/** What the traces of an org are made from. */
export interface Material {
  readonly records: readonly TraceRecord[];
  readonly names: Names;
  readonly sessionOf: (record: TraceRecord) => Session | undefined;
  /** Where whoever is at the keyboard came from; of an agent that is where the own session came from. */
  readonly addressOf: (record: TraceRecord) => string | undefined;
}

/** Reads the records of one org, oldest first, and looks up whom they name. */
export async function materialOf(ports: Ports, org: OrgId): Promise<Material> {
  const { sessions } = ports.folds;
  const records: TraceRecord[] = [];
  const { numbers, appends } = ports.places.of(org);
  let nth = 0;
  // Those there are now: the log may grow while it is read.
  for await (const record of ports.log.pick(numbers.slice())) {
    const append = appends[nth] ?? record.seq;
    nth += 1;
    if (leavesTracesIn.gives({ event: record, org })) records.push({ ...record, append });
  }
  const sessionOf = ({ session }: TraceRecord) => session && sessions.get(session);
  return {
    records,
    names: await namesIn(ports, records),
    sessionOf,
    addressOf: (record) => {
      const session = sessionOf(record);
      return session?.address ?? (session?.origin && sessions.get(session.origin)?.address);
    },
  };
}

/**
 * Who is who in some records. Names only: nothing is decided by them, so the orgs they come from are not among those
 * that the decision to show them rests on.
 */
export async function namesIn(ports: Ports, records: readonly (TraceRecord | AuditRecord)[]): Promise<Names> {
  const [people, orgs] = [new Map(), new Map()];
  const users = new Map<string, UserRef>();
  const ids = new Set<OrgId>();
  for (const record of records) {
    for (const ref of refsIn(record)) users.set(keyOfUser(ref), ref);
    for (const id of orgsIn(record)) ids.add(id);
  }
  const rows = new Map<OrgId, OrgRows | undefined>();
  for (const { org } of users.values()) ids.add(org);
  for (const id of ids) rows.set(id, await rowsIfAny(ports, id));
  for (const [id, one] of rows) if (one) orgs.set(id, companyOf(one));
  for (const [key, { org, id }] of users) {
    const user = rowOf(rows.get(org)?.users ?? {}, id);
    if (user) people.set(key, user);
  }
  return { people, orgs };
}

function refsIn(record: TraceRecord | AuditRecord): readonly UserRef[] {
  const { user, delegateUser, org } = record;
  const others = org === "platform" ? [] : whomItIsAbout(record).map((id) => ({ org, id }));
  return [...(user ? [user] : []), ...(delegateUser ? [delegateUser] : []), ...others];
}

/** The users of its org whom a record is about, besides whoever did it. */
function whomItIsAbout(record: TraceRecord | AuditRecord): readonly UserId[] {
  if (record.type === "lmo.permission-changed") return [record.agent];
  return record.type === "license.assigned" || record.type === "license.unassigned" ? [record.assignee] : [];
}

/** The orgs a record names besides those of its people: where it happened, and who was let in there. */
function orgsIn(record: TraceRecord | AuditRecord): readonly OrgId[] {
  const { org } = record;
  const named = ["party" in record && record.party, "publisher" in record && record.publisher, org];
  return named.flatMap((one) => (typeof one === "string" ? (parseId("Org", one) ?? []) : []));
}

async function rowsIfAny({ orgs }: Ports, id: OrgId): Promise<OrgRows | undefined> {
  try {
    return await orgs.of(id);
  } catch (error) {
    if (error instanceof Fault && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}
