import type { AuditIndex, Search } from "#audit/index/search.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { shownToTheOrg } from "#usecases/operator/read-audit.ts";
import type { Answer, AuditRecord, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { passTime } from "#usecases/until-settled.ts";
import { type AnswerNames, namesIn } from "./names.ts";
import type { AuditSource } from "./source.ts";

/** An answer with what everybody in it is called. */
export type Named<Value> = Value & { readonly names: AnswerNames };

/** One question about the log, as each of those asks it who may. */
export interface Asked<Question, Shown> {
  /** Over everything, by the operator, who stands outside all orgs. */
  byOperator(question: Question): Promise<Shown>;
  /** Over everything, by whoever holds Review Audit Log in the own org (POWER-08). */
  byReviewer(reviewer: SessionId, question: Question): Promise<Answer<Shown>>;
  /** Over the own org alone, without what a package hides from its customer, by whoever may view Setup there (POWER-08). */
  byOrg(user: SessionId, question: Question): Promise<Answer<Shown>>;
}

/** Lets a question be asked by all who may, each of as much of the log as is for them. */
export function askedOf<Question, Value extends object>(
  ports: Ports,
  ask: (source: AuditSource, question: Question) => Promise<Value>,
): Asked<Question, Named<Value>> {
  const named = async (value: Value): Promise<Named<Value>> => ({ ...value, names: await namesIn(ports, value) });
  const ofAll = async (question: Question) => named(await ask(await everything(ports), question));
  return {
    async byOperator(question) {
      await passTime(ports);
      return ofAll(question);
    },
    byReviewer(reviewer, question) {
      const org = orgOfSession(ports, reviewer);
      const about = { org, name: "review the audit log", needs: "Review Audit Log" } as const;
      return act<Named<Value>>(ports, reviewer, about, async () => ({
        decision: asTheUserMay(),
        value: await ofAll(question),
      }));
    },
    byOrg(user, question) {
      const org = orgOfSession(ports, user);
      const about = { org, name: "see what was done in the org", needs: "View Setup and Configuration" } as const;
      return act<Named<Value>>(ports, user, about, async () => ({
        decision: asTheUserMay(),
        value: await named(await ask(ofOneOrg(await everything(ports), org), question)),
      }));
    },
  };
}

async function everything({ log }: Ports): Promise<AuditSource> {
  const index = await log.index();
  return { index, records: (seqs) => log.pick(seqs), origins: index };
}

/** The part of the log that is one org's, as that org may read it. */
const ofOneOrg = ({ index, records, origins }: AuditSource, org: OrgId): AuditSource => ({
  index: narrowed(index, org),
  async *records(seqs) {
    // Without the rows that were written, which no answer shows.
    for await (const record of records(seqs)) yield shownToTheOrg(record) as AuditRecord;
  },
  origins,
});

const narrowed = (index: AuditIndex, org: OrgId): AuditIndex => ({
  /** Up to the last record of the org: how long the whole log is would tell of others. */
  get size() {
    const [last] = index.search({ org, backwards: true });
    return last ? last.seq + 1 : 0;
  },
  search: (search: Search) => index.search({ ...search, org }),
});
