import { definition } from "#domain/decision.ts";
import type { Stream } from "#domain/events.ts";
import { figure } from "#domain/figure.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import { HOUR, type Instant, later } from "#domain/time.ts";
import type { ReviewId, SampleId } from "./names.ts";
import { type ASKED, type Narrowing, narrowedInWords } from "./question.ts";

/** What somebody wants to read of the audit log; where a reader goes on reading, and how much at a time, is no part of it. */
export type Question =
  | { readonly what: "records"; readonly org?: Stream; readonly type?: string }
  /** In `own`, of an org's own part of the log. */
  | { readonly what: "one record"; readonly seq: number; readonly own?: OrgId }
  | { readonly what: "own org"; readonly org: OrgId; readonly type?: string }
  /** One of the questions that are answered from all of the log or, in `own`, from an org's own part of it. */
  | {
      readonly what: "asked";
      readonly asked: keyof typeof ASKED;
      readonly narrowing: Narrowing;
      readonly own?: OrgId;
    }
  | { readonly what: "reviews"; readonly closed: boolean }
  | { readonly what: "one review"; readonly review: ReviewId }
  | { readonly what: "samples" }
  | { readonly what: "sample drawn again"; readonly sample: SampleId };

/** What begins every question that an org asks of its own part of the log. */
const OWN_ORG = "what was done in the org";

const ofType = (type: string | undefined): string => (type === undefined ? "" : ` of the type ${type}`);

/** What was asked, as it stands on record: `records of 00D5f0000000003MAQ of the type login.refused`. */
export const questionInWords = definition<Question, string>("REVIEW-16", (question) => {
  switch (question.what) {
    case "records":
      return `${question.org ? `records of ${question.org}` : "all records"}${ofType(question.type)}`;
    case "one record":
      return `${question.own ? `${OWN_ORG}: ` : ""}record ${question.seq}`;
    case "own org":
      return `${OWN_ORG}${ofType(question.type)}`;
    case "asked": {
      const words = narrowedInWords(question.asked, question.narrowing);
      return question.own ? `${OWN_ORG}: ${words}` : words;
    }
    case "reviews":
      return question.closed ? "all reviews" : "the reviews that are not closed";
    case "one review":
      return `review ${question.review}`;
    case "samples":
      return "the samples";
    case "sample drawn again":
      return `sample ${question.sample} drawn again`;
  }
});

/** In whose log it stands that somebody read: what an org reads of itself in its own, whatever else in the platform's. */
export const streamOfReading = definition<Question, Stream>("REVIEW-17", (question) => {
  if (question.what === "own org") return question.org;
  return ("own" in question ? question.own : undefined) ?? "platform";
});

/** Who reads: a person, with whoever is really at the keyboard, or the operator. */
export interface Reader {
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
}

/** For how long the same question by the same reader is on record already (REVIEW-18). */
export const SAME_QUESTION = figure("REVIEW-18", 1, "hours");

/** Whether a reading has to be put on record, or is the same one going on. */
export const isAskedAnew = definition<{ readonly lastAsked?: Instant; readonly now: Instant }, boolean>(
  "REVIEW-18",
  ({ lastAsked, now }) => lastAsked === undefined || now >= later(lastAsked, SAME_QUESTION.is * HOUR),
);

/** When each reader asked each question last, as far as that still matters; oldest first. */
export type Readings = Map<string, Instant>;

/** One reader and one question. */
export const keyOfReading = ({ user, delegateUser }: Reader, stream: Stream, query: string): string =>
  JSON.stringify([user?.org, user?.id, delegateUser?.org, delegateUser?.id, stream, query]);

/** Takes in that somebody has read, and forgets what is too long ago to matter. */
export function noteReading(readings: Readings, key: string, at: Instant): void {
  readings.delete(key);
  readings.set(key, at);
  for (const [other, asked] of readings) {
    if (!isAskedAnew.gives({ lastAsked: asked, now: at })) return;
    readings.delete(other);
  }
}
