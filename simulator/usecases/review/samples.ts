import { Fault, notFound } from "#domain/fault.ts";
import type { DebugSessionId, SessionId } from "#domain/ids.ts";
import { deadline } from "#domain/review/deadline.ts";
import type { Reviews } from "#domain/review/fold.ts";
import { formatReviewId, formatSampleId, type ReviewId, type SampleId } from "#domain/review/names.ts";
import { keyOfSubject } from "#domain/review/review.ts";
import { mayDraw } from "#domain/review/rules.ts";
import { drawn, type Period, type Sample } from "#domain/review/sample.ts";
import { type About, endedIn, subjectOfDebugging, subjectOfLogin } from "#domain/review/watch.ts";
import { formatInstant } from "#domain/time.ts";
import type { Happening } from "#usecases/act.ts";
import type { ReaderId } from "#usecases/audit-reading.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { byReviewer, readingReviews, refusal, reviewerFacts, reviewing } from "./reviewing.ts";

type Drawn = readonly (SessionId | DebugSessionId)[];

export interface SampleDrawn {
  readonly sample: SampleId;
  /** Among how many sessions it was drawn. */
  readonly of: number;
  readonly sessions: Drawn;
  /** The review of each. */
  readonly reviews: readonly ReviewId[];
}

/**
 * Draws a sample of the sessions that ended in a period and that nothing else opened for review, and opens each that is
 * drawn. Fault INVALID_FIELD when the period is none, or is not over.
 */
export const drawSample =
  (ports: Ports) =>
  (reviewer: SessionId, { rate, ...period }: Period & { readonly rate: number }): Promise<Answer<SampleDrawn>> => {
    const name = "draw a sample";
    return reviewing<SampleDrawn>(ports, reviewer, name, (acting, { reviews, now }) => {
      const decision = mayDraw({ ...reviewerFacts(acting), period, samples: [...reviews.samples.values()] });
      if (decision.effect === "deny") return refusal(acting, decision, { act: name, ...period });
      if (period.from >= period.to)
        throw new Fault(
          "INVALID_FIELD",
          `no time lies between ${formatInstant(period.from)} and ${formatInstant(period.to)}`,
        );
      if (period.to > now)
        throw new Fault("INVALID_FIELD", `the period ends at ${formatInstant(period.to)} and is not over`);
      const candidates = candidatesIn(ports, period);
      const { size, hash: seed } = ports.log.end;
      const sessions = drawn.gives({ candidates, rate, seed });
      const sample = formatSampleId(reviews.samples.size + 1);
      const opened = sessions.map((id, nth) => ({
        type: "review.opened" as const,
        review: formatReviewId(reviews.all.size + 1 + nth),
        ...aboutOf(ports, id),
        reasons: ["sample"] as const,
        risk: "low" as const,
        dueAt: deadline.gives({ from: now, of: "low" }),
        sample,
      }));
      const drawing = {
        type: "review.sample-drawn" as const,
        sample,
        ...period,
        rate,
        seed,
        size,
        of: candidates.length,
        sessions,
      };
      const happenings: readonly Happening[] = [drawing, ...opened].map((one) => byReviewer(acting, one));
      const value = { sample, of: candidates.length, sessions, reviews: opened.map(({ review }) => review) };
      return { decision, happenings, value };
    });
  };

/** The sessions that ended in a period, but for those that were under review already before a record of the log. */
function candidatesIn({ folds }: Ports, period: Period, before = Number.POSITIVE_INFINITY): Drawn {
  const reviews = [...folds.reviews.all.values()].filter(({ openedAs }) => openedAs < before);
  const reviewed = new Set(reviews.map(({ about }) => keyOfSubject(about)));
  return endedIn(folds, period).filter((id) => !reviewed.has(id));
}

function aboutOf({ folds }: Ports, id: SessionId | DebugSessionId): About {
  const debugging = folds.debugging.sessions.get(id as DebugSessionId);
  const login = folds.sessions.get(debugging?.login ?? (id as SessionId));
  if (!login) throw new Error(`a session was drawn that there never was: ${id}`);
  return debugging ? subjectOfDebugging(folds, debugging.id, login) : subjectOfLogin(folds, login);
}

/** A sample as anybody finds it. */
export type ShownSample = Omit<Sample, "drawnAs">;

/** All samples, oldest first. */
export const readSamples =
  (ports: Ports) =>
  (reader: ReaderId): Promise<Answer<readonly ShownSample[]>> =>
    readingReviews(ports, reader, { name: "read the samples", question: { what: "samples" } }, ({ reviews }) =>
      [...reviews.samples.values()].map(({ drawnAs: _, ...sample }) => sample),
    );

export interface Redrawn {
  readonly sample: SampleId;
  /** As it stands on record, and as it comes out now. */
  readonly recorded: Drawn;
  readonly redrawn: Drawn;
  /** Whether the seed is the hash that the log had at the size on record. */
  readonly seedIsOfTheLog: boolean;
  /** Whether the seed holds, and both are the same. */
  readonly holds: boolean;
}

/** Draws a sample again from what the log says of that time. Fault NOT_FOUND when there is no such sample. */
export const redrawSample =
  (ports: Ports) =>
  (reader: ReaderId, id: SampleId): Promise<Answer<Redrawn>> => {
    const about = { name: "draw a sample again", question: { what: "sample drawn again", sample: id } } as const;
    return readingReviews(ports, reader, about, async ({ reviews }) => {
      const sample = sampleNamed(reviews, id);
      const candidates = candidatesIn(ports, sample, sample.drawnAs);
      const redrawn = drawn.gives({ ...sample, candidates });
      const seedIsOfTheLog = await hadHash(ports, sample);
      const same = JSON.stringify(redrawn) === JSON.stringify(sample.sessions);
      return { sample: id, recorded: sample.sessions, redrawn, seedIsOfTheLog, holds: same && seedIsOfTheLog };
    });
  };

function sampleNamed({ samples }: Pick<Reviews, "samples">, id: SampleId): Sample {
  const sample = samples.get(id);
  if (!sample) throw notFound("sample", id);
  return sample;
}

/** Whether the log had this hash when it had so many records: the next one carries it. */
async function hadHash({ log }: Ports, { size, seed }: Sample): Promise<boolean> {
  for await (const { prev } of log.pick([size])) return prev === seed;
  return false;
}
