import { z } from "@hono/zod-openapi";
import type { Subject } from "#domain/review/review.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { review, reviewNumber, words } from "./review-shapes.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const number = z.int().min(0);
/** What a finding is about. */
const subject = z.union([
  z.strictObject({ session: idOf("AuthSession") }),
  z.strictObject({ debugSession: idOf("ApexDebuggerSession") }),
  z.strictObject({ first: number, last: number }),
]);

const named = (about: z.infer<typeof subject>): Subject =>
  "session" in about
    ? { what: "LoginAs session", ...about }
    : "debugSession" in about
      ? { what: "debugging session", ...about }
      : { what: "records", ...about };

/** The queue of reviews, one review, and opening one by hand. */
export function reviewQueueRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/audit/reviews",
        summary: "The reviews that are not closed or, if wanted, all; what is due first comes first",
        who: "person or operator",
        rules: ["REVIEW-05", "REVIEW-06", "REVIEW-10", "REVIEW-11", "REVIEW-16"],
        query: { closed: z.enum(["shown", "hidden"]).default("hidden") },
        value: z.object({ reviews: z.array(review) }),
      },
      async ({ session, query: { closed }, c }) => {
        const reader = c.get("isOperator") ? "operator" : session;
        const { decision, value } = await simulator.readReviews(reader, { closed: closed === "shown" });
        return { decision, ...(value && { value: { reviews: value } }) };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/audit/reviews",
        summary: "Open a review for something that was found",
        who: "person",
        rules: ["REVIEW-05", "REVIEW-06", "REVIEW-19"],
        body: z.strictObject({ about: subject, text: words }),
        value: review,
        status: 201,
      },
      ({ session, body: { about, text } }) => simulator.openReview(session, { about: named(about), text }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/reviews/{review}",
        summary: "One review with all that was done in it",
        who: "person or operator",
        rules: ["REVIEW-05", "REVIEW-06", "REVIEW-11", "REVIEW-16"],
        params: { review: reviewNumber },
        value: review,
      },
      ({ session, params, c }) => simulator.readReview(c.get("isOperator") ? "operator" : session, params.review),
    ),
  ];
}
