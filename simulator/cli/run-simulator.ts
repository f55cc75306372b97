import { keepBeating } from "#server/heartbeats.ts";
import { type Kept, openKept } from "#server/kept.ts";
import { banner } from "./banner.ts";
import type { Given } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { pageFor } from "./page.ts";
import { tell } from "./process-log.ts";
import { forgetRuntime, writeRuntime } from "./runtime-file.ts";
import type { StartOptions } from "./start.ts";

/** How long whoever waited for the start has for a first question, before what answers all others is loaded; in milliseconds. */
const HEAD_START = 250;

/** Opens a simulator, says where it is, and runs it until somebody asks it to stop. */
export async function runSimulator(options: StartOptions, { outside, json }: Given): Promise<void> {
  // What listens is loaded while the disk is at work on the state.
  const [kept, { serve }] = await Promise.all([open(options, outside), import("./serve-simulator.ts")]);
  const token = Buffer.from(outside.random(24)).toString("base64url");
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const served = await serve({ kept, options, outside, token, stop });
  const { url } = served;
  const startedAt = new Date(outside.systemMillis()).toISOString();
  let inOrder = false;
  const stopBeating = keepBeating(kept.ports, (error) => void tell(outside, error, "no heartbeat is on record"));
  try {
    writeRuntime(outside.runtimeFolder, { pid: outside.pid, url, token, startedAt, own: {}, loginAs: {} });
    const about = { url, token, readyIn: Math.round(outside.sinceStart()), version: outside.version, kept };
    if (json) outside.out(`${JSON.stringify({ ok: true, data: started(about), warnings: [], at: startedAt })}\n`);
    else outside.out(`${await banner(about, pageFor(outside))}\n`);
    const loading = setTimeout(() => {
      served.load().catch((error) => void tell(outside, error, "what answers requests cannot be loaded"));
    }, HEAD_START);
    await Promise.race([stopped, outside.askedToStop()]);
    clearTimeout(loading);
  } finally {
    stopBeating();
    await served.close();
    inOrder = kept.ports.log.available;
    await kept.close();
    forgetRuntime(outside.runtimeFolder, outside.pid);
  }
  if (!inOrder) throw endedWithoutRecord();
}

const started = ({
  url,
  token,
  readyIn,
  kept,
}: {
  readonly url: string;
  readonly token: string;
  readonly readyIn: number;
  readonly kept: Kept;
}) => ({
  url,
  token,
  readyIn,
  ...kept.world,
});

async function open({ world, seed, state, frozenAt }: StartOptions, outside: Outside): Promise<Kept> {
  const { systemMillis, sinceStart, random, version } = outside;
  try {
    return await openKept({
      version,
      world,
      systemMillis,
      monotonicMillis: sinceStart,
      random,
      ...(seed !== undefined && { seed }),
      ...(state !== undefined && { state }),
      ...(frozenAt && { frozenAt }),
      onLogFailure: (error) =>
        void tell(
          outside,
          error,
          "the audit log cannot be written: every act is refused until the simulator is started again",
        ),
      onFullDisk: (error) =>
        void tell(outside, error, "the disk of the audit log is full: every act is refused until there is space again"),
    });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "CannotOpenLog") throw error;
    const [what = "", ...hints] = error.message.split("; ");
    throw new Failure({ exit: EXIT.conflict, code: "CANNOT_OPEN", what, hint: hints.join("; ") });
  }
}

const endedWithoutRecord = (): Failure =>
  new Failure({
    exit: EXIT.no,
    code: "LOG_UNAVAILABLE",
    what: "the simulator has stopped, and its end is not on record",
    because: "the audit log could not be written",
    hint: "see the process log, then start again: what was acknowledged is there",
  });
