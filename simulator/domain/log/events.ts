import type { Id, OrgId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Levels } from "./level.ts";
import type { LogType, Traced } from "./trace-flag.ts";
import type { Cause } from "./transaction.ts";

interface About {
  readonly traceFlag: Id<"TraceFlag">;
}

/** A trace flag as it is once it was set or changed; who did it stands in the envelope. */
interface Whole extends About {
  readonly traced: Traced;
  readonly logType: LogType;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly level: Id<"DebugLevel">;
  readonly levels?: Partial<Levels>;
  readonly publisher?: OrgId;
}

/** Why a debug log is gone. */
export type LogDeletion = "deleted" | "too old" | "overwritten";

/** What each event of debug logs and trace flags adds to the envelope. */
export interface LogEvents {
  "log.debug-level-set": { readonly level: Id<"DebugLevel">; readonly name: string; readonly levels: Levels };
  "log.trace-flag-set": Whole;
  "log.trace-flag-changed": Whole;
  "log.trace-flag-deleted": About;
  "log.trace-flag-ended": About;
  /** `user` and `delegateUser` are those of the last change; whoever was at the keyboard is told. */
  "log.trace-flag-disabled": About & { readonly enabledFrom: Instant };
  /** Absent causes are those of the first records of this version. */
  "log.written": { readonly log: string; readonly cause?: Cause };
  /** With a namespace, what that package logged. */
  "log.read": { readonly log: string; readonly namespace?: string };
  "log.deleted": { readonly log: string; readonly reason: LogDeletion };
  "log.refused": { readonly act: string; readonly target?: string };
}

export const LOG_EVENTS: Readonly<Record<keyof LogEvents, string>> = {
  "log.debug-level-set": "a debug level was made or changed",
  "log.trace-flag-set": "a trace flag was set",
  "log.trace-flag-changed": "a trace flag was changed, or enabled again",
  "log.trace-flag-deleted": "a trace flag was deleted",
  "log.trace-flag-ended": "the window of a trace flag was over",
  "log.trace-flag-disabled": "a burst of debug logs disabled a trace flag, and who changed it last is told",
  "log.written": "a debug log was stored",
  "log.read": "an agent read a debug log, or anybody what a package logged",
  "log.deleted": "a debug log was deleted, by somebody, by its age, or to make room",
  "log.refused": "an act on trace flags or debug logs was refused",
};

/** An event of this area with what a fold looks at in its envelope. */
export type LogEvent = {
  readonly at: Instant;
  readonly org: OrgId | "platform";
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
} & { [Type in keyof LogEvents]: { readonly type: Type } & LogEvents[Type] }[keyof LogEvents];
