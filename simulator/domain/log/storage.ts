import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { Id } from "#domain/ids.ts";
import type { Location } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { DAY, formatInstant, HOUR, type Instant, later, MINUTE } from "#domain/time.ts";

/** Bytes of one MB; the sources do not say, so it is the computer's own. */
export const MB = 1024 * 1024;

/** What is known of a stored debug log without its lines. */
export interface StoredLog {
  readonly id: Id<"ApexLog">;
  readonly startedAt: Instant;
  readonly location: Location;
  /** Bytes of its body. */
  readonly length: number;
}

/** A log that was written, whether it is still there or not. */
export interface WrittenLog {
  readonly at: Instant;
  readonly length: number;
}

export const SYSTEM_LOG_LIFE = figure("LOG-11", 24, "hours");
export const MONITORING_LOG_LIFE = figure("LOG-11", 7, "days");

/** When a log that nobody deletes before is deleted by its age. */
export const livesUntil = definition<Pick<StoredLog, "location" | "startedAt">, Instant>(
  "LOG-11",
  ({ location, startedAt }) =>
    later(startedAt, location === "SystemLog" ? SYSTEM_LOG_LIFE.is * HOUR : MONITORING_LOG_LIFE.is * DAY),
);

/** The bytes that an org's debug logs take up: all of them, those of LoginAs sessions too. */
export const bytesStored = definition<readonly Pick<StoredLog, "length">[], number>("LOG-23", (logs) => sum(logs));

const sum = (logs: readonly { readonly length: number }[]): number =>
  logs.reduce((bytes, { length }) => bytes + length, 0);

export const STORE = figure("LOG-12", 1000, "MB");

export interface StoreFacts {
  /** Bytes of all debug logs of the org. */
  readonly stored: number;
  readonly policies: Pick<Policies, "logOverflow">;
}

export const withinTheStore = rule<StoreFacts>(
  "LOG-12",
  ({ stored, policies: { logOverflow } }) =>
    logOverflow === "blockTraceFlags" && stored > STORE.is * MB
      ? `the debug logs of the org take up more than ${STORE.is} MB`
      : undefined,
  "delete debug logs",
);

interface Filling {
  /** The logs there were before. */
  readonly logs: Iterable<StoredLog>;
  /** The one that came; it stays, whatever its time. */
  readonly newest: StoredLog;
  readonly policies: StoreFacts["policies"];
}

/** The oldest logs that go so that the rest fit, where the policy has them overwritten. */
export function overwritten({ logs, newest, policies }: Filling): readonly StoredLog[] {
  if (policies.logOverflow !== "overwriteOldest") return [];
  const before = [...logs];
  let stored = bytesStored.gives([...before, newest]);
  if (stored <= STORE.is * MB) return [];
  const gone: StoredLog[] = [];
  for (const log of before.sort(byTime)) {
    if (stored <= STORE.is * MB) break;
    stored -= log.length;
    gone.push(log);
  }
  return gone;
}

const byTime = (one: StoredLog, other: StoredLog): number =>
  one.startedAt < other.startedAt ? -1 : one.startedAt > other.startedAt ? 1 : 0;

export const BURST = figure("LOG-13", 1000, "MB");
export const BURST_WINDOW = figure("LOG-13", 15, "minutes");

/** Those of some logs that count as written within the window that ends now. */
export function recentOf(written: readonly WrittenLog[], now: Instant): readonly WrittenLog[] {
  const since = later(now, -BURST_WINDOW.is * MINUTE);
  return written.filter(({ at }) => at > since);
}

export interface BurstFacts {
  readonly now: Instant;
  /** The debug logs that the org wrote of late, whether they are still there or not. */
  readonly written: readonly WrittenLog[];
  /** When a burst disabled the org's trace flags last. */
  readonly disabledAt?: Instant;
}

/** When trace flags that a burst disabled can be enabled again. */
export const enabledFrom = (disabledAt: Instant): Instant => later(disabledAt, BURST_WINDOW.is * MINUTE);

/** Asked of every log that is written, which disables the trace flags, and of whoever wants to trace again after that. */
export const burst = rule<BurstFacts>(
  "LOG-13",
  ({ now, written, disabledAt }) => {
    if (sum(recentOf(written, now)) > BURST.is * MB)
      return `more than ${BURST.is} MB of debug logs were written within ${BURST_WINDOW.is} minutes`;
    return disabledAt !== undefined && now < enabledFrom(disabledAt)
      ? `the trace flags were disabled at ${formatInstant(disabledAt)}; until ${formatInstant(enabledFrom(disabledAt))} nothing is traced`
      : undefined;
  },
  `wait ${BURST_WINDOW.is} minutes, and trace less`,
);
