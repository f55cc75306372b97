import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { UserRef } from "#domain/ids.ts";
import type { LogEnd } from "./events.ts";
import { isAmong, isSameUser, type Review, type ReviewStep, type Risk, type Span } from "./review.ts";
import { drawnOnce, type Period } from "./sample.ts";
import { STARTS_FROM } from "./starts-from.ts";

/** Somebody who reviews, or is to. */
export interface Reviewer {
  readonly ref: UserRef;
  readonly username: string;
  /** Whether this user holds Review Audit Log. */
  readonly holdsRight: boolean;
}

export interface ReviewerFacts {
  readonly reviewer: Reviewer;
  /** Who is really at the keyboard, where that is somebody else. */
  readonly delegate?: { readonly username: string };
  /** To whom a review is to be assigned. */
  readonly assignee?: Reviewer;
}

export const holdsTheRight = rule<ReviewerFacts>(
  "REVIEW-05",
  ({ reviewer, assignee }) => {
    const lacking = [reviewer, ...(assignee ? [assignee] : [])].find(({ holdsRight }) => !holdsRight);
    return lacking && `${lacking.username} lacks Review Audit Log`;
  },
  "ask an administrator of the reviewing org for Review Audit Log",
);

export const inTheOwnSession = rule<ReviewerFacts>(
  "REVIEW-06",
  ({ reviewer, delegate }) => delegate && `${delegate.username} is at work as ${reviewer.username}`,
  "review in an own session, under the own name",
);

export interface StepFacts extends ReviewerFacts {
  readonly review: Review;
  readonly step: ReviewStep;
  readonly text?: string;
}

/** Whoever reported it may hand it over and note more, and leaves the verdict to others. */
const LEFT_TO_OTHERS: readonly ReviewStep[] = ["attest", "reject", "escalate", "remediate", "close"];

export const fourEyes = rule<StepFacts>(
  "REVIEW-07",
  ({ review: { parties, openedBy }, step, reviewer, assignee }) => {
    const involved = [reviewer, ...(assignee ? [assignee] : [])].find(({ ref }) => isAmong(parties, ref));
    if (involved) return `${involved.username} had part in what is reviewed`;
    const judge = step === "assign" ? assignee : LEFT_TO_OTHERS.includes(step) ? reviewer : undefined;
    return openedBy && judge && isSameUser(openedBy, judge.ref) ? `${judge.username} reported it` : undefined;
  },
  "let somebody review who had no part in it and did not report it",
);

/** How many different reviewers attest a review (REVIEW-08). */
export const REVIEWERS = {
  high: figure("REVIEW-08", 2, "reviewers"),
  low: figure("REVIEW-08", 1, "reviewers"),
} as const;

export const reviewersNeeded = definition<{ readonly risk: Risk }, number>(
  "REVIEW-08",
  ({ risk }) => REVIEWERS[risk].is,
);

export const eachOnce = rule<StepFacts>(
  "REVIEW-09",
  ({ review: { reviewers, attestedBy }, step, reviewer, assignee }) => {
    if (step === "attest" && isAmong(attestedBy, reviewer.ref)) return `${reviewer.username} has attested it already`;
    return assignee && isAmong(reviewers, assignee.ref) ? `it is assigned to ${assignee.username} already` : undefined;
  },
  "assign it to another reviewer, who attests it too",
);

/** What an attestation speaks of: the records, and the log that they stand in. */
export const spokenOf = definition<
  { readonly over: Span; readonly log: LogEnd },
  { readonly over: Span; readonly log: LogEnd }
>("REVIEW-12", ({ over: { first, last }, log: { size, hash } }) => ({ over: { first, last }, log: { size, hash } }));

export const startsHere = rule<StepFacts>(
  "REVIEW-13",
  ({ review: { id, state }, step }) =>
    STARTS_FROM[step].includes(state) ? undefined : `${id} is ${state}; to ${step} it has to be ${from(step)}`,
  "see review show for where it stands",
);

const from = (step: ReviewStep): string => STARTS_FROM[step].join(" or ");

export const remediedFirst = rule<StepFacts>(
  "REVIEW-14",
  ({ review: { id, state }, step }) =>
    step === "close" && (state === "rejected" || state === "escalated")
      ? `${id} is ${state} and nothing was put in order`
      : undefined,
  "put in order what was found, and say so: review remediate",
);

const VERDICTS: readonly ReviewStep[] = ["attest", "reject", "escalate"];

export const byItsReviewer = rule<StepFacts>(
  "REVIEW-15",
  ({ review: { id, reviewers }, step, reviewer }) =>
    VERDICTS.includes(step) && !isAmong(reviewers, reviewer.ref)
      ? `${id} is not assigned to ${reviewer.username}`
      : undefined,
  "have it assigned first: review assign",
);

export const toItsReviewer = rule<StepFacts>(
  "REVIEW-21",
  ({ review: { id, reviewers }, step, reviewer }) =>
    step === "disclose" && !isAmong(reviewers, reviewer.ref)
      ? `${id} is not assigned to ${reviewer.username}`
      : undefined,
  "have the review assigned first: review assign",
);

export const inWords = rule<{ readonly text?: string }>(
  "REVIEW-19",
  ({ text }) => (text !== undefined && text.trim() === "" ? "nothing is said" : undefined),
  "say in words what was seen, found or done, or what the values are needed for",
);

const REVIEWER_ORDER: readonly Rule<ReviewerFacts>[] = [holdsTheRight, inTheOwnSession];

/** What a step of a review is asked, in the order a refusal names it. */
const STEP_ORDER: readonly Rule<StepFacts>[] = [
  ...REVIEWER_ORDER,
  fourEyes,
  remediedFirst,
  startsHere,
  byItsReviewer,
  toItsReviewer,
  eachOnce,
  inWords,
];

/** May this person read the reviews? */
export const mayReadReviews = (facts: ReviewerFacts): Decision => decide(facts, REVIEWER_ORDER, holdsTheRight);

/** May this person take this step of this review? */
export const mayTakeStep = (facts: StepFacts): Decision => decide(facts, STEP_ORDER, holdsTheRight);

/** May this person open a review for what was found? */
export const mayOpen = (facts: ReviewerFacts & { readonly text: string }): Decision =>
  decide(facts, [...REVIEWER_ORDER, inWords], holdsTheRight);

/** May this person draw a sample of this period? */
export const mayDraw = (
  facts: ReviewerFacts & { readonly period: Period; readonly samples: readonly Period[] },
): Decision => decide(facts, [...REVIEWER_ORDER, drawnOnce], holdsTheRight);
