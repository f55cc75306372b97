import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { type Instant, later, parseInstant } from "#domain/time.ts";
import type { Surroundings } from "./app.ts";
import { wholeNumber } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** A point in platform time, in a body. */
export const instant = z
  .string()
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at) return at;
    context.addIssue({ code: "custom", message: `"${text}" is no instant; write it like 2031-03-04T09:00:00Z` });
    return z.NEVER;
  })
  .openapi({ type: "string", example: "2031-03-04T09:00:00Z" });

/** Ten years: further than any grant reaches, and near enough that no date overflows. */
const FURTHEST = 10 * 366 * 24 * 3600;

const userRef = z.object({ org: z.string(), id: z.string() });

/** Platform time: what it is, moving it forward, and what it will bring by itself. */
export function clockRoutes(app: App, { simulator, clockIs }: Surroundings): readonly DefinedRoute[] {
  const now = (): Instant => simulator.ports.clock.now();
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/clock",
        summary: "What time it is on the platform",
        who: "operator",
        value: z.object({ now: z.string(), mode: z.enum(["running", "frozen"]) }),
      },
      async () => ({ value: { now: now(), mode: clockIs ?? "frozen" } }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/sim/clock",
        summary: "Move platform time forward, to an instant or by some seconds",
        who: "operator",
        body: z.strictObject({ to: instant.optional(), by: z.int().min(1).max(FURTHEST).optional() }),
        value: z.object({ now: z.string() }),
      },
      async ({ body: { to, by } }) => {
        if ((to === undefined) === (by === undefined))
          throw new Fault("INVALID_FIELD", 'name either "to", an instant, or "by", a number of seconds');
        return { value: { now: await simulator.moveClock(to ?? later(now(), (by ?? 0) * 1000)) } };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/sim/clock/next",
        summary: "What happens by itself and when, soonest first",
        who: "operator",
        query: { limit: wholeNumber(1, 1000, 10) },
        value: z.object({
          now: z.string(),
          next: z.array(
            z.object({
              at: z.string(),
              event: z.string(),
              what: z.string(),
              org: z.string(),
              user: userRef.optional(),
              delegateUser: userRef.optional(),
            }),
          ),
          all: z.int(),
        }),
      },
      async ({ query: { limit } }) => ({ value: { ...(await simulator.nextByItself(limit)), now: now() } }),
    ),
  ];
}
