import { atThrow, placeOf } from "#domain/debug/stop.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { type Reached, runningThread, stopFacts, type Verdict } from "./requests.ts";
import { holdStack } from "./stacks.ts";

export interface Thrown extends Reached {
  /** The type: `com/salesforce/api/exception/NullPointerException`. Its text is the subscriber's data, and stays out. */
  readonly exception: string;
}

/**
 * Whoever runs a request says that it throws, before anybody catches it, and is told whether it stops there (DEBUG-30).
 * As with `reachLine` in all else.
 */
export const throwException =
  (ports: Ports) =>
  (thrown: Thrown): Promise<Verdict> =>
    operate<Verdict>(ports, async (standing) => {
      const debugged = runningThread(standing, thrown);
      if (!debugged) return { events: [], value: { stops: false } };
      const facts = await stopFacts(standing, debugged, thrown);
      const { org, request, stack, exception } = thrown;
      const stop = atThrow(facts, exception);
      const decision = stop.decision;
      const about = {
        org,
        user: debugged.thread.request.user,
        ...(decision && { decision }),
        debugSession: debugged.debug.id,
        request,
        ...placeOf(facts),
      };
      const why = decision && { rule: decision.rule, because: decision.because };
      const threw = { type: "debug.exception-thrown", ...about, exception } as const;
      if (!stop.stops) return { events: [threw], value: { stops: false, ...why } };
      holdStack(ports, request, stack);
      const { breakpoint } = stop;
      const stopped = { type: "debug.stopped", ...about, ...(breakpoint && { breakpoint }) } as const;
      return {
        events: [threw, stopped],
        value: { stops: true, rule: stop.decision.rule, because: stop.decision.because },
      };
    });
