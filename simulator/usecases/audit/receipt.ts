import { Fault } from "#domain/fault.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import { readAsOperator, readingBy } from "#usecases/audit-reading.ts";
import type { Answer, AuditRecord, EvidenceRequest, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { shownToReviewer } from "./shown-to-a-reviewer.ts";
import { shownToTheOrg } from "./shown-to-the-org.ts";

/** How one record is proved: an evidence pack with its values, or the bare proof as a file of c2sp.org/tlog-proof. */
export interface ReceiptQuestion {
  readonly seq: number;
  readonly form: "evidence" | "tlog-proof";
}

const NAME = "see the proof of a record";

/**
 * The proof of any record, for the operator; it shows the record, so it is a reading like any other (REVIEW-16). Fault
 * NOT_FOUND when there is none of this number.
 */
export const giveReceipt =
  (ports: Ports) =>
  (question: ReceiptQuestion): Promise<string> =>
    readAsOperator(ports, { what: "one record", seq: question.seq }, () => receiptFor(ports, question));

/**
 * The same for a reviewer, who holds Review Audit Log in the own org, with the values that the role discloses, and for the people a record is about: an agent
 * who logged in or debugged proves what was on record from the beginning (POWER-08). Only those read nothing new by it.
 */
export const reviewReceipt =
  (ports: Ports) =>
  async (person: SessionId, question: ReceiptQuestion): Promise<Answer<string>> => {
    const org = orgOfSession(ports, person);
    const record = await recordIn(ports, question.seq);
    const isOwn = record !== undefined && concerns(record, userOf(ports, person));
    const about = { org, name: NAME, ...(!isOwn && { needs: "Review Audit Log" as const }) };
    return act<string>(ports, person, about, async (acting, standing) => ({
      decision: asTheUserMay(),
      value: await receiptFor(ports, question, isOwn ? shownToTheOrg : shownToReviewer(acting, standing)),
      happenings: isOwn ? [] : readingBy(acting, standing, { what: "one record", seq: question.seq }),
    }));
  };

/**
 * The proof of a record of the own org, for the people it is about and for whoever may view Setup there (POWER-08).
 * Fault NOT_FOUND for a record of another org, as for one that is not there.
 */
export const viewReceipt =
  (ports: Ports) =>
  async (person: SessionId, question: ReceiptQuestion): Promise<Answer<string>> => {
    const org = orgOfSession(ports, person);
    const record = await recordIn(ports, question.seq);
    const isOwn = record?.org === org && concerns(record, userOf(ports, person));
    const about = { org, name: NAME, ...(!isOwn && { needs: "View Setup and Configuration" as const }) };
    return act<string>(ports, person, about, async (acting, standing) => {
      if (record?.org !== org)
        throw new Fault("NOT_FOUND", `no record with number "${question.seq}" is about this org`);
      return {
        decision: asTheUserMay(),
        value: await receiptFor(ports, question, shownToTheOrg),
        happenings: isOwn ? [] : readingBy(acting, standing, { what: "one record", seq: question.seq, own: org }),
      };
    });
  };

const receiptFor = (
  { log }: Ports,
  { seq, form }: ReceiptQuestion,
  shows?: EvidenceRequest["shows"],
): Promise<string> =>
  form === "evidence" ? log.evidence({ numbers: [seq], ...(shows && { shows }) }) : log.tlogProof(seq);

async function recordIn({ log }: Ports, seq: number): Promise<AuditRecord | undefined> {
  if (seq >= log.end.size) return undefined;
  for await (const record of log.pick([seq])) return record;
  return undefined;
}

const userOf = ({ folds }: Ports, id: SessionId): UserRef | undefined => folds.sessions.get(id)?.user;

/** Whether a record names the user: as whom it counts, or as who was at the keyboard. */
function concerns({ user, delegateUser, ...details }: AuditRecord, who: UserRef | undefined): boolean {
  const engineer = "engineer" in details ? details.engineer : undefined;
  return [user, delegateUser, engineer].some((one) => one && who && one.org === who.org && one.id === who.id);
}
