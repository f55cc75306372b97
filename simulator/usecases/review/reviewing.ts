import type { Decision } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { isOverdue } from "#domain/review/deadline.ts";
import type { ReviewEvents } from "#domain/review/events.ts";
import type { ReviewId } from "#domain/review/names.ts";
import type { Question } from "#domain/review/reading.ts";
import type { Review, Done as Step } from "#domain/review/review.ts";
import { mayReadReviews, type Reviewer, type ReviewerFacts, reviewersNeeded } from "#domain/review/rules.ts";
import type { Instant } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import { type Acting, act, asTheUserMay, type Done, type Happening, type Person } from "#usecases/act.ts";
import { type ReaderId, readAsOperator, readingBy } from "#usecases/audit-reading.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { passTime, type Standing } from "#usecases/until-settled.ts";

/** A review as the queue shows it. */
export interface ShownReview extends Omit<Review, "openedAs" | "history"> {
  readonly overdue: boolean;
  /** How many different reviewers have to attest it. */
  readonly needs: number;
  readonly history: readonly Step[];
}

/** A review as it stands at an instant. */
export function shownReview({ openedAs: _, ...review }: Review, now: Instant): ShownReview {
  return { ...review, overdue: isOverdue.gives({ ...review, now }), needs: reviewersNeeded.gives(review) };
}

/** Somebody as a reviewer is asked about. */
export const asReviewer = ({ ref, user, entitlements }: Person): Reviewer => ({
  ref,
  username: user.username,
  holdsRight: holds(entitlements, "Review Audit Log"),
});

/** Whoever is at work, as a reviewer. */
export const reviewerFacts = (acting: Acting): ReviewerFacts => ({
  reviewer: asReviewer(acting),
  ...(acting.delegate && { delegate: { username: acting.delegate.user.username } }),
});

/** Fault NOT_FOUND when there is no such review. */
export function reviewNamed({ reviews }: Pick<Standing, "reviews">, id: ReviewId): Review {
  const review = reviews.all.get(id);
  if (!review) throw notFound("review", id);
  return review;
}

/** What is on record of a refusal. */
export const refusal = (acting: Acting, decision: Decision, about: ReviewEvents["review.refused"]) => ({
  decision,
  happenings: [byReviewer(acting, { type: "review.refused", ...about })],
});

type Own<Event> = Event extends unknown ? Omit<Event, "org" | "user" | "delegateUser"> : never;

/** Something that a reviewer did: it belongs to no tenant, so it stands in the platform's own stream. */
export const byReviewer = ({ ref, delegate }: Acting, happening: Own<Happening>): Happening =>
  ({
    org: "platform",
    user: ref,
    ...(delegate && { delegateUser: delegate.ref }),
    ...happening,
  }) as Happening;

/** An act of reviewing in the own session. */
export const reviewing = <Value>(
  ports: Ports,
  session: SessionId,
  name: string,
  decideOn: (acting: Acting, standing: Standing) => Promise<Done<Value>> | Done<Value>,
): Promise<Answer<Value>> => {
  return act<Value>(ports, session, { org: orgOfSession(ports, session), name }, decideOn);
};

/** Reads of the reviews, as the operator or as a reviewer; on record before anything is shown (REVIEW-16). */
export async function readingReviews<Value>(
  ports: Ports,
  reader: ReaderId,
  { name, question }: { readonly name: string; readonly question: Question },
  view: (standing: Pick<Standing, "reviews" | "now">) => Promise<Value> | Value,
): Promise<Answer<Value>> {
  if (reader === "operator") {
    const value = await readAsOperator(ports, question, async () =>
      view({ reviews: ports.folds.reviews, now: await passTime(ports) }),
    );
    return { decision: asTheUserMay(), value };
  }
  return reviewing<Value>(ports, reader, name, async (acting, standing) => {
    const decision = mayReadReviews(reviewerFacts(acting));
    if (decision.effect === "deny") return refusal(acting, decision, { act: name });
    return { decision, value: await view(standing), happenings: readingBy(acting, standing, question) };
  });
}
