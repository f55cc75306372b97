import { nextEnd } from "#domain/debug/ends.ts";
import { DEBUGGED_ORDER, mayDebug, THREADS } from "#domain/debug/request.ts";
import type { DebugRequest } from "#domain/debug/request-type.ts";
import { Fault } from "#domain/fault.ts";
import { formatId } from "#domain/ids.ts";
import { formatInstant } from "#domain/time.ts";
import { requestFacts } from "#usecases/debug/begin-request.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf } from "./case.ts";
import type { QuestionOf } from "./question.ts";

/**
 * Would such a request of this user be debugged, if it began now? Asked of the debugging session that runs in the org:
 * Fault NOT_FOUND where none does. It says nothing of what the engineer debugs beyond the filters.
 */
export async function debugRequestCase(
  standing: Standing,
  { user, type, entryPoint, inTest }: QuestionOf<"debug a request">,
): Promise<Case> {
  const [debug] = standing.debugSessionsOf(user.org);
  if (!debug) throw new Fault("NOT_FOUND", "no debugging session runs in the org; start one, then ask again");
  const id = formatId("ApexDebuggerRequest", 0);
  const request: DebugRequest = { id, user, type, entryPoint, ...(inTest && { inTest }) };
  const facts = await requestFacts(standing, debug, request);
  const { userIdFilter, requestTypeFilter, entryPointFilter } = debug.filters;
  const end = nextEnd(standing.endFacts(debug));
  return caseOf({
    facts,
    rules: DEBUGGED_ORDER,
    decide: mayDebug,
    shown: {
      user: facts.username,
      "the debugger is logged in as": facts.loginAs,
      threads: `${facts.threads} of ${THREADS.is}`,
      "user filter": userIdFilter || "none",
      "request type filter": requestTypeFilter || "none",
      "entry point filter": entryPointFilter || "none",
      ...(end && { "the debugging session ends": formatInstant(end.at) }),
    },
  });
}
