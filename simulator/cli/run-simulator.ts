import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { type Opened, openUnderstudy } from "#server/open.ts";
import { listen, type Served } from "#server/serve.ts";
import { sessionKey } from "#server/session-key.ts";
import { banner } from "./banner.ts";
import type { Given } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { pageFor } from "./page.ts";
import { forgetRuntime, writeRuntime } from "./runtime-file.ts";
import type { StartOptions } from "./start.ts";

/** Opens a simulator, says where it is, and runs it until somebody asks it to stop. */
export async function runSimulator(options: StartOptions, { outside, json }: Given): Promise<void> {
  const opened = await open(options, outside);
  const token = Buffer.from(outside.random(24)).toString("base64url");
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const served = await serve(opened, options, outside, token, stop);
  const { url } = served;
  const startedAt = new Date(outside.systemMillis()).toISOString();
  let inOrder = false;
  try {
    writeRuntime(outside.runtimeFolder, { pid: outside.pid, url, token, startedAt, own: {}, loginAs: {} });
    const about = { url, token, readyIn: Math.round(outside.sinceStart()), version: outside.version, opened };
    if (json) outside.out(`${JSON.stringify({ ok: true, data: started(about), warnings: [], at: startedAt })}\n`);
    else outside.out(`${await banner(about, pageFor(outside))}\n`);
    await Promise.race([stopped, outside.askedToStop()]);
  } finally {
    await served.close();
    inOrder = opened.simulator.ports.log.available;
    await opened.close();
    forgetRuntime(outside.runtimeFolder, outside.pid);
  }
  if (!inOrder) throw endedWithoutRecord();
}

const started = ({
  url,
  token,
  readyIn,
  opened,
}: {
  readonly url: string;
  readonly token: string;
  readonly readyIn: number;
  readonly opened: Opened;
}) => ({
  url,
  token,
  readyIn,
  ...opened.world,
});

async function open({ world, seed, state, frozenAt }: StartOptions, outside: Outside): Promise<Opened> {
  const { systemMillis, random, version } = outside;
  try {
    return await openUnderstudy({
      version,
      world,
      seed,
      systemMillis,
      random,
      ...(state !== undefined && { state }),
      ...(frozenAt && { frozenAt }),
      onLogFailure: (error) =>
        void tell(
          outside,
          error,
          "the audit log cannot be written: every act is refused until the simulator is started again",
        ),
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CannotOpenLog") throw error;
    const [what = "", ...hints] = error.message.split("; ");
    throw new Failure({ exit: EXIT.conflict, code: "CANNOT_OPEN", what, hint: hints.join("; ") });
  }
}

async function serve(
  opened: Opened,
  { host, port, hosts, state }: StartOptions,
  outside: Outside,
  token: string,
  stop: () => void,
): Promise<Served> {
  const { simulator, world, clockIs, checkLog } = opened;
  const { app } = createApp({
    simulator,
    tokens: sessionTokens(sessionKey(state, outside.random)),
    operatorToken: token,
    hosts,
    version: outside.version,
    world,
    clockIs,
    checkLog,
    loadWorld: async (name, seed) => (await import("#server/load-world.ts")).loadWorldInto(simulator, name, seed),
    stop,
    onDefect: (error, requestId) => void tell(outside, error, `our defect in request ${requestId}`),
  });
  try {
    return await listen(app, host, port);
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

async function tell({ processLog }: Outside, error: unknown, message: string): Promise<void> {
  (await processLog()).error({ err: error }, message);
}

const endedWithoutRecord = (): Failure =>
  new Failure({
    exit: EXIT.no,
    code: "LOG_UNAVAILABLE",
    what: "the simulator has stopped, and its end is not on record",
    because: "the audit log could not be written",
    hint: "see the process log, then start again: what was acknowledged is there",
  });
