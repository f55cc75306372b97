import { Fault, notFound } from "#domain/fault.ts";
import { parseId, type SessionId, type UserRef } from "#domain/ids.ts";
import type { Session } from "#domain/login/session.ts";
import { deadline } from "#domain/review/deadline.ts";
import { formatReviewId } from "#domain/review/names.ts";
import type { Subject } from "#domain/review/review.ts";
import { mayOpen } from "#domain/review/rules.ts";
import { REVIEW_STEPS } from "#domain/review/steps.ts";
import { type About, distinct, subjectOfDebugging, subjectOfLogin } from "#domain/review/watch.ts";
import { stepped } from "#domain/steps.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { byReviewer, refusal, reviewerFacts, reviewing, type ShownReview, shownReview } from "./reviewing.ts";

/** As many records as one finding can be about: they are read to see whose doing they are. */
const MOST_RECORDS = 1000;

export interface OpenReview {
  readonly about: Subject;
  /** What was found. */
  readonly text: string;
}

/**
 * Opens a review for a finding; it is of high risk. Faults NOT_FOUND when there is no such session, INVALID_FIELD when
 * the records are not in the log, or more than a finding can be about.
 */
export const openReview =
  (ports: Ports) =>
  (reviewer: SessionId, { about, text }: OpenReview): Promise<Answer<ShownReview>> => {
    const name = "open a review";
    return reviewing<ShownReview>(ports, reviewer, name, async (acting, { reviews, now }) => {
      const decision = mayOpen({ ...reviewerFacts(acting), text });
      if (decision.effect === "deny") return refusal(acting, decision, { act: name });
      const opened = {
        type: "review.opened",
        review: formatReviewId(reviews.all.size + 1),
        ...(await subjectOf(ports, about)),
        reasons: ["finding"],
        risk: "high",
        dueAt: deadline.gives({ from: now, of: "high" }),
        finding: text,
      } as const;
      const event = { ...opened, at: now, seq: ports.log.end.size, user: acting.ref };
      const review = stepped(REVIEW_STEPS, undefined, event);
      return {
        decision,
        happenings: [byReviewer(acting, opened)],
        ...(review && { value: shownReview(review, now) }),
      };
    });
  };

async function subjectOf(ports: Ports, about: Subject): Promise<About> {
  const { folds } = ports;
  if (about.what === "LoginAs session") return subjectOfLogin(folds, agentsSession(ports, about.session));
  if (about.what === "records") return { about, ...(await whoseRecords(ports, about)) };
  const session = folds.debugging.sessions.get(about.debugSession);
  if (!session?.delegate) throw notFound("debugging session of an agent with id", about.debugSession);
  return subjectOfDebugging(folds, session.id, agentsSession(ports, session.login));
}

function agentsSession({ folds }: Ports, id: SessionId): Session {
  const session = folds.sessions.get(id);
  if (!session?.delegate) throw notFound("LoginAs session with id", id);
  return session;
}

/** Whose doing some records are, and of which org, where they are all of one. */
async function whoseRecords(
  { log }: Ports,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<Omit<About, "about">> {
  const { size } = log.end;
  if (first > last || last >= size)
    throw new Fault("INVALID_FIELD", `there are no records ${first} to ${last}; the log has 0 to ${size - 1}`);
  if (last - first >= MOST_RECORDS)
    throw new Fault("INVALID_FIELD", `a finding is about ${MOST_RECORDS} records at most; name fewer`);
  const users: UserRef[] = [];
  const orgs = new Set<string>();
  for await (const { org, user, delegateUser } of log.pick(numbersOf(first, last))) {
    orgs.add(org);
    users.push(...(delegateUser ? [delegateUser] : []), ...(user ? [user] : []));
  }
  const [only, ...others] = orgs;
  const subscriber = others.length === 0 ? parseId("Org", only ?? "") : undefined;
  return { parties: distinct(users), ...(subscriber && { subscriber }) };
}

const numbersOf = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);
