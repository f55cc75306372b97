import type { ReviewId } from "#domain/review/names.ts";
import type { ReaderId } from "#usecases/audit-reading.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { readingReviews, reviewNamed, type ShownReview, shownReview } from "./reviewing.ts";

/** The queue: what is not closed or, if wanted, all there has been; what is due first comes first. */
export const readReviews =
  (ports: Ports) =>
  (reader: ReaderId, { closed }: { readonly closed: boolean }): Promise<Answer<readonly ShownReview[]>> =>
    readingReviews(
      ports,
      reader,
      { name: "read the reviews", question: { what: "reviews", closed } },
      ({ reviews, now }) =>
        [...reviews.all.values()]
          .filter(({ state }) => closed || state !== "closed")
          .sort((one, other) => (one.dueAt < other.dueAt ? -1 : one.dueAt > other.dueAt ? 1 : 0))
          .map((review) => shownReview(review, now)),
    );

/** One review with all that was done in it. Fault NOT_FOUND when there is no such review. */
export const readReview =
  (ports: Ports) =>
  (reader: ReaderId, review: ReviewId): Promise<Answer<ShownReview>> =>
    readingReviews(ports, reader, { name: "read a review", question: { what: "one review", review } }, (standing) =>
      shownReview(reviewNamed(standing, review), standing.now),
    );
