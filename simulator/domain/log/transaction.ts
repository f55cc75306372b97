import { definition } from "#domain/decision.ts";
import type { ApexClass } from "#domain/org.ts";
import type { Category, Level, Levels } from "./level.ts";

/** What set off a transaction, as far as it matters to debug logs. */
export const ORIGINS = [
  "anonymous Apex",
  "API request",
  "asynchronous Apex",
  "page request",
  "record save",
  "test run",
  "time-based workflow",
  "email template controller",
  "lead conversion trigger",
] as const;
export type Origin = (typeof ORIGINS)[number];

const NEVER_LOGGED: readonly Origin[] = ["time-based workflow", "email template controller", "lead conversion trigger"];

/** Whether what this set off is logged at all. */
export const isLogged = definition<{ readonly origin: Origin }, boolean>(
  "LOG-20",
  ({ origin }) => !NEVER_LOGGED.includes(origin),
);

/** One thing that happened in a transaction: an event with its details, `USER_DEBUG|[21]|DEBUG|posted`. */
export interface Traceable {
  readonly text: string;
  readonly category: Category;
  readonly level: Level;
  /** Of the managed package whose code did it. */
  readonly namespace?: string;
}

/** A code unit: a class or trigger that was entered, and what happened until it was left. */
export interface CodeUnit {
  /** As CODE_UNIT_STARTED names it. */
  readonly unit: string;
  readonly namespace?: string;
  /** The class or trigger itself, whose own trace flags count in here (LOG-06). */
  readonly code?: ApexClass["id"];
  readonly body: readonly Traceable[];
}

/** One request from its begin to its end, as whatever ran it tells of it. */
export interface Transaction {
  readonly origin: Origin;
  readonly operation: string;
  /** The client, as ApexLog names it: `Browser`. */
  readonly application: string;
  readonly request: string;
  /** `Success`, or how it failed. */
  readonly status: string;
  /** Milliseconds. */
  readonly duration: number;
  readonly body: readonly (Traceable | CodeUnit)[];
  /** The levels that came with the request as debugging parameters. */
  readonly debugging?: Partial<Levels>;
}

/** The version of the API that the header of a log names. */
export const API_VERSION = "66.0";

interface Reasons {
  /** Whether a trace flag follows whoever the transaction runs as. */
  readonly traced: boolean;
  readonly origin: Origin;
  readonly debugging: boolean;
}

export const CAUSES = ["trace flag", "test run", "debugging parameters"] as const;
export type Cause = (typeof CAUSES)[number];

/**
 * Why a transaction leaves a debug log; nothing when it leaves none. One reason is enough and there is one log, whose
 * levels come from the first of them: trace flags override all else, and tests the parameters of the request.
 */
export const causeOfLog = definition<Reasons, Cause | undefined>("LOG-02", ({ traced, origin, debugging }) => {
  if (traced) return "trace flag";
  if (origin === "test run") return "test run";
  return debugging ? "debugging parameters" : undefined;
});
