import { Fault, notFound } from "#domain/fault.ts";
import type { Id } from "#domain/ids.ts";
import type { Levels } from "#domain/log/level.ts";
import { isOnTheList } from "#domain/log/listing.ts";
import { bytesStored } from "#domain/log/storage.ts";
import {
  type DebugLevel,
  type LogType,
  type Traced,
  type TraceFlag,
  type TraceFlagFacts,
  usualEnd,
} from "#domain/log/trace-flag.ts";
import { type OrgRows, rowOf } from "#domain/org.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** What somebody says of a trace flag; what is left out is as usual. */
export interface TraceFlagSettings {
  /** The name of a debug level of the org. */
  readonly debugLevel?: string;
  /** Levels on the flag itself (LOG-05). */
  readonly levels?: Partial<Levels>;
  /** Now, unless it is said. */
  readonly startsAt?: Instant;
  /** 30 minutes after the start, unless it is said (LOG-07). */
  readonly endsAt?: Instant;
}

/** A trace flag as Setup lists it. */
export interface ShownTraceFlag {
  readonly id: Id<"TraceFlag">;
  /** A username, or the name of a class or trigger. */
  readonly traced: string;
  readonly kind: Traced["kind"];
  readonly logType: LogType;
  readonly debugLevel: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Levels on the flag itself, where there are any. */
  readonly levels?: Partial<Levels>;
  readonly state: TraceFlag["state"];
}

export const shownFlag = (acting: Acting, standing: Standing, flag: TraceFlag): ShownTraceFlag => ({
  id: flag.id,
  // A class may be gone with its package while its flag is still there.
  traced: nameIn(acting.rows, flag.traced) ?? flag.id,
  kind: flag.traced.kind,
  logType: flag.logType,
  debugLevel: standing.debugLevels(acting.org.id).find(({ id }) => id === flag.level)?.name ?? flag.level,
  startsAt: flag.startsAt,
  endsAt: flag.endsAt,
  ...(flag.levels && { levels: flag.levels }),
  state: flag.state,
});

/** Fault NOT_FOUND when the org has no such user, class or trigger. */
export function nameOf(rows: OrgRows, traced: Traced): string {
  const found = nameIn(rows, traced);
  if (found === undefined) throw notFound(`${traced.kind} with id`, "id" in traced ? traced.id : traced.kind);
  return found;
}

export function nameIn(rows: OrgRows, traced: Traced): string | undefined {
  if (!("id" in traced)) return traced.kind;
  return traced.kind === "user" ? rowOf(rows.users, traced.id)?.username : rowOf(rows.apexClasses, traced.id)?.name;
}

/** The trace flags that are there for whoever is at work (LOG-18). */
export const flagsFor = (acting: Acting, standing: Standing): readonly TraceFlag[] =>
  standing
    .traceFlags(acting.org.id)
    .filter(({ publisher }) => isOnTheList.gives({ reader: acting, ...(publisher && { publisher }) }));

/** Fault NOT_FOUND when there is no such trace flag for whoever is at work. */
export function flagOf(acting: Acting, standing: Standing, id: Id<"TraceFlag">): TraceFlag {
  const flag = flagsFor(acting, standing).find((one) => one.id === id);
  if (!flag) throw notFound("trace flag with id", id);
  return flag;
}

/**
 * As on the platform, nothing is traced twice in the same way; what others set and nobody here sees does not count.
 * Fault CONFLICT when another flag does it already.
 */
export function demandNoOther(
  acting: Acting,
  standing: Standing,
  { id, traced, logType, publisher }: Pick<TraceFlag, "traced" | "logType" | "publisher"> & Partial<TraceFlag>,
  name: string,
): void {
  const same = (one: Traced) =>
    one.kind === traced.kind && ("id" in one ? one.id : "") === ("id" in traced ? traced.id : "");
  const other = flagsFor(acting, standing).find(
    (one) =>
      one.id !== id &&
      one.state !== "ended" &&
      one.logType === logType &&
      one.publisher === publisher &&
      same(one.traced),
  );
  if (other) throw new Fault("CONFLICT", `"${name}" is traced already; change or delete the trace flag "${other.id}"`);
}

/** Fault NOT_FOUND when the org has no debug level of this name. */
function levelNamed(standing: Standing, { org }: Acting, name: string): DebugLevel {
  const level = standing.debugLevels(org.id).find((one) => one.name === name);
  if (!level) throw notFound("debug level called", name);
  return level;
}

/** Everything about a trace flag but its id and whose it is. */
export type Draft = Pick<TraceFlag, "traced" | "logType" | "startsAt" | "endsAt"> &
  Partial<Pick<TraceFlag, "level" | "levels">>;

/** What the settings make of a flag, or of nothing. Fault INVALID_FIELD where its end lies before its start or now. */
export function drafted(
  acting: Acting,
  standing: Standing,
  settings: TraceFlagSettings,
  of: Pick<Draft, "traced" | "logType"> & Partial<Draft>,
): Draft {
  const { debugLevel, levels = of.levels, startsAt = of.startsAt ?? standing.now } = settings;
  const endsAt = settings.endsAt ?? of.endsAt ?? usualEnd(startsAt);
  if (endsAt <= startsAt)
    throw new Fault(
      "INVALID_FIELD",
      `"${formatInstant(endsAt)}" is no end for a trace flag that starts at "${formatInstant(startsAt)}"; choose a later one`,
    );
  // A client reckons by its own machine's clock, and the platform's may be elsewhere.
  if (endsAt <= standing.now)
    throw new Fault(
      "INVALID_FIELD",
      `a trace flag cannot end at "${formatInstant(endsAt)}", which is over: it is ${formatInstant(standing.now)} here; choose a later end`,
    );
  const level = debugLevel === undefined ? of.level : levelNamed(standing, acting, debugLevel).id;
  const { traced, logType } = of;
  return { traced, logType, startsAt, endsAt, ...(level && { level }), ...(levels && { levels }) };
}

/** Gathers what decides whether the flag may be set or changed. */
export function traceFlagFacts(acting: Acting, standing: Standing, draft: Draft, does: string): TraceFlagFacts {
  const { stored, recent } = standing.debugLogs(acting.org.id);
  const disabledAt = standing.tracingDisabledAt(acting.org.id);
  return {
    person: acting,
    does,
    ...draft,
    policies: standing.policies,
    stored: bytesStored.gives([...stored.values()]),
    now: standing.now,
    written: recent,
    ...(disabledAt && { disabledAt }),
  };
}

/** The event that a flag which was set or changed leaves. */
export const flagIs = (
  type: "log.trace-flag-set" | "log.trace-flag-changed",
  { id, traced, logType, startsAt, endsAt, level, levels, publisher }: Omit<TraceFlag, "lastChangedBy" | "state">,
): Happening => ({
  type,
  traceFlag: id,
  traced,
  logType,
  startsAt,
  endsAt,
  level,
  ...(levels && { levels }),
  ...(publisher && { publisher }),
});
