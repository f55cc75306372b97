import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { isAbout, streamOfDisclosure } from "#domain/review/disclosing.ts";
import type { ReviewId } from "#domain/review/names.ts";
import type { Review } from "#domain/review/review.ts";
import { mayReadReviews, mayTakeStep } from "#domain/review/rules.ts";
import { REVIEW_STEPS } from "#domain/review/steps.ts";
import { stepped } from "#domain/steps.ts";
import type { Answer, AuditRecord, Ports } from "#usecases/ports.ts";
import {
  byReviewer,
  refusal,
  reviewerFacts,
  reviewing,
  reviewNamed,
  type ShownReview,
  shownReview,
} from "./reviewing.ts";

export interface Disclose {
  readonly review: ReviewId;
  /** Of this record alone; of all that is reviewed where none is named. */
  readonly record?: number;
  /** What the values are needed for. */
  readonly text: string;
}

/**
 * Discloses to a reviewer, and to nobody else, the values of what is reviewed: what the reviewer reads from then on holds
 * them (REVIEW-22). Faults NOT_FOUND when there is no such review, INVALID_FIELD for a record that is no part of it.
 */
export const disclose =
  (ports: Ports) =>
  (reviewer: SessionId, { review: id, record, text }: Disclose): Promise<Answer<ShownReview>> => {
    const name = "disclose values";
    return reviewing<ShownReview>(ports, reviewer, name, async (acting, standing) => {
      const facts = reviewerFacts(acting);
      // Whoever may not even read the reviews does not learn which there are.
      const outside = mayReadReviews(facts);
      if (outside.effect === "deny") return refusal(acting, outside, { act: name, review: id });
      const review = reviewNamed(standing, id);
      const decision = mayTakeStep({ ...facts, review, step: "disclose", text });
      if (decision.effect === "deny") return refusal(acting, decision, { act: name, review: id });
      const one = record === undefined ? undefined : await recordOf(ports, review, record);
      const disclosed = {
        type: "audit.disclosed",
        org: streamOfDisclosure.gives({ review, ...(one && { record: one }) }),
        review: id,
        about: review.about,
        ...(record !== undefined && { record }),
        text,
      } as const;
      const event = { ...disclosed, at: standing.now, seq: ports.log.end.size, user: acting.ref };
      const after = stepped(REVIEW_STEPS, review, event) ?? review;
      return { decision, happenings: [byReviewer(acting, disclosed)], value: shownReview(after, standing.now) };
    });
  };

async function recordOf({ log }: Ports, { id, about }: Review, seq: number): Promise<AuditRecord> {
  if (seq < log.end.size) for await (const record of log.pick([seq])) if (isAbout(about, record)) return record;
  throw new Fault("INVALID_FIELD", `record ${seq} is no part of what ${id} is about; see review show`);
}
