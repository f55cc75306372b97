import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { csvOf } from "#sobject/trace-objects.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { viewDebugLog } from "#usecases/power/view-debug-log.ts";
import { readEventLogFiles } from "#usecases/trace/event-logs.ts";
import { throughApi } from "./in-api.ts";
import { idInAddress } from "./sent.ts";

/** The body of a debug log as this reader sees it, each line with its break: empty where nothing was logged. */
export const readLogBody =
  (ports: Ports) =>
  async (session: SessionId, { log }: { readonly log: string }): Promise<Answer<string>> => {
    const answer = viewDebugLog(throughApi(ports))(session, { log: idInAddress("ApexLog", log) });
    const { value, ...rest } = await answer.catch(asNoResource);
    return value === undefined ? rest : { ...rest, value: value.lines.map((line) => `${line}\n`).join("") };
  };

/** An event log file as it is downloaded. */
export const readEventLogFile =
  (ports: Ports) =>
  async (session: SessionId, { file }: { readonly file: string }): Promise<Answer<string>> => {
    const id = idInAddress("EventLogFile", file);
    const { value, ...rest } = await readEventLogFiles(throughApi(ports))(session, { interval: "Daily" });
    if (value === undefined) return rest;
    const found = value.rows.find((one) => one.Id === id);
    if (!found) throw noResource();
    return { ...rest, value: csvOf(found.lines.map((line) => ({ ...line }))) };
  };

const noResource = () => new Fault("NOT_FOUND", "The requested resource does not exist");

function asNoResource(error: unknown): never {
  throw error instanceof Fault && error.code === "NOT_FOUND" ? noResource() : error;
}
