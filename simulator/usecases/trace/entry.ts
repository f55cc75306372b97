import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { type Entry, entryOf } from "#domain/trace/entry.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { readAsOperator, readingBy } from "#usecases/audit-reading.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { namesIn } from "./material.ts";

async function entryAt(ports: Ports, seq: number): Promise<Entry> {
  for await (const record of ports.log.read(seq)) {
    const chained = await ports.log.follows(seq);
    return entryOf.gives({ record, names: await namesIn(ports, [record]), chained });
  }
  throw notFound("record with number", String(seq));
}

/** One record of the audit log in names, and whether it follows the one before; for the operator. Fault NOT_FOUND when there is none. */
export const describeEntry =
  (ports: Ports) =>
  (seq: number): Promise<Entry> =>
    readAsOperator(ports, { what: "one record", seq }, () => entryAt(ports, seq));

/** The same for a reviewer, who holds Review Audit Log in the own org (TRACE-28, POWER-08). */
export const reviewEntry =
  (ports: Ports) =>
  (reviewer: SessionId, seq: number): Promise<Answer<Entry>> => {
    const org = orgOfSession(ports, reviewer);
    const about = { org, name: "review the audit log", needs: "Review Audit Log" } as const;
    return act<Entry>(ports, reviewer, about, async (acting, standing) => ({
      decision: asTheUserMay(),
      value: await entryAt(ports, seq),
      happenings: readingBy(acting, standing, { what: "one record", seq }),
    }));
  };
