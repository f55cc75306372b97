import { z } from "@hono/zod-openapi";
import { parseInstant } from "#domain/time.ts";
import type { Surroundings } from "./app.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const instant = z
  .string()
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at) return at;
    context.addIssue({ code: "custom", message: `"${text}" is no instant; write it like 2031-03-04T09:00:00Z` });
    return z.NEVER;
  })
  .openapi({ type: "string", example: "2031-03-04T09:00:00Z" });

/** What the operator does to the simulator itself. */
export function operatorRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/sim/clock",
        summary: "Move platform time forward",
        who: "operator",
        body: z.strictObject({ to: instant }),
        value: z.object({ now: z.string() }),
      },
      async ({ body: { to } }) => ({ value: { now: await simulator.moveClock(to) } }),
    ),
  ];
}
