import type { SessionId, UserRef } from "#domain/ids.ts";
import { deadline } from "#domain/review/deadline.ts";
import type { LogEnd } from "#domain/review/events.ts";
import type { Reviews } from "#domain/review/fold.ts";
import type { ReviewId } from "#domain/review/names.ts";
import type { Review, ReviewStep, Span } from "#domain/review/review.ts";
import { mayReadReviews, mayTakeStep, spokenOf } from "#domain/review/rules.ts";
import { REVIEW_STEPS } from "#domain/review/steps.ts";
import { stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import { personOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import {
  asReviewer,
  byReviewer,
  refusal,
  reviewerFacts,
  reviewing,
  reviewNamed,
  type ShownReview,
  shownReview,
} from "./reviewing.ts";

/** A step in words, or handing a review to somebody; to whoever acts unless another is named. */
export type TakeStep = { readonly review: ReviewId } & (
  | { readonly step: "assign"; readonly reviewer?: UserRef }
  | { readonly step: Exclude<ReviewStep, "assign" | "disclose" | "close">; readonly text: string }
  | { readonly step: "close" }
);

/** One step of a review. Fault NOT_FOUND when there is no such review, or nobody to assign it to. */
export const takeStep =
  (ports: Ports) =>
  (reviewer: SessionId, request: TakeStep): Promise<Answer<ShownReview>> => {
    const { review: id, step } = request;
    const name = `${step} a review`;
    return reviewing<ShownReview>(ports, reviewer, name, async (acting, standing) => {
      const { now, reviews } = standing;
      const facts = reviewerFacts(acting);
      // Whoever may not even read them does not learn which there are, nor who could be asked.
      const outside = mayReadReviews(facts);
      if (outside.effect === "deny") return refusal(acting, outside, { act: name, review: id });
      const review = reviewNamed(standing, id);
      const assignee = step === "assign" ? (request.reviewer ?? acting.ref) : undefined;
      const decision = mayTakeStep({
        ...facts,
        review,
        step,
        ...(assignee && { assignee: asReviewer(await personOf(standing, assignee)) }),
        ...("text" in request && { text: request.text }),
      });
      if (decision.effect === "deny")
        return refusal(acting, decision, { act: name, review: id, ...(assignee && { reviewer: assignee }) });
      const happening = happeningOf(request, {
        now,
        over: recordsOf(review, reviews),
        log: ports.log.end,
        own: acting.ref,
      });
      const event = { ...happening, at: now, seq: ports.log.end.size, user: acting.ref };
      const after = stepped(REVIEW_STEPS, review, event) ?? review;
      return { decision, happenings: [byReviewer(acting, happening)], value: shownReview(after, now) };
    });
  };

interface Around {
  readonly now: Instant;
  readonly over: Span;
  readonly log: LogEnd;
  readonly own: UserRef;
}

/** What the step leaves on record. */
function happeningOf(request: TakeStep, { now, over, log, own }: Around) {
  const { review } = request;
  switch (request.step) {
    case "assign":
      return { type: "review.assigned", review, reviewer: request.reviewer ?? own } as const;
    case "note":
      return { type: "review.noted", review, text: request.text } as const;
    case "attest":
      return { type: "review.attested", review, text: request.text, ...spokenOf.gives({ over, log }) } as const;
    case "reject":
      return { type: "review.rejected", review, text: request.text, dueAt: remedyDue(now) } as const;
    case "escalate":
      return { type: "review.escalated", review, text: request.text, dueAt: remedyDue(now) } as const;
    case "remediate":
      return { type: "review.remediated", review, text: request.text } as const;
    case "close":
      return { type: "review.closed", review } as const;
  }
}

const remedyDue = (now: Instant): Instant => deadline.gives({ from: now, of: "remedy" });

/** The records of what is reviewed: from the first of its session to the last, or those that it names. */
function recordsOf({ about, openedAs }: Review, { trails }: Pick<Reviews, "trails">): Span {
  if (about.what === "records") return about;
  const trail = trails.get(about.what === "LoginAs session" ? about.session : about.debugSession);
  return trail ?? { first: openedAs, last: openedAs };
}
