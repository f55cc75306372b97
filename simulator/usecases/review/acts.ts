import type { Ports } from "#usecases/ports.ts";
import { disclose } from "./disclose.ts";
import { openReview } from "./open-review.ts";
import { readReview, readReviews } from "./read-reviews.ts";
import { drawSample, readSamples, redrawSample } from "./samples.ts";
import { takeStep } from "./take-step.ts";

/** What reviewers do. */
export const reviewActs = (ports: Ports) => ({
  readReviews: readReviews(ports),
  readReview: readReview(ports),
  openReview: openReview(ports),
  takeStep: takeStep(ports),
  discloseValues: disclose(ports),
  drawSample: drawSample(ports),
  readSamples: readSamples(ports),
  redrawSample: redrawSample(ports),
});
