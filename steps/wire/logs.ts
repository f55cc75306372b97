import type { Connection } from "jsforce";
import type { Id, OrgId } from "#domain/ids.ts";
import type { Levels } from "#domain/log/level.ts";
import { isPlatformUser } from "#domain/org.ts";
import { LEVEL_FIELDS } from "#sobject/log-objects.ts";
import type { Moment, WireTelling } from "#steps/face.ts";
import type { SetTraceFlag } from "#usecases/log/set-trace-flag.ts";
import type { TraceFlagSettings } from "#usecases/log/trace-flags.ts";
import type { ListedLog } from "#usecases/power/debug-logs.ts";
import { asOneself, hides, rowsIn, rowsOf, type WireRow } from "./say.ts";

// Debug logs and what has them written, in the Tooling API.

type LogId = Id<"ApexLog">;

/** The debug logs; one of the platform's own users has no user here, and so is not told this way. */
export const viewDebugLogs =
  (org: OrgId): WireTelling<readonly ListedLog[]> =>
  async (moment) =>
    Object.values((await rowsIn(moment, org)).apexLogs).some(({ user }) => isPlatformUser(user))
      ? undefined
      : asOneself({ say: readLogs, fits: hides })(moment);

async function readLogs({ tooling }: Connection): Promise<readonly ListedLog[]> {
  const rows = await rowsOf(tooling, "SELECT Id, LogUser.Username, Operation, StartTime FROM ApexLog");
  return rows.map(({ Id, LogUser, Operation, StartTime }) => ({
    id: `${Id}` as LogId,
    username: `${(LogUser as WireRow | undefined)?.Username}`,
    operation: `${Operation}`,
    startedAt: `${StartTime}` as ListedLog["startedAt"],
  }));
}

const LOG_FIELDS =
  "Id, Application, DurationMilliseconds, Location, LogLength, LogUserId, Operation, Request, StartTime, Status";

export const queryApexLogs = (): WireTelling<unknown> =>
  asOneself<unknown>({ say: ({ tooling }) => rowsOf(tooling, `SELECT ${LOG_FIELDS} FROM ApexLog`), fits: hides });

/** The body of a log; what one package wrote in it only a page shows by itself. */
export const viewDebugLog =
  (id: LogId, namespace?: string): WireTelling<unknown> =>
  () =>
    namespace === undefined
      ? {
          say: async ({ tooling }) => {
            const text = `${await tooling.request(`/tooling/sobjects/ApexLog/${id}/Body`)}`;
            return { id, lines: text.split("\n").slice(0, -1) };
          },
        }
      : undefined;

export const deleteDebugLog =
  (id: LogId): WireTelling<unknown> =>
  () => ({ say: ({ tooling }) => tooling.sobject("ApexLog").destroy(id) });

export const insertApexLog = (): WireTelling<never> => () => ({
  say: async (connection) => {
    await connection.sobject("ApexLog").create({ Operation: "made up" });
    throw new Error("a debug log was made");
  },
});

export const changeApexLog =
  (id: LogId): WireTelling<never> =>
  () => ({
    say: async (connection) => {
      await connection.sobject("ApexLog").update({ Id: id, Operation: "made up" });
      throw new Error("a debug log was changed");
    },
  });

const levelsIn = (levels: Partial<Levels> = {}) =>
  Object.fromEntries(LEVEL_FIELDS.flatMap(([field, of]) => (levels[of] === undefined ? [] : [[field, levels[of]]])));

/** The debug level of a name, as a client has looked it up. */
const levelNamed = ({ story }: Moment, org: OrgId, name: string) =>
  story.simulator.ports.folds.tracing.levels.get(org)?.find((one) => one.name === name);

/** A debug level is made; one that is there already would keep what is not named, which a page sets anew. */
export const setDebugLevel =
  (org: OrgId, name: string, levels: Partial<Levels>): WireTelling<unknown> =>
  (moment) =>
    levelNamed(moment, org, name) || !/^[a-z](?:_?[a-z0-9])*$/i.test(name)
      ? undefined
      : {
          say: ({ tooling }) =>
            tooling.sobject("DebugLevel").create({ DeveloperName: name, MasterLabel: name, ...levelsIn(levels) }),
        };

/** What clients send of a trace flag; nothing where the debug level is none of the org's. */
function settingsIn(moment: Moment, org: OrgId, { debugLevel, levels, startsAt, endsAt }: TraceFlagSettings) {
  const DebugLevelId = debugLevel === undefined ? undefined : levelNamed(moment, org, debugLevel)?.id;
  if (debugLevel !== undefined && DebugLevelId === undefined) return undefined;
  return {
    ...(DebugLevelId && { DebugLevelId }),
    ...levelsIn(levels),
    ...(startsAt && { StartDate: startsAt }),
    ...(endsAt && { ExpirationDate: endsAt }),
  };
}

/** A trace flag; one on the platform's own users has nothing to name in these interfaces. */
export const setTraceFlag =
  (org: OrgId, { traced, logType, ...settings }: SetTraceFlag): WireTelling<unknown> =>
  (moment) => {
    const sent = settingsIn(moment, org, settings);
    if (!sent || !("id" in traced)) return undefined;
    const usual = traced.kind === "user" ? "USER_DEBUG" : "CLASS_TRACING";
    const row = { TracedEntityId: traced.id, LogType: logType ?? usual, ...sent };
    return { say: async ({ tooling }) => ({ traceFlag: (await tooling.sobject("TraceFlag").create(row)).id }) };
  };

export const changeTraceFlag =
  (org: OrgId, id: Id<"TraceFlag">, settings: TraceFlagSettings): WireTelling<unknown> =>
  (moment) => {
    const sent = settingsIn(moment, org, settings);
    return sent && { say: ({ tooling }) => tooling.sobject("TraceFlag").update({ Id: id, ...sent }) };
  };

export const deleteTraceFlag =
  (id: Id<"TraceFlag">): WireTelling<unknown> =>
  () => ({ say: ({ tooling }) => tooling.sobject("TraceFlag").destroy(id) });
