import { definition } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import { businessDaysLater, type Instant } from "#domain/time.ts";
import type { Review, Risk } from "./review.ts";

/** What has to be done by when: a review by its risk, or what follows from a rejection or an escalation (REVIEW-10). */
export const DEADLINES = {
  high: figure("REVIEW-10", 2, "business days"),
  remedy: figure("REVIEW-10", 5, "business days"),
  low: figure("REVIEW-10", 10, "business days"),
} as const;

/** By when a review has to be attested or rejected, or its remedy to be there: Monday to Friday count, in UTC. */
export const deadline = definition<{ readonly from: Instant; readonly of: Risk | "remedy" }, Instant>(
  "REVIEW-10",
  ({ from, of }) => businessDaysLater(from, DEADLINES[of].is),
);

const WAITING: readonly Review["state"][] = ["open", "assigned", "rejected", "escalated"];

/** Whether a review, or its remedy, is late. What is done is late no more. */
export const isOverdue = definition<Pick<Review, "state" | "dueAt"> & { readonly now: Instant }, boolean>(
  "REVIEW-11",
  ({ state, dueAt, now }) => WAITING.includes(state) && now > dueAt,
);
