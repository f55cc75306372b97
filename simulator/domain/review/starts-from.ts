import type { ReviewState, ReviewStep } from "./review.ts";

/** The states that each step starts from (REVIEW-13); asked before a step, and kept when the log is read. */
export const STARTS_FROM: Readonly<Record<ReviewStep, readonly ReviewState[]>> = {
  assign: ["open", "assigned"],
  note: ["open", "assigned", "attested", "rejected", "escalated", "remediated"],
  disclose: ["assigned", "rejected", "escalated", "remediated"],
  attest: ["assigned"],
  reject: ["assigned"],
  escalate: ["assigned", "rejected"],
  remediate: ["rejected", "escalated"],
  close: ["attested", "remediated"],
};
