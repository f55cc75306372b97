import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { Policies } from "#domain/policies.ts";
import { type FilterFacts, withinTheFilters } from "./filter.ts";
import type { DebugRequest, RequestType } from "./request-type.ts";
import type { DebugSession } from "./session.ts";

/** What decides whether a request that begins is debugged by a session. */
export interface RequestFacts extends FilterFacts {
  readonly request: DebugRequest;
  readonly session: Pick<DebugSession, "user" | "publisher">;
  /** Usernames, for the sentences: whose request it is, and whom the session is logged in as. */
  readonly username: string;
  readonly loginAs: string;
  /** How many threads the session has. */
  readonly threads: number;
  readonly policies: Pick<Policies, "debugEventScope">;
}

/** At most this many threads a debugging session (DEBUG-17). */
export const THREADS = figure("DEBUG-17", 2, "threads");

const ASYNCHRONOUS: readonly RequestType[] = [
  "BATCH_APEX",
  "FUTURE",
  "INBOUND_EMAIL_SERVICE",
  "QUEUEABLE",
  "RUN_TESTS_ASYNCHRONOUS",
  "SCHEDULED",
];

/** Whether somebody waits for the end of such a request. */
export const runsSynchronously = definition<RequestType, boolean>("DEBUG-35", (type) => !ASYNCHRONOUS.includes(type));

/** The subscriber's own debugger is not one user's: without a filter it debugs everybody's requests. */
export const onlyTheLoginAsUser = rule<RequestFacts>(
  "DEBUG-27",
  ({ request, session, username, loginAs, policies: { debugEventScope } }) =>
    session.publisher === undefined || debugEventScope === "allUsers" || request.user.id === session.user.id
      ? undefined
      : `the request is one of ${username}, and the debugger is logged in as ${loginAs}`,
  "repeat it as the user the debugger is logged in as, or log in as the other user and start anew",
);

export const notAsynchronous = rule<RequestFacts>(
  "DEBUG-34",
  ({ request: { type, inTest } }) =>
    runsSynchronously.gives(type) || inTest ? undefined : `a request of the type ${type} runs asynchronously`,
  "call the code from a test between startTest and stopTest, or synchronously",
);

export const twoThreads = rule<RequestFacts>(
  "DEBUG-17",
  ({ threads }) => (threads >= THREADS.is ? `${threads} of ${THREADS.is} threads are being debugged` : undefined),
  "let one of the threads run to its end, then repeat the request",
);

/** What a request that begins is asked, in the order that a passing one is told. */
export const DEBUGGED_ORDER: readonly Rule<RequestFacts>[] = [
  onlyTheLoginAsUser,
  notAsynchronous,
  withinTheFilters,
  twoThreads,
];

/** Is the request debugged? A denial is no refusal: the request runs, and the debugger does not hear of it. */
export const mayDebug = (facts: RequestFacts): Decision =>
  decide(facts, DEBUGGED_ORDER, runsSynchronously.gives(facts.request.type) ? runsSynchronously : notAsynchronous);

/** What becomes of a request: it is a thread, runs by itself, waits for a thread to end, or does not run at all. */
export type Begun = "debugged" | "undebugged" | "waits" | "refused";

const THIRD: Readonly<Record<Policies["thirdThread"], Begun>> = {
  runsUndebugged: "undebugged",
  waits: "waits",
  refused: "refused",
};

/** What the decision comes to. Nobody but a thread too many waits or is refused (policy `thirdThread`). */
export function begun({ effect, rule: under }: Decision, { thirdThread }: Pick<Policies, "thirdThread">): Begun {
  if (effect === "allow") return "debugged";
  return under === twoThreads.id ? THIRD[thirdThread] : "undebugged";
}
