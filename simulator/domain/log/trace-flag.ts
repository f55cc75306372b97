import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { Id, OrgId, UserId, UserRef } from "#domain/ids.ts";
import type { LogUser } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { formatInstant, HOUR, type Instant, later, MINUTE, toMillis } from "#domain/time.ts";
import type { Category, Level, Levels } from "./level.ts";
import { type DebugLogRight, debugLogRight } from "./right.ts";
import { type BurstFacts, burst, type StoreFacts, withinTheStore } from "./storage.ts";

export const LOG_TYPES = ["USER_DEBUG", "DEVELOPER_LOG", "CLASS_TRACING"] as const;
export type LogType = (typeof LOG_TYPES)[number];

export const TRACED_KINDS = ["user", "class", "trigger", "automated process", "platform integration"] as const;

/** What a trace flag traces, `TracedEntityId` on the platform. */
export type Traced =
  | { readonly kind: "user"; readonly id: UserId }
  | { readonly kind: "class"; readonly id: Id<"ApexClass"> }
  | { readonly kind: "trigger"; readonly id: Id<"ApexTrigger"> }
  | { readonly kind: "automated process" }
  | { readonly kind: "platform integration" };

/** Levels that trace flags share, `DebugLevel` on the platform. */
export interface DebugLevel {
  readonly id: Id<"DebugLevel">;
  /** The DeveloperName; unique in its org. */
  readonly name: string;
  readonly levels: Levels;
}

/** A trace flag, `TraceFlag` on the platform. */
export interface TraceFlag {
  readonly id: Id<"TraceFlag">;
  readonly traced: Traced;
  readonly logType: LogType;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly level: Id<"DebugLevel">;
  /** Levels on the flag itself, which the debug level wins over (LOG-05). */
  readonly levels?: Partial<Levels>;
  /** Whose LoginAs session set it; the subscriber sees nothing of such a flag (LOG-18). */
  readonly publisher?: OrgId;
  /** Whom the last change of it counts as, and who was at the keyboard in a LoginAs session. */
  readonly lastChangedBy: { readonly user: UserRef; readonly delegateUser?: UserRef };
  readonly state: "set" | "disabled" | "ended";
}

/** How long a trace flag lasts when nobody says, as the platform's own command line has it. */
export const USUAL_WINDOW = figure("LOG-07", 30, "minutes");

export const usualEnd = (startsAt: Instant): Instant => later(startsAt, USUAL_WINDOW.is * MINUTE);

interface Kind {
  readonly traced: Pick<Traced, "kind">;
  readonly logType: LogType;
}

/** Which kind of log goes with what is traced. */
export const tracesOneThing = rule<Kind>(
  "LOG-04",
  ({ traced: { kind }, logType }) => {
    const isCode = kind === "class" || kind === "trigger";
    if (isCode && logType !== "CLASS_TRACING")
      return `a trace flag on a ${kind} is of type CLASS_TRACING and not ${logType}`;
    if (!isCode && logType === "CLASS_TRACING")
      return `CLASS_TRACING is for classes and triggers and not for a ${kind}`;
    return undefined;
  },
  "take CLASS_TRACING for classes and triggers, and USER_DEBUG or DEVELOPER_LOG for all else",
);

/** Levels on the flag itself stand in for no debug level. */
export const needsDebugLevel = rule<{ readonly level?: Id<"DebugLevel"> }>(
  "LOG-05",
  ({ level }) => (level === undefined ? "the trace flag names no debug level" : undefined),
  "name a debug level of the org; its levels count, whatever stands on the flag itself",
);

export interface WindowFacts {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly policies: Pick<Policies, "traceFlagMaxWindow">;
  /** When something is to be traced; absent while the window is only being chosen. */
  readonly at?: Instant;
}

/** Asked when a window is chosen, and again of every transaction: at the very instant of its end it is over. */
export const withinTheWindow = rule<WindowFacts>(
  "LOG-07",
  ({ startsAt, endsAt, at, policies: { traceFlagMaxWindow: most } }) => {
    if (at !== undefined) {
      if (at < startsAt) return `the trace flag begins at ${formatInstant(startsAt)}`;
      return at >= endsAt ? `the trace flag ended at ${formatInstant(endsAt)}` : undefined;
    }
    return toMillis(endsAt) - toMillis(startsAt) > most * HOUR
      ? `from ${formatInstant(startsAt)} to ${formatInstant(endsAt)} is longer than ${most} hours`
      : undefined;
  },
  "choose a shorter window, and set the trace flag again when it is over",
);

/** What decides whether a trace flag may be set or changed. */
export type TraceFlagFacts = DebugLogRight &
  Kind & { readonly level?: Id<"DebugLevel"> } & WindowFacts &
  StoreFacts &
  BurstFacts;

/** What setting or changing a trace flag is asked, in the order a refusal names it. */
export const TRACE_FLAG_ORDER: readonly Rule<TraceFlagFacts>[] = [
  debugLogRight,
  tracesOneThing,
  needsDebugLevel,
  withinTheWindow,
  withinTheStore,
  burst,
];

/** May this trace flag be set, or changed into this? */
export const maySetTraceFlag = (facts: TraceFlagFacts): Decision => decide(facts, TRACE_FLAG_ORDER, tracesOneThing);

/** Whether a trace flag follows whoever a transaction runs as, at an instant. */
export const traces = (
  { state, traced, ...window }: TraceFlag,
  user: LogUser,
  at: Instant,
  policies: WindowFacts["policies"],
): boolean =>
  state === "set" &&
  (traced.kind === "user" ? traced.id === user : traced.kind === user) &&
  withinTheWindow.brokenBy({ ...window, at, policies }) === undefined;

/** Whether a trace flag overrides levels inside this class or trigger, at an instant. */
export const overrides = (
  { state, traced, ...window }: TraceFlag,
  code: string,
  at: Instant,
  policies: WindowFacts["policies"],
): boolean =>
  state === "set" &&
  (traced.kind === "class" || traced.kind === "trigger") &&
  traced.id === code &&
  withinTheWindow.brokenBy({ ...window, at, policies }) === undefined;

/**
 * The level of a category inside a class or trigger while another flag writes a log. Nothing but this is asked of flags
 * on classes and triggers, so that none of them ever causes a log.
 */
export const levelInside = definition<
  { readonly category: Category; readonly levels: Levels; readonly overriding?: Levels },
  Level
>("LOG-06", ({ category, levels, overriding }) => (overriding ?? levels)[category]);
