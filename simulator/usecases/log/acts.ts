import type { Ports } from "#usecases/ports.ts";
import { changeApexLog, insertApexLog, queryApexLogs } from "./apex-logs.ts";
import { changeTraceFlag } from "./change-trace-flag.ts";
import { deleteDebugLog } from "./delete-debug-log.ts";
import { deleteTraceFlag } from "./delete-trace-flag.ts";
import { runTransaction } from "./run-transaction.ts";
import { setDebugLevel } from "./set-debug-level.ts";
import { setTraceFlag } from "./set-trace-flag.ts";
import { viewTraceFlags } from "./view-trace-flags.ts";

/** What is done about trace flags and debug logs. */
export const logActs = (ports: Ports) => ({
  viewTraceFlags: viewTraceFlags(ports),
  setDebugLevel: setDebugLevel(ports),
  setTraceFlag: setTraceFlag(ports),
  changeTraceFlag: changeTraceFlag(ports),
  deleteTraceFlag: deleteTraceFlag(ports),
  deleteDebugLog: deleteDebugLog(ports),
  queryApexLogs: queryApexLogs(ports),
  insertApexLog: insertApexLog(ports),
  changeApexLog: changeApexLog(ports),
  runTransaction: runTransaction(ports),
});
