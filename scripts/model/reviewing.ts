import type { ReviewId } from "#domain/review/names.ts";
import { later, MINUTE } from "#domain/time.ts";
import { SIZE, type Stage } from "./stage.ts";

// Left out, because they read the log, which a long history does not keep: reporting records, and drawing a sample
// again. A session is reported as often.

const OFFICE = "review office";

const someReviewer = async (stage: Stage) => stage.own(`reviewer ${stage.dice.upTo(SIZE.reviewers) + 1} of ${OFFICE}`);

const assign = async (stage: Stage, review: ReviewId) => {
  const reviewer = await someReviewer(stage);
  await stage.tried(stage.simulator.takeStep(reviewer, { review, step: "assign" }));
  return reviewer;
};

/**
 * One review from its opening to its end, mostly the one that waits longest: two reviewers, who now and then are the
 * same one or forget to take it first, attest it, now and then with the values before and after, or one finds that something is wrong, which is put in order.
 */
export async function review(stage: Stage): Promise<void> {
  const { simulator, dice, reviews } = stage;
  const chosen = dice.throw() < 0.9 ? reviews[0] : dice.oneOf(reviews);
  if (!chosen) return;
  reviews.splice(reviews.indexOf(chosen), 1);
  const isWrong = dice.throw() < 0.1;
  for (let reviewer = 0; reviewer < (isWrong ? 1 : 2); reviewer += 1) {
    const session = dice.throw() < 0.95 ? await assign(stage, chosen) : await someReviewer(stage);
    if (dice.throw() < 0.2)
      await stage.tried(simulator.discloseValues(session, { review: chosen, text: "to compare it with the case" }));
    const step = isWrong ? (dice.oneOf(["reject", "escalate"] as const) ?? "reject") : "attest";
    await stage.tried(simulator.takeStep(session, { review: chosen, step, text: "read from end to end" }));
  }
  const session = await someReviewer(stage);
  if (dice.throw() < 0.2)
    await stage.tried(simulator.takeStep(session, { review: chosen, step: "note", text: "seen" }));
  if (isWrong && dice.throw() < 0.9)
    await stage.tried(simulator.takeStep(session, { review: chosen, step: "remediate", text: "put in order" }));
  await stage.tried(simulator.takeStep(session, { review: chosen, step: "close" }));
  const isDone = simulator.ports.folds.reviews.all.get(chosen)?.state === "closed";
  if (!isDone) reviews.push(chosen);
}

/** A sample of the sessions that ended since the last one, or of a period that one has looked at. */
export async function draw(stage: Stage): Promise<void> {
  const { simulator, dice } = stage;
  const to = simulator.ports.clock.now();
  const from = dice.throw() < 0.9 ? stage.drawnUntil : later(stage.drawnUntil, -MINUTE);
  const rate = dice.oneOf([1, 5, 20]) ?? 5;
  if (await stage.tried(simulator.drawSample(await someReviewer(stage), { from, to, rate }))) stage.drawnUntil = to;
}

/** Somebody finds something in a session that is at hand, running or over. */
export async function report(stage: Stage): Promise<void> {
  const session = stage.dice.oneOf([...stage.logins.values()]);
  if (!session) return;
  const about = { what: "LoginAs session", session } as const;
  await stage.tried(stage.simulator.openReview(await someReviewer(stage), { about, text: "nobody asked for it" }));
}

/** Asks for the reviews that wait; within the hour the same question leaves no second record. */
export async function read(stage: Stage): Promise<void> {
  await stage.tried(stage.simulator.readReviews(await someReviewer(stage), { closed: false }));
}
