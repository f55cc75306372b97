import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { realDisk } from "#audit/disk.ts";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { pathsIn } from "#audit/paths.ts";
import { verify } from "#audit/verify.ts";
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

/** With the keys every value is compared with its commitment as well; without them, a verification is what anybody can do. */
type Way = "with" | "without";

/** What verifications of one kind took, each for all records. */
interface Taken {
  readonly perSecond: number[];
  /** Microseconds of all threads together for a record. */
  readonly cpu: number[];
}

/** Records a second that a strict verification reads of a log of many sealed segments, with and without its values. */
export async function verification(dir = tmpdir()): Promise<readonly Figure[]> {
  const state = await millionIn(dir);
  const taken = new Map<string, Taken>();
  const turns = (["with", "without"] as const).flatMap((way) => ([1, 2] as const).map((threads) => ({ way, threads })));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { way, threads } of round % 2 === 0 ? turns : turns.toReversed()) {
      const kind = `${way} ${threads}`;
      const { perSecond, cpu } = taken.get(kind) ?? { perSecond: [], cpu: [] };
      const one = await verified(state, way, threads);
      taken.set(kind, { perSecond: [...perSecond, one.perSecond], cpu: [...cpu, one.cpu] });
    }
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
  }
  return (["without", "with"] as const).map((way) => {
    const [alone, two] = [taken.get(`${way} 1`), taken.get(`${way} 2`)];
    const each = shown(median(alone?.perSecond ?? []));
    const cost = `${shown(median(alone?.cpu ?? []))} and ${shown(median(two?.cpu ?? []))} µs of CPU a record`;
    return {
      name: `records verified by two workers, ${way} their sealed values`,
      measured: median(two?.perSecond ?? []),
      unit: "/s",
      bound: 200_000,
      wanted: "at least",
      beside: `one thread ${each} /s; ${cost}`,
    };
  });
}

async function verified(state: string, way: Way, threads: number) {
  const { audit, signer, keys } = pathsIn(state);
  const about = { disk: realDisk, folder: audit, signerState: `${signer}/state`, threads };
  const before = process.cpuUsage();
  let records = 0;
  const millis = await timed(async () => {
    const verdict = await verify(way === "with" ? { ...about, keys } : about);
    if (verdict.verdict !== "good") throw new Error(`the log is ${verdict.verdict}`);
    records = verdict.records;
  });
  const { user, system } = process.cpuUsage(before);
  return { perSecond: records / (millis / 1000), cpu: (user + system) / records };
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
