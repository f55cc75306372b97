import type { EventType } from "#domain/events.ts";
import type { DebugSessionId, OrgId, SessionId } from "#domain/ids.ts";
import type { ReviewId, SampleId } from "#domain/review/names.ts";
import type { ReviewStep } from "#domain/review/review.ts";
import type { Instant } from "#domain/time.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";

/** What is done in a review by saying something. */
export type StepInWords = Exclude<ReviewStep, "assign" | "disclose" | "close">;

/** What is asked of the audit log as a whole. */
export interface LogQuestion {
  readonly from?: number;
  readonly org?: OrgId;
  readonly type?: EventType;
}

const queryOf = ({ from = 0, org, type }: LogQuestion): string =>
  String(new URLSearchParams({ from: String(from), limit: "1000", ...(org && { org }), ...(type && { type }) }));

/** What a finding is about, as the control interface has it. */
export type Found =
  | { readonly session: SessionId }
  | { readonly debugSession: DebugSessionId }
  | { readonly first: number; readonly last: number };

const subjectOf = (about: Found) =>
  "session" in about
    ? ({ what: "LoginAs session", ...about } as const)
    : "debugSession" in about
      ? ({ what: "debugging session", ...about } as const)
      : ({ what: "records", ...about } as const);

/** What reviewers do, through whichever face: always with their own session but where a story says otherwise. */
export const reviewActs = (face: Face) => ({
  readLog: (reader: CastMember, question: LogQuestion) =>
    face.act(reader, {
      usecase: (simulator, session) => simulator.reviewAudit(session, { from: 0, limit: 1000, ...question }),
      request: ["GET", `/audit/events?${queryOf(question)}`],
    }),
  readLogAsOperator: (question: LogQuestion) =>
    face.operate({
      usecase: (simulator) => simulator.readAudit({ from: 0, limit: 1000, ...question }),
      request: ["GET", `/audit/events?${queryOf(question)}`],
    }),
  readReviews: (reader: CastMember, closed: boolean) =>
    face.act(reader, {
      usecase: async (simulator, session) => {
        const { decision, value } = await simulator.readReviews(session, { closed });
        return { decision, ...(value && { value: { reviews: value } }) };
      },
      request: ["GET", `/audit/reviews?closed=${closed ? "shown" : "hidden"}`],
    }),
  readReview: (reader: CastMember, review: ReviewId) =>
    face.act(reader, {
      usecase: (simulator, session) => simulator.readReview(session, review),
      request: ["GET", `/audit/reviews/${review}`],
    }),
  readReviewAsOperator: (review: ReviewId) =>
    face.operate({
      usecase: async (simulator) => (await simulator.readReview("operator", review)).value,
      request: ["GET", `/audit/reviews/${review}`],
    }),
  openReview: (reviewer: CastMember, about: Found, text: string) =>
    face.act(reviewer, {
      usecase: (simulator, session) => simulator.openReview(session, { about: subjectOf(about), text }),
      request: ["POST", "/audit/reviews", { about, text }],
    }),
  assignReview: (reviewer: CastMember, review: ReviewId, to?: CastMember) =>
    face.act(reviewer, {
      usecase: (simulator, session) =>
        simulator.takeStep(session, { review, step: "assign", ...(to && { reviewer: to.ref }) }),
      request: ["POST", `/audit/reviews/${review}/assign`, { ...(to && { reviewer: to.ref }) }],
    }),
  sayInReview: (reviewer: CastMember, review: ReviewId, step: StepInWords, text: string) =>
    face.act(reviewer, {
      usecase: (simulator, session) => simulator.takeStep(session, { review, step, text }),
      request: ["POST", `/audit/reviews/${review}/${step}`, { text }],
    }),
  discloseValues: (reviewer: CastMember, review: ReviewId, text: string, record?: number) =>
    face.act(reviewer, {
      usecase: (simulator, session) =>
        simulator.discloseValues(session, { review, text, ...(record !== undefined && { record }) }),
      request: ["POST", `/audit/reviews/${review}/disclose`, { text, ...(record !== undefined && { record }) }],
    }),
  closeReview: (reviewer: CastMember, review: ReviewId) =>
    face.act(reviewer, {
      usecase: (simulator, session) => simulator.takeStep(session, { review, step: "close" }),
      request: ["POST", `/audit/reviews/${review}/close`],
    }),
  drawSample: (reviewer: CastMember, about: { readonly from: Instant; readonly to: Instant; readonly rate: number }) =>
    face.act(reviewer, {
      usecase: (simulator, session) => simulator.drawSample(session, about),
      request: ["POST", "/audit/samples", about],
    }),
  readSamples: (reader: CastMember) =>
    face.act(reader, {
      usecase: async (simulator, session) => {
        const { decision, value } = await simulator.readSamples(session);
        return { decision, ...(value && { value: { samples: value } }) };
      },
      request: ["GET", "/audit/samples"],
    }),
  redrawSample: (reader: CastMember, sample: SampleId) =>
    face.act(reader, {
      usecase: (simulator, session) => simulator.redrawSample(session, sample),
      request: ["GET", `/audit/samples/${sample}/redraw`],
    }),
});
