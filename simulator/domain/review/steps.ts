import type { UserRef } from "#domain/ids.ts";
import type { Steps } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { ReviewEvents } from "./events.ts";
import { isAmong, type Review, type ReviewState, type ReviewStep } from "./review.ts";
import { reviewersNeeded } from "./rules.ts";
import { STARTS_FROM } from "./starts-from.ts";

type StepEvents = Omit<ReviewEvents, "review.sample-drawn" | "review.refused" | "audit.read">;

type StepEvent = { readonly at: Instant; readonly seq: number; readonly user?: UserRef } & {
  [Type in keyof StepEvents]: { readonly type: Type } & StepEvents[Type];
}[keyof StepEvents];

/** A review, as it is after an event; nothing while there is none. */
export const REVIEW_STEPS: Steps<Review | undefined, StepEvent> = {
  "review.opened": (review, { at, seq, user, review: id, type: _, ...opening }) =>
    review ?? {
      id,
      about: opening.about,
      reasons: opening.reasons,
      risk: opening.risk,
      ...(opening.subscriber && { subscriber: opening.subscriber }),
      parties: opening.parties,
      ...(opening.sample && { sample: opening.sample }),
      ...(opening.finding && user && { openedBy: user, finding: opening.finding }),
      openedAt: at,
      openedAs: seq,
      state: "open",
      dueAt: opening.dueAt,
      reviewers: [],
      attestedBy: [],
      disclosures: [],
      history: [],
    },
  "review.assigned": (review, event) =>
    after(review, "assign", event, ({ reviewers }) => ({
      state: "assigned",
      reviewers: [...reviewers, event.reviewer],
    })),
  "review.noted": (review, event) => after(review, "note", event, () => ({})),
  "audit.disclosed": (review, event) =>
    after(review, "disclose", event, ({ disclosures }, to) => ({
      disclosures: [...disclosures, { to, ...(event.record !== undefined && { record: event.record }) }],
    })),
  "review.attested": (review, event) =>
    after(review, "attest", event, ({ attestedBy, risk, state }, by) => {
      const all = isAmong(attestedBy, by) ? attestedBy : [...attestedBy, by];
      return { attestedBy: all, state: all.length < reviewersNeeded.gives({ risk }) ? state : "attested" };
    }),
  "review.rejected": (review, event) =>
    after(review, "reject", event, () => ({ state: "rejected", dueAt: event.dueAt })),
  "review.escalated": (review, event) =>
    after(review, "escalate", event, () => ({ state: "escalated", dueAt: event.dueAt })),
  "review.remediated": (review, event) => after(review, "remediate", event, () => ({ state: "remediated" })),
  "review.closed": (review, event) => after(review, "close", event, () => ({ state: "closed" })),
};

interface Taken {
  readonly at: Instant;
  readonly user?: UserRef;
  readonly text?: string;
}

/** The review after a step; one that stands where the step does not start stays as it was. */
function after(
  review: Review | undefined,
  step: ReviewStep,
  { at, user: by, text }: Taken,
  change: (review: Review, by: UserRef) => Partial<Review> & { readonly state?: ReviewState },
): Review | undefined {
  if (!review || !by || !STARTS_FROM[step].includes(review.state)) return review;
  const done = { at, by, step, ...(text !== undefined && { text }) };
  return { ...review, ...change(review, by), history: [...review.history, done] };
}
