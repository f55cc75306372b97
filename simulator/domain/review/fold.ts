import type { AuditEvent, Stream } from "#domain/events.ts";
import type { DebugSessionId, OrgId, SessionId, UserRef } from "#domain/ids.ts";
import { type Steps, stepped } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";
import type { Opening, ReviewEvents } from "./events.ts";
import type { ReviewId, SampleId } from "./names.ts";
import { keyOfReading, noteReading, type Readings } from "./reading.ts";
import { keyOfSubject, type Reason, type Review, type Span } from "./review.ts";
import type { Refusal } from "./risk.ts";
import type { Sample } from "./sample.ts";
import { REVIEW_STEPS } from "./steps.ts";

/** What a LoginAs or debugging session has left in the log so far, and what makes it one of high risk. */
export interface Trail extends Span {
  readonly reasons: readonly Reason[];
}

/** Something that is to be opened for review at an instant that is over, or is now. */
export interface Due {
  readonly at: Instant;
  readonly opening: Opening;
}

/** What the log says of reviews, and of whatever may come to be reviewed. It grows in place. */
export interface Reviews {
  readonly all: Map<ReviewId, Review>;
  readonly samples: Map<SampleId, Sample>;
  /** By LoginAs session and by debugging session. */
  readonly trails: Map<SessionId | DebugSessionId, Trail>;
  /** The newest refusals of each agent in each org. */
  readonly refusals: Map<string, readonly Refusal[]>;
  /** What opens by itself next, by its subject. */
  readonly due: Map<string, Due>;
  readonly readings: Readings;
}

export const noReviews = (): Reviews => ({
  all: new Map(),
  samples: new Map(),
  trails: new Map(),
  refusals: new Map(),
  due: new Map(),
  readings: new Map(),
});

interface Envelope {
  readonly at: Instant;
  readonly seq: number;
  readonly org: Stream;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
}

type SampleEvent = Envelope & { readonly type: "review.sample-drawn" } & ReviewEvents["review.sample-drawn"];

/** The sample that an event draws; it never changes after that. */
export const SAMPLE_STEPS: Steps<Sample | undefined, SampleEvent> = {
  "review.sample-drawn": (_, { sample: id, at, seq: drawnAs, from, to, rate, seed, size, of, sessions }) => ({
    id,
    at,
    drawnAs,
    from,
    to,
    rate,
    seed,
    size,
    of,
    sessions,
  }),
};

type ReadEvent = Envelope & { readonly type: "audit.read" } & ReviewEvents["audit.read"];

/** When one reader has asked one question last, as it is after an event. */
export const READING_STEPS: Steps<Instant | undefined, ReadEvent> = {
  "audit.read": (_, { at }) => at,
};

/** Takes in what is itself an event of reviewing. */
export function foldReviewing(reviews: Reviews, event: AuditEvent & { readonly seq: number }): void {
  if ("review" in event && event.review !== undefined) {
    const after = stepped(REVIEW_STEPS, reviews.all.get(event.review), event);
    if (after) reviews.all.set(event.review, after);
  }
  if (event.type === "review.opened") reviews.due.delete(keyOfSubject(event.about));
  if (event.type === "review.sample-drawn") {
    const sample = stepped(SAMPLE_STEPS, reviews.samples.get(event.sample), event);
    if (sample) reviews.samples.set(event.sample, sample);
  }
  if (event.type === "audit.read") {
    const key = keyOfReading(event, event.org, event.query);
    const asked = stepped(READING_STEPS, reviews.readings.get(key), event);
    if (asked) noteReading(reviews.readings, key, asked);
  }
}

/** One more record of a session. */
export function follow(trail: Trail | undefined, seq: number, reason: Reason | undefined): Trail {
  const { first, reasons }: Omit<Trail, "last"> = trail ?? { first: seq, reasons: [] };
  return { first, last: seq, reasons: reason && !reasons.includes(reason) ? [...reasons, reason] : reasons };
}

/** A key for one agent in one org. */
export const keyOfAgent = (agent: UserRef, org: OrgId): string => `${agent.org} ${agent.id} ${org}`;
