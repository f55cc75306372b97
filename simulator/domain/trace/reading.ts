import { type Decision, decide, type Rule } from "#domain/decision.ts";
import { managesSessions } from "./auth-session.ts";
import { opensEventLogFiles, queriesEventLogs } from "./event-log.ts";
import { seesLoginHistory } from "./login-history.ts";
import type { ReaderFacts } from "./reader.ts";
import { seesRealTimeEvents } from "./real-time.ts";
import { opensTheTrail } from "./setup-audit-trail.ts";

/** What reading each trace is asked. */
export const READING_RULES = {
  "Setup Audit Trail": opensTheTrail,
  "Login History": seesLoginHistory,
  sessions: managesSessions,
  "event log files": opensEventLogFiles,
  "event log rows": queriesEventLogs,
  "real-time events": seesRealTimeEvents,
} as const satisfies Readonly<Record<string, Rule<ReaderFacts>>>;

/** A trace that the platform leaves, by the name people use. */
export type Trace = keyof typeof READING_RULES;

export const TRACES = Object.keys(READING_RULES) as readonly Trace[];

/** May this trace be read? */
export const mayRead = (facts: ReaderFacts, trace: Trace): Decision =>
  decide(facts, [READING_RULES[trace]], READING_RULES[trace]);
