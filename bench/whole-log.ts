import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { verifyState } from "#server/verify-log.ts";
import { type Figure, median, shown, timed } from "./figure.ts";
import { fill } from "./support-log.ts";

const RECORDS = 1_000_000;
const ROUNDS = 3;
const OPENINGS = 5;

/** The state folder of a log of a million records; one for all benches of a run, and gone with the process. */
function millionIn(dir: string): Promise<string> {
  million ??= (async () => {
    const folder = mkdtempSync(join(dir, "understudy-million-"));
    process.on("exit", () => rmSync(folder, { recursive: true }));
    process.stderr.write(`${RECORDS} records are written …\n`);
    const log = openLog(await openFileStorage(folder, { random: randomBytes }));
    await fill(log, RECORDS);
    await log.close();
    return folder;
  })();
  return million;
}

let million: Promise<string> | undefined;

/** Records a second that a strict verification reads, every value compared with its commitment. */
export async function verification(dir = tmpdir()): Promise<readonly Figure[]> {
  const state = await millionIn(dir);
  const rates: Readonly<Record<1 | 2, number[]>> = { 1: [], 2: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const threads of round % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const)) {
      let records = 0;
      const millis = await timed(async () => {
        const verdict = await verifyState(state, { threads });
        if (verdict.verdict !== "good") throw new Error(`the log is ${verdict.verdict}`);
        records = verdict.records;
      });
      rates[threads].push(records / (millis / 1000));
    }
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
  }
  const beside = `one thread ${shown(median(rates[1]))} /s`;
  return [
    {
      name: "records verified by two workers",
      measured: median(rates[2]),
      unit: "/s",
      bound: 200_000,
      wanted: "at least",
      beside,
    },
  ];
}

/** How soon a log of a million records can be appended to, in a process that has just begun. */
export async function reopening(dir = tmpdir()): Promise<readonly Figure[]> {
  const state = await millionIn(dir);
  const openings: { readonly open: number; readonly appended: number }[] = [];
  const script = fileURLToPath(new URL("./open-once.ts", import.meta.url));
  for (let turn = 0; turn < OPENINGS; turn += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [script, state]);
    openings.push(JSON.parse(stdout));
  }
  const beside = `open after ${shown(median(openings.map(({ open }) => open)))} ms; of ${OPENINGS} openings`;
  return [
    {
      name: "a log of a million records opened until it holds one more",
      measured: median(openings.map(({ appended }) => appended)) / 1000,
      unit: "s",
      bound: 2,
      wanted: "at most",
      beside,
    },
  ];
}
