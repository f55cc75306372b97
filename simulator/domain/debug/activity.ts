import { definition } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";

/** What an engineer does with a debugger that waits: launch it, let a thread run on, look at variables (DEBUG-19). */
const ACTS: readonly EventType[] = ["debug.started", "debug.resumed", "debug.variables-read"];

/** Whether such an event counts as activity of its debugging session. That a thread stops, or runs, does not. */
export const isActivity = definition<EventType, boolean>("DEBUG-26", (type) => ACTS.includes(type));
