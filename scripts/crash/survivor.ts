import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { emptyFolds, type Folds, fold } from "#domain/folds.ts";
import { isLoginAs } from "#domain/login/session.ts";
import { applyChanges, companyOf, type OrgRows } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { openUnderstudy } from "#server/open.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Acknowledged, AcknowledgedEvent } from "./acknowledged.ts";

/** Opens a state folder that was killed, and says everything that is not as it must be. */
export async function lossesIn(state: string, acknowledged: readonly Acknowledged[]): Promise<Survival> {
  const opened = await openUnderstudy({
    version: "crash",
    state,
    world: "acme",
    seed: 1,
    systemMillis: () => Date.now(),
    random: (size) => randomBytes(size),
  });
  try {
    const { ports } = opened.simulator;
    const records: AuditRecord[] = [];
    for await (const record of ports.log.read()) records.push(record);
    const losses = [
      ...lostIn(records, acknowledged),
      ...lostEvents(
        records,
        acknowledged.filter((one) => one.kind === "event"),
      ),
      ...differing(ports.folds, replayed(records)),
      ...stillRunning(ports.folds),
    ];
    const rows = rowsFrom(records);
    for (const org of await ports.orgs.list()) {
      if (!isDeepStrictEqual(await ports.orgs.of(org), rows.get(org))) losses.push(`state and log of ${org} differ`);
    }
    const check = await opened.verifyLog();
    if (check.verdict === "bad") losses.push(`the log is bad: ${JSON.stringify(check.defect)}`);
    return { losses, records: records.length, setAside: opened.setAside };
  } finally {
    await opened.close();
  }
}

export interface Survival {
  readonly losses: readonly string[];
  readonly records: number;
  /** Bytes of a torn record that were set aside. */
  readonly setAside: number;
}

function lostIn(records: readonly AuditRecord[], acknowledged: readonly Acknowledged[]): string[] {
  const ends = new Set<string>();
  const cases = new Map<string, string | undefined>();
  const counts = new Map<string, number>();
  for (const record of records) {
    if (record.type === "grant.given" || record.type === "grant.changed") ends.add(record.endsAt);
    if (record.type === "login.started" && record.caseReference) cases.set(record.caseReference, record.session);
    if (record.type === "login.refused" && record.caseReference) cases.set(record.caseReference, undefined);
    for (const { table, id, row } of record.changes ?? [])
      if (table === "company" && row) counts.set(id, row.limits.apiRequests);
  }
  const isThere = (one: Acknowledged): boolean => {
    switch (one.kind) {
      case "grant":
        return ends.has(one.endsAt);
      case "login":
        return cases.has(one.caseReference) && cases.get(one.caseReference) === one.session;
      case "event":
        return true;
      case "row":
        return (counts.get(one.org) ?? 0) >= one.apiRequests;
    }
  };
  return acknowledged.filter((one) => !isThere(one)).map((one) => `lost: ${JSON.stringify(one)}`);
}

/** As many events of each kind as were acknowledged must be there. */
function lostEvents(records: readonly AuditRecord[], acknowledged: readonly AcknowledgedEvent[]): string[] {
  const wanted = new Map<string, number>();
  const members = new Map<string, Set<string>>();
  for (const { org, type, about } of acknowledged) {
    const key = JSON.stringify([org, type, ...(about ?? [])]);
    wanted.set(key, (wanted.get(key) ?? 0) + 1);
    if (about) members.set(type, (members.get(type) ?? new Set()).add(about[0]));
  }
  const there = new Map<string, number>();
  for (const record of records) {
    const abouts = [...(members.get(record.type) ?? [])].map((member) => [member, Reflect.get(record, member)]);
    for (const about of [[], ...abouts]) {
      const key = JSON.stringify([record.org, record.type, ...about]);
      there.set(key, (there.get(key) ?? 0) + 1);
    }
  }
  return [...wanted]
    .filter(([key, count]) => (there.get(key) ?? 0) < count)
    .map(([key, count]) => `lost: ${count} of ${key}, there are ${there.get(key) ?? 0}`);
}

const replayed = (records: readonly AuditRecord[]): Folds => {
  const folds = emptyFolds();
  for (const record of records) fold(folds, record);
  return folds;
};

/** Whatever is reckoned from it, the instant up to which nothing is due depends on who has looked. */
function differing(running: Folds, full: Folds): string[] {
  const { debugLogs, quietUntil, ...parts } = running;
  const { debugLogs: logs, quietUntil: _, ...others } = full;
  const losses = Object.keys(parts).filter(
    (part) => !isDeepStrictEqual(Reflect.get(parts, part), Reflect.get(others, part)),
  );
  if (!isDeepStrictEqual([...debugLogs], [...logs])) losses.push("debugLogs");
  return losses.map((part) => `fold ${part} differs`);
}

/** After a crash no agent is logged in as anybody, nothing of his is debugged, and no request is in the middle of anything. */
const stillRunning = ({ sessions, running, debugging, workbenches }: Folds): string[] => [
  ...[...running.sessions.values()].filter(isLoginAs).map(({ id }) => `LoginAs session ${id} survived the crash`),
  ...[...debugging.running.values()].map(({ id }) => `debugging session ${id} survived the crash`),
  ...[...debugging.prepared.keys()]
    .filter((login) => !sessions.get(login)?.end)
    .map((login) => `the start link of ${login} survived the crash`),
  ...[...workbenches.values()]
    .filter(({ threads, waiting, lost }) => threads.size + waiting.length + lost.length > 0)
    .map(({ id }) => `requests of debugging session ${id} survived the crash`),
];

/** The rows as the world and the log alone make them. */
function rowsFrom(records: readonly AuditRecord[]): ReadonlyMap<string, OrgRows> {
  const rows = new Map<string, OrgRows>(acme().orgs.map((org) => [companyOf(org).id, org]));
  for (const { org, changes } of records) {
    const before = rows.get(org);
    if (changes && before) rows.set(org, applyChanges(before, changes));
  }
  return rows;
}
