import type { DebugSessionId, OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { ReviewId, SampleId } from "./names.ts";

/** Why a session, or something else in the log, is reviewed. The list is closed. */
export const REASONS = [
  "protected setting changed",
  "protected setting read without a case",
  "data changed",
  "code changed",
  "setup changed",
  "login access given by the agent",
  "variables read without a case",
  "removed by an administrator",
  "burst of refusals",
  "finding",
  "sample",
] as const;
export type Reason = (typeof REASONS)[number];

/** A session drawn by sample has shown no risk; whatever is opened for another reason is of high risk. */
export type Risk = "high" | "low";

/** Records of the log from one number to another, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What is reviewed: one session, or records. */
export type Subject =
  | { readonly what: "LoginAs session"; readonly session: SessionId }
  | { readonly what: "debugging session"; readonly debugSession: DebugSessionId }
  | ({ readonly what: "records" } & Span);

/** One subject's name, by which a second review of the same session is told from the first. */
export const keyOfSubject = (about: Subject): string =>
  about.what === "records"
    ? `${about.first}-${about.last}`
    : about.what === "LoginAs session"
      ? about.session
      : about.debugSession;

export const STATES = ["open", "assigned", "attested", "rejected", "escalated", "remediated", "closed"] as const;
export type ReviewState = (typeof STATES)[number];

/** What was done in a review, by whom, and in which words. */
export interface Done {
  readonly at: Instant;
  readonly by: UserRef;
  readonly step: ReviewStep;
  readonly text?: string;
}

/** Values behind the log that a reviewer was given to read: of all that is reviewed, or of one record. */
export interface Disclosure {
  readonly to: UserRef;
  readonly record?: number;
}

/** What people do in a review once it is open. */
export const REVIEW_ACTS = [
  "assign",
  "note",
  "disclose",
  "attest",
  "reject",
  "escalate",
  "remediate",
  "close",
] as const;
export type ReviewStep = (typeof REVIEW_ACTS)[number];

/** A review as the log has it. */
export interface Review {
  readonly id: ReviewId;
  readonly about: Subject;
  readonly reasons: readonly Reason[];
  readonly risk: Risk;
  /** The org whose trust is at stake; absent where the records are of several. */
  readonly subscriber?: OrgId;
  /** Whose doing is reviewed, and whoever let it happen: none of them reviews it (REVIEW-07). */
  readonly parties: readonly UserRef[];
  /** The sample that drew it. */
  readonly sample?: SampleId;
  readonly openedAt: Instant;
  /** Number of the record that opened it. */
  readonly openedAs: number;
  /** Who opened it for a finding; absent when it opened by itself or was drawn. */
  readonly openedBy?: UserRef;
  /** What was found. */
  readonly finding?: string;
  readonly state: ReviewState;
  /** When it, or the remedy it waits for, has to be done (REVIEW-10). */
  readonly dueAt: Instant;
  /** To whom it is assigned, in order. */
  readonly reviewers: readonly UserRef[];
  readonly attestedBy: readonly UserRef[];
  readonly disclosures: readonly Disclosure[];
  readonly history: readonly Done[];
}

export const isSameUser = (one: UserRef, other: UserRef): boolean => one.org === other.org && one.id === other.id;
export const isAmong = (users: readonly UserRef[], user: UserRef): boolean =>
  users.some((one) => isSameUser(one, user));
