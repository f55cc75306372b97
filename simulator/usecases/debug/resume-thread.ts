import { named } from "#domain/debug/activity.ts";
import { mayResume, type Step } from "#domain/debug/thread.ts";
import type { RequestId, SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger, threadOf } from "./at-the-debugger.ts";

export interface ThreadResumed {
  readonly request: RequestId;
  /** Absent where it runs to the next breakpoint. */
  readonly step?: Step;
}

/** Lets one stopped thread run on; whoever runs it learns that from the log (DEBUG-40). Fault NOT_FOUND for no thread. */
const resuming =
  (name: string) =>
  (ports: Ports) =>
  (session: SessionId, resumed: ThreadResumed): Promise<Answer<ThreadResumed>> =>
    atTheDebugger<ThreadResumed>(ports, session, name, ({ debug, bench }) => {
      const thread = threadOf(bench, resumed.request);
      const decision = mayResume({ thread });
      if (decision.effect === "deny") {
        const about = { debugSession: debug.id, request: resumed.request };
        return { decision, happenings: [{ type: "debug.refused", act: name, ...about }] };
      }
      return {
        decision,
        happenings: [{ type: "debug.resumed", ...named(debug, "debug.resumed"), ...resumed }],
        value: resumed,
      };
    });

/** Step Into, Step Over or Step Out. */
export const stepThread = resuming("step a thread");
/** Continue: to the next breakpoint, or to its end. */
export const continueThread = resuming("continue a thread");
