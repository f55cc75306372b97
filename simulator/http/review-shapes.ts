import { z } from "@hono/zod-openapi";
import { parseReviewId, parseSampleId } from "#domain/review/names.ts";
import { REASONS, REVIEW_ACTS, STATES } from "#domain/review/review.ts";
import { NO_CONTROL_CHARACTERS } from "./input.ts";

const numbered = <Name extends string>(parse: (text: string) => Name | undefined, what: string, example: string) =>
  z
    .string()
    .transform((text, context): Name => {
      const name = parse(text);
      if (name) return name;
      context.addIssue({
        code: "custom",
        message: `"${text}" is no number of a ${what}; write it like ${example}`,
        params: { errorCode: "MALFORMED_ID" },
      });
      return z.NEVER;
    })
    .openapi({ type: "string", example });

/** A review by its number. */
export const reviewNumber = numbered(parseReviewId, "review", "R-00001");
/** A sample by its number. */
export const sampleNumber = numbered(parseSampleId, "sample", "S-00001");

/** What a reviewer says, on record word for word; whether something is said at all is a rule's question (REVIEW-19). */
export const words = z
  .string()
  .max(4000)
  .regex(...NO_CONTROL_CHARACTERS);

const userRef = z.object({ org: z.string(), id: z.string() });
const span = { first: z.int(), last: z.int() };

/** A review as it stands. */
export const review = z
  .object({
    id: z.string(),
    about: z.discriminatedUnion("what", [
      z.object({ what: z.literal("LoginAs session"), session: z.string() }),
      z.object({ what: z.literal("debugging session"), debugSession: z.string() }),
      z.object({ what: z.literal("records"), ...span }),
    ]),
    reasons: z.array(z.enum(REASONS)),
    risk: z.enum(["high", "low"]),
    subscriber: z.string().optional(),
    parties: z.array(userRef),
    sample: z.string().optional(),
    openedAt: z.string(),
    openedBy: userRef.optional(),
    finding: z.string().optional(),
    state: z.enum(STATES),
    dueAt: z.string(),
    overdue: z.boolean(),
    needs: z.int(),
    reviewers: z.array(userRef),
    attestedBy: z.array(userRef),
    disclosures: z.array(z.object({ to: userRef, record: z.int().optional() })),
    history: z.array(z.object({ at: z.string(), by: userRef, step: z.enum(REVIEW_ACTS), text: z.string().optional() })),
  })
  .openapi("Review");
