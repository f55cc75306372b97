import { named } from "#domain/debug/activity.ts";
import { atLine, placeOf } from "#domain/debug/stop.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { type Reached, runningThread, stopFacts, type Verdict } from "./requests.ts";
import { holdStack } from "./stacks.ts";

/**
 * Whoever runs a request says which line it has reached, before it does what stands there, and is told whether it
 * stops. Then it has to wait until `debug.resumed`, `debug.released` or `debug.request-finished` is on record. A
 * request that is not debugged never stops. Fault CONFLICT when it is not running.
 */
export const reachLine =
  (ports: Ports) =>
  (reached: Reached): Promise<Verdict> =>
    operate<Verdict>(ports, async (standing) => {
      const debugged = runningThread(standing, reached);
      if (!debugged) return { events: [], value: { stops: false } };
      const facts = await stopFacts(standing, debugged, reached);
      const stop = atLine(facts);
      const why = stop.decision && { rule: stop.decision.rule, because: stop.decision.because };
      if (!stop.stops) return { events: [], value: { stops: false, ...why } };
      const { org, request, stack } = reached;
      const { decision, breakpoint } = stop;
      holdStack(ports, request, stack);
      return {
        events: [
          {
            type: "debug.stopped",
            org,
            user: debugged.thread.request.user,
            decision,
            ...named(debugged.debug, "debug.stopped"),
            request,
            ...placeOf(facts),
            ...(breakpoint && { breakpoint }),
          },
        ],
        value: { stops: true, rule: decision.rule, because: decision.because },
      };
    });
