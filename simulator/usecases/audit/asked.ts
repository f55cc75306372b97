import type { AuditIndex, Search } from "#audit/index/search.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { ASKED, Narrowing } from "#domain/review/question.ts";
import type { Question } from "#domain/review/reading.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { readAsOperator, readingBy } from "#usecases/audit-reading.ts";
import { shownToTheOrg } from "#usecases/operator/read-audit.ts";
import type { Answer, AuditRecord, EvidenceRequest, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { passTime } from "#usecases/until-settled.ts";
import { type AnswerNames, namesIn } from "./names.ts";
import { shownToReviewer, withoutWithheld } from "./shown-to-a-reviewer.ts";
import type { AuditSource } from "./source.ts";

/** An answer with what everybody in it is called. */
export type Named<Value> = Value & { readonly names: AnswerNames };

/** One question about the log, as each of those asks it who may; who asked what is on record first (REVIEW-16). */
export interface Asked<Asking, Shown> {
  /** Over everything, by the operator, who stands outside all orgs. */
  byOperator(question: Asking): Promise<Shown>;
  /**
   * Over everything, by whoever holds Review Audit Log in the own org (POWER-08), without what the role does not
   * disclose (REVIEW-20).
   */
  byReviewer(reviewer: SessionId, question: Asking): Promise<Answer<Shown>>;
  /** Over the own org alone, without what a package hides from its customer, by whoever may view Setup there (POWER-08). */
  byOrg(user: SessionId, question: Asking): Promise<Answer<Shown>>;
}

/** Lets a question be asked by all who may, each of as much of the log as is for them. */
export function askedOf<Asking extends Narrowing, Value extends object>(
  ports: Ports,
  asked: keyof typeof ASKED,
  ask: (source: AuditSource, question: Asking) => Promise<Value>,
): Asked<Asking, Named<Value>> {
  const named = async (value: Value): Promise<Named<Value>> => ({ ...value, names: await namesIn(ports, value) });
  const inWords = (narrowing: Narrowing): Question => ({ what: "asked", asked, narrowing });
  return {
    async byOperator(question) {
      await passTime(ports);
      const answer = async () => named(await ask(await everything(ports), question));
      return readAsOperator(ports, inWords(question), answer);
    },
    byReviewer(reviewer, question) {
      const org = orgOfSession(ports, reviewer);
      const about = { org, name: "review the audit log", needs: "Review Audit Log" } as const;
      return act<Named<Value>>(ports, reviewer, about, async (acting, standing) => {
        const source = asShown(await everything(ports), shownToReviewer(acting, standing));
        return {
          decision: asTheUserMay(),
          value: await named(await ask(source, question)),
          happenings: readingBy(acting, standing, inWords(question)),
        };
      });
    },
    byOrg(user, question) {
      const org = orgOfSession(ports, user);
      const about = { org, name: "see what was done in the org", needs: "View Setup and Configuration" } as const;
      return act<Named<Value>>(ports, user, about, async (acting, standing) => ({
        decision: asTheUserMay(),
        value: await named(await ask(ofOneOrg(await everything(ports), org), question)),
        happenings: readingBy(acting, standing, { what: "asked", asked, narrowing: question, own: org }),
      }));
    },
  };
}

async function everything({ log }: Ports): Promise<AuditSource> {
  const index = await log.index();
  return { index, records: (seqs) => log.pick(seqs), origins: index };
}

/** The whole log, as far as its values are for whoever asks. */
const asShown = (source: AuditSource, shows: NonNullable<EvidenceRequest["shows"]>): AuditSource => ({
  ...source,
  async *records(seqs) {
    for await (const record of source.records(seqs)) yield withoutWithheld(record, shows);
  },
});

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
