import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { instant } from "./input.ts";
import { sampleNumber } from "./review-shapes.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const sessions = z.array(z.string());
const reading = ["REVIEW-05", "REVIEW-06", "REVIEW-16"] as const;

/** Samples of sessions: drawing one, all there are, and drawing one again. */
export function sampleRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/audit/samples",
        summary: "All samples that were drawn, with what it takes to draw them again",
        who: "person or operator",
        rules: reading,
        value: z.object({
          samples: z.array(
            z.object({
              id: z.string(),
              at: z.string(),
              from: z.string(),
              to: z.string(),
              rate: z.int(),
              seed: z.string(),
              size: z.int(),
              of: z.int(),
              sessions,
            }),
          ),
        }),
      },
      async ({ session, c }) => {
        const { decision, value } = await simulator.readSamples(c.get("isOperator") ? "operator" : session);
        return { decision, ...(value && { value: { samples: value } }) };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/audit/samples",
        summary: "Draw a sample of the sessions that ended in a period, for review",
        who: "person",
        rules: ["REVIEW-03", "REVIEW-04", "REVIEW-05", "REVIEW-06"],
        body: z.strictObject({ from: instant, to: instant, rate: z.int().min(1).max(100) }),
        value: z.object({ sample: z.string(), of: z.int(), sessions, reviews: z.array(z.string()) }),
        status: 201,
      },
      ({ session, body }) => simulator.drawSample(session, body),
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/samples/{sample}/redraw",
        summary: "Draw a sample again from what the log says of that time, and compare",
        who: "person or operator",
        rules: [...reading, "REVIEW-03"],
        params: { sample: sampleNumber },
        value: z.object({
          sample: z.string(),
          recorded: sessions,
          redrawn: sessions,
          seedIsOfTheLog: z.boolean(),
          holds: z.boolean(),
        }),
      },
      ({ session, params, c }) => simulator.redrawSample(c.get("isOperator") ? "operator" : session, params.sample),
    ),
  ];
}
