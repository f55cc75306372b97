import assert from "node:assert/strict";
import type { UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import type { ReviewId } from "#domain/review/names.ts";
import type { Review } from "#domain/review/review.ts";
import type { Sample } from "#domain/review/sample.ts";
import type { ShownReview } from "#usecases/review/reviewing.ts";
import type { Story } from "./story.ts";

/** The review a story speaks of: the one that was opened last. */
export function theReview({ simulator }: Story): Review {
  const review = [...simulator.ports.folds.reviews.all.values()].at(-1);
  assert(review, "nothing was opened for review in this story");
  return review;
}

export const idOfReview = (story: Story): ReviewId => theReview(story).id;

/** The sample a story speaks of: the one that was drawn last. */
export function theSample({ simulator }: Story): Sample {
  const sample = [...simulator.ports.folds.reviews.samples.values()].at(-1);
  assert(sample, "no sample was drawn in this story");
  return sample;
}

/** People by the names of the story. */
export const namesIn = ({ cast }: Story, users: readonly UserRef[]): string =>
  users
    .map(({ org, id }) => [...cast.values()].find(({ ref }) => ref.org === org && ref.id === id)?.name ?? id)
    .join(", ");

/** A column of a table of reviews. */
export async function cellOfReview(story: Story, review: ShownReview, column: string): Promise<string> {
  switch (column) {
    case "about":
      return review.about.what;
    case "org":
      return review.subscriber ? companyOf(await story.simulator.ports.orgs.of(review.subscriber)).name : "";
    case "why":
      return review.reasons.join(", ");
    case "due":
      return review.dueAt.slice(0, 16).replace("T", " ");
    case "overdue":
      return review.overdue ? "yes" : "no";
    case "parties":
      return namesIn(story, review.parties);
    case "assigned":
      return namesIn(story, review.reviewers);
    case "attested":
      return namesIn(story, review.attestedBy);
    case "reported by":
      return review.openedBy ? namesIn(story, [review.openedBy]) : "";
    default: {
      const value: unknown = Reflect.get(review, column);
      assert(value !== undefined, `a review has no "${column}"`);
      return String(value);
    }
  }
}
