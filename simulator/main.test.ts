import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

// The process itself: its exit codes, its signals, and what is left on disk.

let folder: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "understudy-main-"));
});
afterEach(() => {
  running?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function understudy(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, XDG_RUNTIME_DIR: folder };
  const child = spawn(process.execPath, [join(import.meta.dirname, "understudy.mjs"), ...args], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.on("data", (piece) => {
    out += piece;
  });
  child.stderr.on("data", (piece) => {
    err += piece;
  });
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on("close", (code) => resolve({ code, out, err }));
  });
  return { child, ended, ready: () => until(() => out.includes("Ctrl-C to stop") || child.exitCode !== null) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const run = (...args: readonly string[]) => understudy(...args).ended;

test("a simulator is started, used over several commands, and stopped in order", async () => {
  const state = join(folder, "state");
  const simulator = understudy("start", "--port", "0", "--clock", "2031-03-04T09:00:00Z", "--state", state);
  running = simulator.child;
  await simulator.ready();
  const samAsNia = [
    "login-as",
    "start",
    "--as",
    "sam@ledgerlabs.example",
    "--org",
    "Acme Corp",
    "--user",
    "nia@acme.example",
  ];
  expect(await run(...samAsNia)).toMatchObject({
    code: 5,
    out: "",
    err: expect.stringMatching(/^refused under GRANT-03\nwhy: /),
  });
  const granted = await run(
    "grant",
    "add",
    "--as",
    "nia@acme.example",
    "--publisher",
    "Ledger Labs",
    "--for",
    "1 week",
  );
  expect(granted).toEqual({
    code: 0,
    out: "Ledger Labs has login access as nia@acme.example until 2031-03-11 09:00 UTC\n",
    err: "",
  });
  expect(await run(...samAsNia)).toMatchObject({
    code: 0,
    out: expect.stringContaining("works as nia@acme.example in Acme Corp"),
  });
  const tail = await run("audit", "tail", "-n", "1");
  expect(tail.out).toMatch(/login\.started +nia@acme\.example +sam@ledgerlabs\.example +GRANT-03\n$/);
  expect(await run("stop")).toMatchObject({ code: 0 });
  expect(await simulator.ended).toMatchObject({ code: 0, err: "" });
  const kept = await run("audit", "tail", "--state", state, "-n", "1", "--json");
  expect(JSON.parse(kept.out).data.records).toMatchObject([{ type: "audit.closed" }]);
  expect(await run("audit", "verify", "--state", state)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^good: \d+ records/),
  });
}, 30_000);

test("any other command that is interrupted says so", async () => {
  const demo = understudy("demo");
  running = demo.child;
  let told = "";
  demo.child.stdout.on("data", (piece) => {
    told += piece;
  });
  await until(() => told.includes("2. "));
  demo.child.kill("SIGINT");
  expect(await demo.ended).toMatchObject({ code: 130 });
}, 30_000);

test("ready is told in milliseconds from the start of the process", async () => {
  const begun = performance.now();
  const simulator = understudy("start", "--port", "0");
  running = simulator.child;
  await simulator.ready();
  const waited = performance.now() - begun;
  simulator.child.kill("SIGTERM");
  const told = Number(/ready in (\d+) ms/.exec((await simulator.ended).out)?.[1]);
  // A process takes some time to be made, and its first line some time to get here.
  expect(told).toBeLessThan(waited);
  expect(told).toBeGreaterThan(waited / 2);
}, 30_000);

test("a signal stops it in order, and nothing is left that says it runs", async () => {
  const state = join(folder, "state");
  const simulator = understudy("start", "--port", "0", "--state", state);
  running = simulator.child;
  await simulator.ready();
  simulator.child.kill("SIGTERM");
  expect(await simulator.ended).toMatchObject({ code: 0, err: "" });
  expect(await run("status")).toMatchObject({ code: 3 });
  const kept = await run("audit", "tail", "--state", state, "-n", "1");
  expect(kept.out).toContain("audit.closed");
}, 30_000);
