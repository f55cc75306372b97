import type { SessionId } from "#domain/ids.ts";
import type { Whose } from "./reader.ts";

/** What each event of the platform's own traces adds to the envelope. */
export interface TraceEvents {
  "trace.refused": { readonly act: string; readonly whose?: Whose };
  /** `trace` as people call it; `whose` rows were asked for. */
  "trace.read": { readonly trace: string; readonly whose: Whose };
  /** By whom stands in the envelope; the end of the session that was deleted follows as an event of its own (TRACE-17). */
  "trace.session-deleted": { readonly deleted: SessionId };
}

export const TRACE_EVENTS: Readonly<Record<keyof TraceEvents, string>> = {
  "trace.refused": "a look at the platform's traces was refused",
  "trace.read": "somebody looked at the traces that the platform keeps",
  "trace.session-deleted": "an administrator deleted a session",
};
