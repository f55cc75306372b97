import { Fault, noResource } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { csvOf } from "#sobject/trace-objects.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { viewDebugLog } from "#usecases/power/view-debug-log.ts";
import { readEventLogFiles } from "#usecases/trace/event-logs.ts";
import { asMeant, throughApi } from "./in-api.ts";
import { idInAddress } from "./sent.ts";

/** What asking for a file that cannot be meant is called; any other is the act of its page. */
const NAME = "read a file through the API";

/** The body of a debug log as this reader sees it, each line with its break: empty where nothing was logged. */
export const readLogBody =
  (ports: Ports) =>
  (session: SessionId, { log }: { readonly log: string }): Promise<Answer<string>> =>
    asMeant<string>(ports, session, NAME, () => {
      const id = idInAddress("ApexLog", log);
      return async () => {
        const { value, ...rest } = await viewDebugLog(throughApi(ports))(session, { log: id }).catch(inPlatformWords);
        return value === undefined ? rest : { ...rest, value: value.lines.map((line) => `${line}\n`).join("") };
      };
    });

/** An event log file as it is downloaded. */
export const readEventLogFile =
  (ports: Ports) =>
  (session: SessionId, { file }: { readonly file: string }): Promise<Answer<string>> =>
    asMeant<string>(ports, session, NAME, () => {
      const id = idInAddress("EventLogFile", file);
      return async () => {
        const { value, ...rest } = await readEventLogFiles(throughApi(ports))(session, { interval: "Daily" });
        if (value === undefined) return rest;
        const found = value.rows.find((one) => one.Id === id);
        if (!found) throw noResource();
        return { ...rest, value: csvOf(found.lines.map((line) => ({ ...line }))) };
      };
    });

function inPlatformWords(error: unknown): never {
  throw error instanceof Fault && error.code === "NOT_FOUND" ? noResource() : error;
}
