import type { DebugSessionId, OrgId } from "#domain/ids.ts";
import type { DebugEnd } from "./session.ts";

interface About {
  readonly debugSession: DebugSessionId;
}

/** What each event of debugging adds to the envelope; `session` there is the LoginAs session. */
export interface DebugEvents {
  "debug.prepared": Record<never, never>;
  "debug.started": About & { readonly publisher: OrgId; readonly instance: string };
  /** In the stream of the License Management Org: so two starts on one allowance cannot both go by the same count. */
  "debug.allowance-taken": About & { readonly subscriber: OrgId };
  "debug.ended": About & { readonly reason: DebugEnd };
  "debug.refused": { readonly act: string };
}

export const DEBUG_EVENTS: Readonly<Record<keyof DebugEvents, string>> = {
  "debug.prepared": "a partner debugging session was prepared",
  "debug.started": "a debugging session was started",
  "debug.allowance-taken": "a debugging session took a place of the publisher's allowance",
  "debug.ended": "a debugging session ended",
  "debug.refused": "an act of debugging was refused",
};
