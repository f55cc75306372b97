import { fromMillis } from "#domain/time.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import type { Kept } from "#server/kept.ts";
import { type Simulator, simulatorOn } from "#usecases/simulator.ts";
import type { Outside } from "./outside.ts";
import { tell } from "./process-log.ts";
import type { StartOptions } from "./start.ts";

/** What the app of a process is made of. */
export interface AppAbout {
  readonly kept: Kept;
  readonly options: StartOptions;
  readonly outside: Outside;
  /** What session tokens are made with. */
  readonly key: Uint8Array;
  /** The operator's. */
  readonly token: string;
  /** Stops the process in order. */
  readonly stop: () => void;
}

/** The use cases on what is kept, and the app before them. */
export function wholeApp({ kept, options, outside, key, token, stop }: AppAbout) {
  const { hosts, dailyRequests } = options;
  const simulator: Simulator = simulatorOn(kept.ports);
  const { app } = createApp({
    simulator,
    tokens: sessionTokens(key),
    operatorToken: token,
    hosts,
    ...(dailyRequests !== undefined && { dailyRequests }),
    version: outside.version,
    world: kept.world,
    clockIs: kept.clockIs,
    systemNow: () => fromMillis(outside.systemMillis()),
    verifyLog: kept.verifyLog,
    judge: async (records) => (await import("#server/judge.ts")).judge(kept.ports.log, records),
    renderReport: async (pack, form) => (await import("#audit/report/render.ts")).renderReport(pack, form),
    erasePerson: kept.erasePerson,
    loadWorld: kept.loadWorld,
    exportWorld: async (about) => (await import("#server/world-file.ts")).worldFileOf(simulator, kept.known(), about),
    stop,
    onDefect: (error, requestId) => void tell(outside, error, `our defect in request ${requestId}`),
  });
  return { app, simulator };
}
