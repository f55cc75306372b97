import type { Surroundings } from "./app.ts";
import { reviewQueueRoutes } from "./review-queue.ts";
import { sampleRoutes } from "./review-samples.ts";
import { reviewStepRoutes } from "./review-steps.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What reviewers do: the queue, the steps of a review, and samples. */
export const reviewRoutes = (app: App, around: Surroundings): readonly DefinedRoute[] => [
  ...reviewQueueRoutes(app, around),
  ...reviewStepRoutes(app, around),
  ...sampleRoutes(app, around),
];
