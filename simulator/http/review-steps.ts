import { z } from "@hono/zod-openapi";
import type { ReviewStep } from "#domain/review/review.ts";
import type { RuleId } from "#domain/rule-book.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { review, reviewNumber, words } from "./review-shapes.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const ALWAYS: readonly RuleId[] = ["REVIEW-05", "REVIEW-06", "REVIEW-07", "REVIEW-13"];

/** What a step in words is, and the rules that it is asked besides. */
const IN_WORDS: readonly (readonly [
  step: Exclude<ReviewStep, "assign" | "disclose" | "close">,
  summary: string,
  ...rules: readonly RuleId[],
])[] = [
  ["note", "Note something in a review"],
  ["attest", "Attest that what was reviewed is in order", "REVIEW-08", "REVIEW-09", "REVIEW-12", "REVIEW-15"],
  ["reject", "Say that what was reviewed is not in order", "REVIEW-10", "REVIEW-15"],
  ["escalate", "Pass a review on to whoever decides", "REVIEW-10", "REVIEW-15"],
  ["remediate", "Say that what was found has been put in order"],
];

/** The steps of one review. */
export function reviewStepRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const at = (step: ReviewStep) =>
    ({ method: "post", path: `/audit/reviews/{review}/${step}`, who: "person" }) as const;
  const params = { review: reviewNumber };
  return [
    define(
      app,
      {
        ...at("assign"),
        summary: "Assign a review: to a reviewer or, where none is named, to oneself",
        rules: [...ALWAYS, "REVIEW-09"],
        params,
        body: z.strictObject({ reviewer: z.strictObject({ org: idOf("Org"), id: idOf("User") }).optional() }),
        value: review,
      },
      ({ session, params: { review: id }, body: { reviewer } }) =>
        simulator.takeStep(session, { review: id, step: "assign", ...(reviewer && { reviewer }) }),
    ),
    ...IN_WORDS.map(([step, summary, ...rules]) =>
      define(
        app,
        {
          ...at(step),
          summary,
          rules: [...ALWAYS, "REVIEW-19", ...rules],
          params,
          body: z.strictObject({ text: words }),
          value: review,
        },
        ({ session, params: { review: id }, body: { text } }) =>
          simulator.takeStep(session, { review: id, step, text }),
      ),
    ),
    define(
      app,
      {
        ...at("disclose"),
        summary:
          "Disclose to oneself the values of what is reviewed, or of one record of it, until the review is closed",
        rules: [...ALWAYS, "REVIEW-19", "REVIEW-21", "REVIEW-22", "REVIEW-23"],
        params,
        body: z.strictObject({ record: z.int().min(0).optional(), text: words }),
        value: review,
      },
      ({ session, params: { review: id }, body: { record, text } }) =>
        simulator.discloseValues(session, { review: id, text, ...(record !== undefined && { record }) }),
    ),
    define(
      app,
      {
        ...at("close"),
        summary: "Close a review that is attested, or whose finding has been put in order",
        rules: [...ALWAYS, "REVIEW-14"],
        params,
        value: review,
      },
      ({ session, params: { review: id } }) => simulator.takeStep(session, { review: id, step: "close" }),
    ),
  ];
}
