import { fromMillis } from "#domain/time.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import type { Opened } from "#server/open.ts";
import { listen, type Served } from "#server/serve.ts";
import { sessionKey } from "#server/session-key.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { tell } from "./process-log.ts";
import type { StartOptions } from "./start.ts";

/** Listens for requests to an open simulator, and closes it when the port cannot be had. */
export async function serve(
  opened: Opened,
  { host, port, hosts, state, dailyRequests }: StartOptions,
  outside: Outside,
  token: string,
  stop: () => void,
): Promise<Served> {
  const { simulator, world, clockIs, verifyLog } = opened;
  const { app } = createApp({
    simulator,
    tokens: sessionTokens(sessionKey(state, outside.random)),
    operatorToken: token,
    hosts,
    ...(dailyRequests !== undefined && { dailyRequests }),
    version: outside.version,
    world,
    clockIs,
    systemNow: () => fromMillis(outside.systemMillis()),
    verifyLog,
    judge: async (records) => (await import("#server/judge.ts")).judge(simulator.ports.log, records),
    renderReport: async (pack, form) => (await import("#audit/report/render.ts")).renderReport(pack, form),
    erasePerson: opened.erasePerson,
    loadWorld: opened.loadWorld,
    exportWorld: async (about) => (await import("#server/world-file.ts")).worldFileOf(simulator, opened.known(), about),
    stop,
    onDefect: (error, requestId) => void tell(outside, error, `our defect in request ${requestId}`),
  });
  try {
    const served = await listen(app, host, port);
    return {
      url: served.url,
      close: () => {
        // Whoever listens holds a request open, which would hold up the stop.
        simulator.streams.shut();
        return served.close();
      },
    };
  } catch (error) {
    await opened.close();
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") throw error;
    const what =
      code === "EADDRINUSE" ? `port ${port} on ${host} is taken` : `${host}, port ${port}, cannot be listened on`;
    throw new Failure({
      exit: EXIT.conflict,
      code: "PORT",
      what,
      hint: "stop what has it, or choose another: --port 0 takes any free one",
    });
  }
}
