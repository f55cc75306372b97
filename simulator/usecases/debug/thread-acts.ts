import type { Ports } from "#usecases/ports.ts";
import { askDebugger } from "./ask-debugger.ts";
import { beginRequest } from "./begin-request.ts";
import { finishRequest } from "./finish-request.ts";
import { listRequests } from "./list-requests.ts";
import { reachLine } from "./reach-line.ts";
import { readDebuggerEvents } from "./read-debugger-events.ts";
import { readVariables } from "./read-variables.ts";
import { removeBreakpoint } from "./remove-breakpoint.ts";
import { continueThread, stepThread } from "./resume-thread.ts";
import { setBreakpoint } from "./set-breakpoint.ts";
import { setExceptionBreakpoint } from "./set-exception-breakpoint.ts";
import { throwException } from "./throw-exception.ts";
import { viewDebugger } from "./view-debugger.ts";

/** What engineers do at a debugger that is running, and what whoever runs the debugged requests says of them. */
export const threadActs = (ports: Ports) => ({
  setBreakpoint: setBreakpoint(ports),
  setExceptionBreakpoint: setExceptionBreakpoint(ports),
  removeBreakpoint: removeBreakpoint(ports),
  stepThread: stepThread(ports),
  continueThread: continueThread(ports),
  readVariables: readVariables(ports),
  viewDebugger: viewDebugger(ports),
  readDebuggerEvents: readDebuggerEvents(ports),
  askDebugger: askDebugger(ports),
  beginRequest: beginRequest(ports),
  reachLine: reachLine(ports),
  throwException: throwException(ports),
  finishRequest: finishRequest(ports),
  listRequests: listRequests(ports),
});
