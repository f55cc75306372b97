import type { Debug } from "./debug-session.ts";
import { type Entry, part, text } from "./entry.ts";
import type { Finding } from "./finding.ts";

/** At most so many threads a debugging session (DEBUG-17). */
export const THREADS = 2;

/** What engineers do; it comes in the very session that the debugging session rests on. */
const BY_THE_ENGINEER = new Set([
  "debug.breakpoint-set",
  "debug.breakpoint-removed",
  "debug.resumed",
  "debug.variables-read",
]);

/** Takes in what happens to the threads and breakpoints of a debugging session that runs (A15). */
export function takeThread(debug: Debug, entry: Entry, wrong: (about: Omit<Finding, "seq">) => void): void {
  const { type, seq, org, session } = entry;
  const request = text(entry, "request");
  const thread = request === undefined ? undefined : debug.threads.get(request);
  const off = (says: string, rule?: string) =>
    wrong({ check: "A15", ...(rule !== undefined && { rule }), says: `record ${seq} (${type}) ${says}` });
  if (type !== "debug.allowance-taken" && org !== debug.org)
    off(`is in another org than debugging session ${debug.id}`);
  if (BY_THE_ENGINEER.has(type) && session !== debug.login)
    off("comes in another session than the debugging session rests on");
  switch (type) {
    case "debug.breakpoint-set": {
      const breakpoint = part(entry, "breakpoint");
      const id = text(breakpoint, "id");
      if (breakpoint && id !== undefined) debug.breakpoints.set(id, breakpoint);
      return;
    }
    case "debug.breakpoint-removed":
      if (!debug.breakpoints.delete(text(entry, "breakpoint") ?? "")) off("removes a breakpoint that is not set");
      return;
    case "debug.request-started":
      if (request === undefined) return;
      if (thread) off(`begins request ${request}, which is a thread already`);
      if (!entry.decision && !debug.waiting.has(request)) off(`begins request ${request}, of which nobody decided`);
      debug.waiting.delete(request);
      debug.threads.set(request, { state: "running", user: entry.user });
      if (debug.threads.size > THREADS) off(`makes ${debug.threads.size} threads of at most ${THREADS}`, "DEBUG-17");
      return;
    case "debug.request-waits":
      if (request !== undefined) debug.waiting.add(request);
      return;
    case "debug.stopped":
      if (thread?.state !== "running") off("stops what does not run");
      else thread.state = "stopped";
      if (text(entry, "file") === "anon") off("stops inside an Execute Anonymous block", "DEBUG-33");
      return;
    case "debug.exception-thrown":
      if (thread?.state !== "running") off("throws where nothing runs");
      return;
    case "debug.resumed":
      if (thread?.state !== "stopped") off("lets go on what has not stopped", "DEBUG-40");
      else thread.state = "running";
      return;
    case "debug.variables-read":
      if (thread?.state !== "stopped") off("reads variables of what has not stopped");
      return;
    case "debug.request-finished":
      if (request === undefined || !(debug.threads.delete(request) || debug.waiting.delete(request)))
        off("ends a request that is not debugged");
      return;
    case "debug.released":
      off("lets go a request of a debugging session that runs", "DEBUG-22");
      return;
    default:
  }
}
