import type { Id, OrgId } from "#domain/ids.ts";
import type { Levels } from "#domain/log/level.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import * as ofLogs from "#steps/wire/logs.ts";
import type { RunTransaction } from "#usecases/log/run-transaction.ts";
import type { SetTraceFlag } from "#usecases/log/set-trace-flag.ts";
import type { TraceFlagSettings } from "#usecases/log/trace-flags.ts";

/** What is done about trace flags and debug logs, through whichever face. */
export const logActs = (face: Face) => ({
  viewTraceFlags: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewTraceFlags(session),
      request: ["GET", `/orgs/${org}/setup/trace-flags`],
    }),
  setDebugLevel: (who: CastMember, org: OrgId, name: string, levels: Partial<Levels>) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.setDebugLevel(session, { name, levels }),
      request: ["PUT", `/orgs/${org}/setup/debug-levels/${encodeURIComponent(name)}`, { levels }],
      wire: ofLogs.setDebugLevel(org, name, levels),
    }),
  setTraceFlag: (who: CastMember, org: OrgId, flag: SetTraceFlag) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.setTraceFlag(session, flag),
      request: ["POST", `/orgs/${org}/setup/trace-flags`, flag],
      wire: ofLogs.setTraceFlag(org, flag),
    }),
  changeTraceFlag: (who: CastMember, org: OrgId, id: Id<"TraceFlag">, settings: TraceFlagSettings) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.changeTraceFlag(session, { traceFlag: id, ...settings }),
      request: ["PATCH", `/orgs/${org}/setup/trace-flags/${id}`, settings],
      wire: ofLogs.changeTraceFlag(org, id, settings),
    }),
  deleteTraceFlag: (who: CastMember, org: OrgId, id: Id<"TraceFlag">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.deleteTraceFlag(session, id),
      request: ["DELETE", `/orgs/${org}/setup/trace-flags/${id}`],
      wire: ofLogs.deleteTraceFlag(id),
    }),
  deleteDebugLog: (who: CastMember, org: OrgId, log: Id<"ApexLog">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.deleteDebugLog(session, log),
      request: ["DELETE", `/orgs/${org}/setup/debug-logs/${log}`],
      wire: ofLogs.deleteDebugLog(log),
    }),
  queryApexLogs: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.queryApexLogs(session),
      request: ["GET", `/orgs/${org}/records/ApexLog`],
      wire: ofLogs.queryApexLogs(),
    }),
  insertApexLog: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.insertApexLog(session),
      request: ["POST", `/orgs/${org}/records/ApexLog`],
      wire: ofLogs.insertApexLog(),
    }),
  changeApexLog: (who: CastMember, org: OrgId, log: Id<"ApexLog">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.changeApexLog(session),
      request: ["PATCH", `/orgs/${org}/records/ApexLog/${log}`],
      wire: ofLogs.changeApexLog(log),
    }),
  runTransaction: ({ org, ...transaction }: RunTransaction) =>
    face.operate({
      usecase: (simulator) => simulator.runTransaction({ org, ...transaction }),
      request: ["POST", `/sim/orgs/${org}/transactions`, transaction],
    }),
});
