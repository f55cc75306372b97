import { Fault, noResource } from "#domain/fault.ts";
import type { Id } from "#domain/ids.ts";
import { LEVELS, type Levels } from "#domain/log/level.ts";
import { LOG_TYPES, type Traced } from "#domain/log/trace-flag.ts";
import { LEVEL_FIELDS } from "#sobject/log-objects.ts";
import { changeApexLog, insertApexLog } from "#usecases/log/apex-logs.ts";
import { changeTraceFlag } from "#usecases/log/change-trace-flag.ts";
import { deleteDebugLog } from "#usecases/log/delete-debug-log.ts";
import { deleteTraceFlag } from "#usecases/log/delete-trace-flag.ts";
import { inDebugLogs } from "#usecases/log/in-debug-logs.ts";
import { setDebugLevel } from "#usecases/log/set-debug-level.ts";
import { setTraceFlag } from "#usecases/log/set-trace-flag.ts";
import type { TraceFlagSettings } from "#usecases/log/trace-flags.ts";
import { idInAddress, pointsNowhere, type Sent } from "./sent.ts";
import { type Around, rowOf, type SetupObject } from "./setup-object.ts";

// Debug levels, trace flags and debug logs, as clients of the Tooling API write them.

const CATEGORY_FIELDS = LEVEL_FIELDS.map(([name]) => name);
const NAME = "DeveloperName";

const levelsIn = (sent: Sent): Partial<Levels> =>
  Object.fromEntries(
    LEVEL_FIELDS.flatMap(([field, category]) => {
      const level = sent.word(field, LEVELS);
      return level === undefined ? [] : [[category, level]];
    }),
  );

/** A debug level is called by its name alone: what else it could be called is not kept. */
function demandPlainName(sent: Sent, name: string): void {
  sent.demandOnly(NAME, "MasterLabel", "Language", ...CATEGORY_FIELDS);
  const label = sent.text("MasterLabel", 80) ?? name;
  if (label !== name)
    throw new Fault("UNSIMULATED", `a MasterLabel other than the DeveloperName "${name}" is not simulated`, [
      "MasterLabel",
    ]);
  const language = sent.text("Language") ?? "en_US";
  if (language !== "en_US")
    throw new Fault("UNSIMULATED", `the language "${language}" is not simulated; leave it out`, ["Language"]);
}

/** Whoever may not set trace flags learns nothing of what is there (LOG-03). */
const unmeant = ({ ports, session }: Around, name: string, fault: unknown) =>
  inDebugLogs<never>(ports, session, name, () => {
    throw fault;
  });

/** Clients make the level they log with anew whenever no trace flag is there, so whoever makes one of a name has it. */
export const debugLevel: SetupObject = {
  unmeant: (around, fault) => unmeant(around, "set a debug level", fault),
  create: ({ ports, session, debugLevels }, sent) => {
    sent.demand(NAME);
    const given = sent.text(NAME, 80) ?? "";
    if (!/^[a-z](?:_?[a-z0-9])*$/i.test(given))
      throw new Fault(
        "INVALID_FIELD",
        `${NAME}: "${given}" is no name; begin with a letter, and use letters, digits and single underscores`,
        [NAME],
      );
    demandPlainName(sent, given);
    const name = debugLevels.find((one) => one.name.toLowerCase() === given.toLowerCase())?.name ?? given;
    const levels = levelsIn(sent);
    return () => rowOf(setDebugLevel(ports)(session, { name, levels, keepsOthers: true }), ({ id }) => id, true);
  },
  update: ({ ports, session, debugLevels }, sent, text) => {
    const id = idInAddress("DebugLevel", text);
    const level = debugLevels.find((one) => one.id === id);
    if (!level) throw noResource();
    const { name } = level;
    if ((sent.text(NAME, 80) ?? name) !== name)
      throw new Fault("UNSIMULATED", "renaming a debug level is not simulated; make another one", [NAME]);
    demandPlainName(sent, name);
    const levels = levelsIn(sent);
    return () => rowOf(setDebugLevel(ports)(session, { name, levels, keepsOthers: true }), (one) => one.id);
  },
  unsimulated: { delete: "deleting debug levels" },
};

/** What a trace flag is on, by the kind of its id. */
function tracedIn(sent: Sent): Traced | undefined {
  const id = sent.anyId("TracedEntityId");
  if (id === undefined) return undefined;
  if (id.startsWith("01p")) return { kind: "class", id: id as Id<"ApexClass"> };
  if (id.startsWith("01q")) return { kind: "trigger", id: id as Id<"ApexTrigger"> };
  return { kind: "user", id: sent.id("TracedEntityId", "User") as Id<"User"> };
}

function settingsIn(sent: Sent, { debugLevels }: Around): TraceFlagSettings {
  const level = sent.id("DebugLevelId", "DebugLevel");
  const debugLevel = debugLevels.find(({ id }) => id === level)?.name;
  if (level !== undefined && debugLevel === undefined) throw pointsNowhere("DebugLevelId");
  const levels = levelsIn(sent);
  const [startsAt, endsAt] = [sent.instant("StartDate"), sent.instant("ExpirationDate")];
  return {
    ...(debugLevel !== undefined && { debugLevel }),
    ...(Object.keys(levels).length > 0 && { levels }),
    ...(startsAt && { startsAt }),
    ...(endsAt && { endsAt }),
  };
}

export const traceFlag: SetupObject = {
  unmeant: (around, fault) => unmeant(around, "see the trace flags", fault),
  create: (around, sent) => {
    const { ports, session } = around;
    sent.demand("TracedEntityId", "LogType");
    const traced = tracedIn(sent);
    const logType = sent.word("LogType", LOG_TYPES);
    if (!traced || !logType) throw new Error("a trace flag without what was demanded of it");
    const settings = settingsIn(sent, around);
    return () => rowOf(setTraceFlag(ports)(session, { traced, logType, ...settings }), (one) => one.traceFlag, true);
  },
  update: (around, sent, text) => {
    const { ports, session } = around;
    const id = idInAddress("TraceFlag", text);
    const [traced, logType] = [tracedIn(sent), sent.word("LogType", LOG_TYPES)];
    const is = { ...(traced && { traced }), ...(logType && { logType }) };
    const settings = settingsIn(sent, around);
    return () => rowOf(changeTraceFlag(ports)(session, { traceFlag: id, is, ...settings }), (one) => one.traceFlag);
  },
  delete: ({ ports, session }, text) => {
    const id = idInAddress("TraceFlag", text);
    return () => rowOf(deleteTraceFlag(ports)(session, id), (one) => one.traceFlag);
  },
};

/** The platform alone writes debug logs, which LOG-21 says to whoever tries. */
export const apexLog: SetupObject = {
  create:
    ({ ports, session }) =>
    () =>
      insertApexLog(ports)(session),
  update:
    ({ ports, session }) =>
    () =>
      changeApexLog(ports)(session),
  delete: ({ ports, session }, text) => {
    const id = idInAddress("ApexLog", text);
    return () => rowOf(deleteDebugLog(ports)(session, id), ({ log }) => log);
  },
};
