import { allow } from "#domain/decision.ts";
import { everyCategory, type Levels, levelsOf, TEST_LEVELS } from "#domain/log/level.ts";
import { openWhenWritten } from "#domain/log/listing.ts";
import { burst, enabledFrom, overwritten, type StoredLog, withinTheStore } from "#domain/log/storage.ts";
import { overrides, type TraceFlag, traces } from "#domain/log/trace-flag.ts";
import { type Cause, causeOfLog, isLogged, type Transaction } from "#domain/log/transaction.ts";
import { withoutSessionIds, written } from "#domain/log/writing.ts";
import { type ApexLog, rowOf } from "#domain/org.ts";
import type { Happening } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import type { Runner } from "./runner.ts";

/**
 * What a transaction leaves of debug logs: at most one log, the oldest ones it takes the place of, and trace flags that
 * it disables. Whatever runs Apex calls this once for each request, and puts what comes back on record in one append
 * with what the request did.
 */
export function logTransaction(
  ports: Pick<Ports, "ids">,
  standing: Standing,
  runner: Runner,
  transaction: Transaction,
): readonly Happening[] {
  if (!isLogged.gives(transaction)) return [];
  const { now, policies } = standing;
  const flags = standing.traceFlags(runner.org.id).filter((flag) => counts(flag, runner));
  const tracing = flags.filter((one) => traces(one, runner.user, now, policies));
  // There is one log: where the user's own flag and an agent's both follow her, hers keeps what she does.
  const flag = tracing.find(({ publisher }) => publisher === runner.publisher) ?? tracing[0];
  const { origin, debugging } = transaction;
  const cause = causeOfLog.gives({ traced: flag !== undefined, origin, debugging: debugging !== undefined });
  if (cause === undefined) return [];
  const body = written(ofTheirPackages(transaction, runner), {
    levels: levelsFor({ cause, standing, runner, transaction, ...(flag && { flag }) }),
    overriding: (code) => {
      const own = flags.find((one) => overrides(one, code, now, policies));
      return own && levelsSet(standing, runner, own);
    },
    now,
  });
  const publisher = runner.publisher ?? flag?.publisher;
  const called = (text: string): string => withoutSessionIds.gives(text);
  const open = openWhenWritten.gives(Object.values(runner.rows.installedPackages));
  const row: ApexLog = {
    id: ports.ids.next("ApexLog"),
    user: runner.user,
    operation: called(transaction.operation),
    startedAt: now,
    location: flag?.logType === "USER_DEBUG" ? "Monitoring" : "SystemLog",
    application: called(transaction.application),
    request: called(transaction.request),
    status: called(transaction.status),
    duration: transaction.duration,
    ...(open.length > 0 && { open }),
    ...(publisher && { publisher }),
    ...body,
  };
  return [
    {
      type: "log.written",
      log: row.id,
      cause,
      decision: allow(causeOfLog),
      changes: [{ table: "apexLogs", id: row.id, row }],
    },
    ...madeRoomFor(row, standing, runner),
    ...disabledBy(row, standing, runner),
  ];
}

/** A code unit belongs to the package that its class or trigger is of, whatever was told: managed code never shows for being told badly. */
const ofTheirPackages = ({ body }: Transaction, { rows }: Runner): Pick<Transaction, "body"> => ({
  body: body.map((one) => {
    const namespace = "unit" in one && one.code ? rowOf(rows.apexClasses, one.code)?.namespace : undefined;
    return namespace ? { ...one, namespace } : one;
  }),
});

/** Flags of another publisher's agents say nothing of what an agent does; what the user does they follow. */
const counts = ({ publisher }: TraceFlag, { publisher: agents }: Runner): boolean =>
  publisher === undefined || agents === undefined || publisher === agents;

interface Why {
  readonly cause: Cause;
  readonly flag?: TraceFlag;
  readonly standing: Standing;
  readonly runner: Runner;
  readonly transaction: Transaction;
}

function levelsFor({ flag, cause, standing, runner, transaction }: Why): Levels {
  if (flag) return levelsSet(standing, runner, flag);
  return levelsOf.gives(cause === "test run" ? TEST_LEVELS : (transaction.debugging ?? {}));
}

/** The levels that count for a trace flag: its debug level's, whatever stands on the flag itself (LOG-05). */
function levelsSet(standing: Standing, { org }: Runner, { level }: TraceFlag): Levels {
  const known = standing.debugLevels(org.id).find(({ id }) => id === level);
  return known?.levels ?? everyCategory("NONE");
}

/** The logs that a new one takes the place of, where the policy has it so. */
function madeRoomFor(row: StoredLog, standing: Standing, { org }: Runner): readonly Happening[] {
  const logs = standing.debugLogs(org.id).stored.values();
  return overwritten({ logs, newest: row, policies: standing.policies }).map(({ id }) => ({
    type: "log.deleted",
    log: id,
    reason: "overwritten",
    decision: allow(withinTheStore),
    changes: [{ table: "apexLogs", id, row: null }],
  }));
}

/** The trace flags that a burst disables, each telling whoever changed it last. */
function disabledBy({ length }: StoredLog, standing: Standing, { org }: Runner): readonly Happening[] {
  const { now } = standing;
  const because = burst.brokenBy({ now, written: [...standing.debugLogs(org.id).recent, { at: now, length }] });
  if (because === undefined) return [];
  return standing
    .traceFlags(org.id)
    .filter(({ state }) => state === "set")
    .map(({ id, lastChangedBy }) => ({
      type: "log.trace-flag-disabled",
      ...lastChangedBy,
      traceFlag: id,
      enabledFrom: enabledFrom(now),
      decision: { effect: "allow", rule: burst.id, because },
    }));
}
