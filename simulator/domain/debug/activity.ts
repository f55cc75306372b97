import { definition } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";
import type { DebugSessionId } from "#domain/ids.ts";
import type { DebugSession } from "./session.ts";

/** What an engineer does at a debugger that waits: let a thread run on, look at variables. The launch begins the clock (DEBUG-19). */
const ACTS: readonly EventType[] = ["debug.resumed", "debug.variables-read"];

/** Whether such an event counts as activity of its debugging session. That a thread stops, or runs, does not. */
export const isActivity = definition<EventType, boolean>("DEBUG-26", (type) => ACTS.includes(type));

/** How an event of threads names its debugging session, and whether it moves the idle clock of that session. */
export const named = (
  { id }: Pick<DebugSession, "id">,
  type: EventType,
): { readonly debugSession: DebugSessionId; readonly activity?: true } => ({
  debugSession: id,
  ...(isActivity.gives(type) && { activity: true }),
});
