import { definition } from "#domain/decision.ts";
import type { EventType, Stream } from "#domain/events.ts";
import type { DebugSessionId, SessionId, UserRef } from "#domain/ids.ts";
import { type SealedKind, tells } from "#domain/privacy.ts";
import { isSameUser, type Review, type Subject } from "./review.ts";

/** Where a record stands, and what it belongs to. */
export interface PlacedRecord {
  readonly seq: number;
  readonly type: EventType;
  readonly session?: SessionId;
  readonly debugSession?: DebugSessionId;
}

/** What has been disclosed to somebody: the values of all of this, or of one record of it. */
export interface Disclosed {
  readonly about: Subject;
  readonly record?: number;
}

/** Whether a record is one of those that are reviewed. */
export function isAbout(about: Subject, { seq, session, debugSession }: PlacedRecord): boolean {
  switch (about.what) {
    case "LoginAs session":
      return session === about.session;
    case "debugging session":
      return debugSession === about.debugSession;
    case "records":
      return about.first <= seq && seq <= about.last;
  }
}

/** What the role of a reviewer discloses of what the log holds digests of; all else waits for an act of disclosure. */
const SHOWN_TO_A_REVIEWER: readonly SealedKind[] = ["name", "address", "text"];

/** What a sealed value of a record tells, by its path: `before`, `decision.because`, `changes.0`. */
function kindOf(type: EventType, path: string): SealedKind {
  if (path === "decision.because") return "text";
  const told = tells(type, path);
  return told === "open" ? "value" : told;
}

export interface ShowingFacts {
  readonly record: PlacedRecord;
  /** The path of a sealed value in the record. */
  readonly value: string;
  readonly disclosed: readonly Disclosed[];
}

/** Whether a reviewer is shown a sealed value. */
export const isShownToReviewer = definition<ShowingFacts, boolean>(
  "REVIEW-20",
  ({ record, value, disclosed }) =>
    SHOWN_TO_A_REVIEWER.includes(kindOf(record.type, value)) ||
    disclosed.some((one) => isAbout(one.about, record) && (one.record ?? record.seq) === record.seq),
);

export interface DisclosureFacts {
  readonly reviews: Iterable<Review>;
  readonly reader: UserRef;
  /** Nobody else is at the keyboard. */
  readonly inPerson: boolean;
}

/** What somebody may read by what was disclosed before. */
export const disclosedTo = definition<DisclosureFacts, readonly Disclosed[]>(
  "REVIEW-22",
  ({ reviews, reader, inPerson }) => {
    const found: Disclosed[] = [];
    if (!inPerson) return found;
    for (const { state, about, disclosures } of reviews) {
      if (state === "closed") continue;
      for (const { to, record } of disclosures)
        if (isSameUser(to, reader)) found.push({ about, ...(record !== undefined && { record }) });
    }
    return found;
  },
);

/** In whose log a disclosure stands: of one record in that record's, of all that is reviewed in that of its org. */
export const streamOfDisclosure = definition<
  { readonly review: Pick<Review, "subscriber">; readonly record?: { readonly org: Stream } },
  Stream
>("REVIEW-23", ({ review: { subscriber }, record }) => subscriber ?? record?.org ?? "platform");
