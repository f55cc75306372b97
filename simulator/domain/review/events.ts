import type { OrgId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { ReviewId, SampleId } from "./names.ts";
import type { Reason, Risk, Span, Subject } from "./review.ts";
import type { Period, Sample } from "./sample.ts";

interface OfReview {
  readonly review: ReviewId;
}

interface InWords extends OfReview {
  readonly text: string;
}

/** What a review begins with, but for its number. */
export interface Opening {
  readonly about: Subject;
  readonly reasons: readonly Reason[];
  readonly risk: Risk;
  readonly subscriber?: OrgId;
  readonly parties: readonly UserRef[];
  readonly dueAt: Instant;
  readonly sample?: SampleId;
  /** What was found, in the words of whoever opened it. */
  readonly finding?: string;
}

/** Where the log ended: how many records it had, and the hash of the last one. */
export interface LogEnd {
  readonly size: number;
  readonly hash: string;
}

/**
 * What each event of reviewing adds to the envelope, whose `user` is the reviewer; what opens by itself has none. All
 * stand in the platform's own stream, for they belong to no tenant, but for what an org is told of its own part of the
 * log (REVIEW-17, REVIEW-23).
 */
export interface ReviewEvents {
  "review.opened": OfReview & Opening;
  "review.sample-drawn": { readonly sample: SampleId } & Pick<
    Sample,
    "from" | "to" | "rate" | "seed" | "size" | "of" | "sessions"
  >;
  "review.assigned": OfReview & { readonly reviewer: UserRef };
  "review.noted": InWords;
  /** The records it speaks of, and the log it speaks of them in (REVIEW-12). */
  "review.attested": InWords & { readonly over: Span; readonly log: LogEnd };
  "review.rejected": InWords & { readonly dueAt: Instant };
  "review.escalated": InWords & { readonly dueAt: Instant };
  "review.remediated": InWords;
  "review.closed": OfReview;
  /** With the person it was to be assigned to, or the period that a sample was to be drawn of. */
  "review.refused": { readonly act: string; readonly review?: ReviewId; readonly reviewer?: UserRef } & Partial<Period>;
  /** Without a user it is the operator who read. */
  "audit.read": { readonly query: string };
  /** To the reviewer who asked for it, and why: the values of all that is reviewed, or of one record of it. */
  "audit.disclosed": InWords & { readonly about: Subject; readonly record?: number };
}

export const REVIEW_EVENTS: Readonly<Record<keyof ReviewEvents, string>> = {
  "review.opened": "a session or other records were opened for review",
  "review.sample-drawn": "a sample of the sessions of a period was drawn for review",
  "review.assigned": "a review was assigned to a reviewer",
  "review.noted": "a reviewer noted something in a review",
  "review.attested": "a reviewer attested that what was reviewed is in order",
  "review.rejected": "a reviewer said that what was reviewed is not in order",
  "review.escalated": "a reviewer passed a review on to whoever decides",
  "review.remediated": "what a review had found was put in order",
  "review.closed": "a review was closed",
  "review.refused": "an act of reviewing was refused",
  "audit.read": "somebody read the audit log, or the reviews",
  "audit.disclosed": "values behind the log were disclosed to a reviewer",
};
