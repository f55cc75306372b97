import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Figure, median, shown } from "./figure.ts";

/** As many callers as wait at the same time, and as many batches of theirs. */
const IN_FLIGHT = 256;
const BATCHES = 200;
const ALONE = 400;
const ROUNDS = 5;
/** Batches whose syncs are counted, one run without tracing aside. */
const TRACED = 40;

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PEERS = ["understudy", "plain JSONL", "sqlite, hash chain", "hypercore", "classic-level, sync"] as const;

interface Run {
  readonly rate: number;
  /** Of all cores, microseconds a record. */
  readonly micros: number;
  readonly p50: number;
  readonly p99: number;
  readonly proves: string;
  readonly bytes: number;
}

/**
 * Durable records a second and what one caller waits, ours beside what others would take in its place: the same events,
 * the same disk, each in a process of its own, in alternating order. Where strace is there, the syncs of each are
 * counted, and one that acknowledges without any is told of.
 */
export async function append(dir = tmpdir()): Promise<readonly Figure[]> {
  if (!existsSync(here("./peers/node_modules"))) {
    process.stderr.write("installing the peers …\n");
    execFileSync("npm", ["ci", "--prefix", here("./peers"), "--no-audit", "--no-fund", "--ignore-scripts"], {
      stdio: "ignore",
    });
  }
  const many = new Map<string, Run[]>();
  const alone = new Map<string, Run[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of round % 2 === 0 ? PEERS : PEERS.toReversed()) {
      note(many, name, run(name, dir, BATCHES, IN_FLIGHT));
      note(alone, name, run(name, dir, ALONE, 1));
    }
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
  }
  const rate = (name: string) => median((many.get(name) ?? []).map((one) => one.rate));
  const wait = (name: string) => median((alone.get(name) ?? []).map((one) => one.p50));
  const about = (name: string) => {
    const [first] = many.get(name) ?? [];
    const micros = shown(median((many.get(name) ?? []).map((one) => one.micros)));
    const syncs = syncsOf(name, dir);
    return `${first?.proves}; ${micros} µs of CPU a record; ${syncs === undefined ? "syncs not counted" : `${shown(syncs)} syncs a batch`}; one caller p50 ${shown(wait(name))} ms, p99 ${shown(median((alone.get(name) ?? []).map((one) => one.p99)))} ms`;
  };
  const [ours, jsonl] = ["understudy", "plain JSONL"] as const;
  const [{ bytes } = { bytes: 0 }] = many.get(ours) ?? [];
  return [
    {
      name: `durable records of ${bytes} bytes, ${IN_FLIGHT} in flight`,
      measured: rate(ours),
      unit: "/s",
      bound: 50_000,
      wanted: "at least",
      beside: about(ours),
    },
    {
      name: "of those, to plain JSONL with as many syncs",
      measured: rate(ours) / rate(jsonl),
      unit: "",
      bound: 0.6,
      wanted: "at least",
    },
    {
      name: "what one caller waits, to one sync of the disk",
      measured: wait(ours) / syncOf(dir),
      unit: "",
      bound: 3,
      wanted: "at most",
      beside: `one sync ${shown(syncOf(dir))} ms`,
    },
    ...PEERS.slice(1).map(
      (name): Figure => ({
        name: `for comparison: ${name}`,
        measured: rate(name),
        unit: "/s",
        bound: 0,
        wanted: "at least",
        beside: about(name),
      }),
    ),
  ];
}

function note(runs: Map<string, Run[]>, name: string, run: Run): void {
  runs.set(name, [...(runs.get(name) ?? []), run]);
}

function run(name: string, dir: string, batches: number, together: number): Run {
  return within(dir, (folder) => {
    const out = execFileSync(process.execPath, [here("./contest.ts"), name, folder, `${batches}`, `${together}`], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return JSON.parse(out.trim().split("\n").at(-1) ?? "");
  });
}

/** Syncs per batch of 256, by what strace counts over so many batches more. */
function syncsOf(name: string, dir: string): number | undefined {
  const counted = [TRACED, 2 * TRACED].map((batches) => traced(name, dir, batches));
  const [few, many] = counted;
  return few === undefined || many === undefined ? undefined : (many - few) / TRACED;
}

function traced(name: string, dir: string, batches: number): number | undefined {
  return within(dir, (folder) => {
    const calls = "trace=fsync,fdatasync,sync,syncfs,sync_file_range,msync";
    const args = [
      "-f",
      "-qq",
      "-c",
      "-e",
      calls,
      process.execPath,
      here("./contest.ts"),
      name,
      folder,
      `${batches}`,
      `${IN_FLIGHT}`,
    ];
    const { error, stderr } = spawnSync("strace", args, { encoding: "utf8" });
    if (error) return undefined;
    const rows = stderr.split("\n").map((line) => line.trim().split(/\s+/));
    const isCall = (call: string | undefined) =>
      call !== undefined && /^(?:f|fdata|sync|msync).*sync|^sync|^msync$/.test(call);
    return rows.reduce((sum, row) => (isCall(row.at(-1)) ? sum + Number(row[3]) : sum), 0);
  });
}

/** What one sync of a file that grew takes at the median, in milliseconds. */
function syncOf(dir: string): number {
  syncMillis ??= within(dir, (folder) =>
    Number(execFileSync(process.execPath, [here("./one-sync.ts"), folder], { encoding: "utf8" })),
  );
  return syncMillis;
}

let syncMillis: number | undefined;

function within<Value>(dir: string, use: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(dir, "understudy-bench-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
