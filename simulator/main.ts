#!/usr/bin/env node
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { enableCompileCache } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { Outside, ProcessLog } from "#cli/outside.ts";

// The one place that reads the environment, the system's clock and its random source; everything else is given them.
enableCompileCache();

const { env, stdin, stdout, stderr } = process;
const home = join(import.meta.dirname, "..");

/** Colour where a terminal shows it, unless the environment says otherwise: NO_COLOR, FORCE_COLOR, TERM=dumb. */
function wantsColour(): boolean {
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return env.NO_COLOR === undefined && env.TERM !== "dumb" && stdout.isTTY === true;
}

// Whoever reads the results may have seen enough (`| head`); that is no error of ours.
stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit(0);
  throw error;
});

/** The first signal asks for an orderly stop; a second one ends the process as it is. */
const interrupted = new Promise<void>((resolve) => {
  let asked = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (asked) process.exit(130);
      asked = true;
      if (!waits) process.exit(130);
      resolve();
    });
  }
});
let waits = false;

let processLog: Promise<ProcessLog> | undefined;

const outside: Outside = {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  ...(stdout.isTTY && { columns: stdout.columns }),
  colour: wantsColour(),
  systemMillis: Date.now,
  sinceStart: () => performance.now(),
  random: randomBytes,
  runtimeFolder: env.XDG_RUNTIME_DIR
    ? join(env.XDG_RUNTIME_DIR, "understudy")
    : join(tmpdir(), `understudy-${userInfo().uid}`),
  pid: process.pid,
  version: JSON.parse(readFileSync(join(home, "package.json"), "utf8")).version,
  home,
  askedToStop: () => {
    waits = true;
    return interrupted;
  },
  enter: () =>
    new Promise((resolve) => {
      if (!stdin.isTTY) return resolve();
      stdin.once("data", () => {
        stdin.pause();
        resolve();
      });
      stdin.resume();
    }),
  processLog: () => {
    processLog ??= import("pino").then(({ pino }) =>
      pino({ name: "understudy" }, pino.destination({ dest: 2, sync: true })),
    );
    return processLog;
  },
};

const { run } = await import("#cli/run.ts");
process.exitCode = await run(process.argv.slice(2), outside);
