import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { type RequestRef, runningThread } from "./requests.ts";

/**
 * Whoever runs a request says that it has come to its end; a request that waits takes its place. Nothing for one that
 * is not debugged. Fault CONFLICT when it is not running.
 */
export const finishRequest =
  (ports: Ports) =>
  ({ org, request }: RequestRef): Promise<{ readonly request: RequestRef["request"] }> =>
    operate(ports, async (standing) => {
      const debugged = runningThread(standing, { org, request });
      if (!debugged) return { events: [], value: { request } };
      const { user } = debugged.thread.request;
      const finished = { type: "debug.request-finished", org, user, debugSession: debugged.debug.id, request } as const;
      return {
        events: [{ ...finished, how: "finished" }],
        value: { request },
      };
    });
