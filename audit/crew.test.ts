import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import { canonical } from "./canonical.ts";
import { type Hire, hire, readAhead } from "./crew.ts";
import { realDisk } from "./disk.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { pathsOf } from "./paths.ts";
import { segmentsIn } from "./reader.ts";
import { acme, globex, nia, visited } from "./sample-events.ts";
import { openSample } from "./sample-log.suite.ts";
import type { Verdict } from "./verdict.ts";
import { verify } from "./verify.ts";

type Files = ReadonlyMap<string, Buffer>;

const at = fromMillis(Date.UTC(2031, 2, 5, 9));

/** Six segments of several batches, with a rotation in the second; and the signer's state as of the fourth. */
async function aLog(): Promise<{ readonly whole: Files; readonly early: Buffer }> {
  const disk = new MemoryDisk();
  const log = await openSample(disk, "crew", 2500);
  let early = Buffer.alloc(0);
  for (let n = 0; segmentsOn(disk.files()).length < 6; n += 1) {
    await log.append([visited(2 * n), visited(2 * n + 1, globex)]);
    await log.append([{ type: "login.ended", at, org: acme, user: nia, reason: "logged out" }]);
    if (n === 1) await log.rotateKey(at);
    if (segmentsOn(disk.files()).length === 4) early = Buffer.from(disk.read("state/signer/state"));
  }
  await log.close();
  return { whole: disk.files(), early };
}

const segmentsOn = (files: Files): readonly string[] =>
  [...files.keys()].filter((path) => /seg\/\d+\.jsonl$/.test(path));

const { whole, early } = await aLog();
const segments = segmentsOn(whole);
const root = mkdtempSync(join(tmpdir(), "understudy-crew-"));
afterAll(() => rmSync(root, { recursive: true }));

/** Puts files on the machine's disk, for workers to read. */
function written(files: Files): string {
  const state = mkdtempSync(join(root, "log-"));
  for (const [path, content] of files) {
    const file = join(state, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return join(state, "state");
}

const contentOf = (path: string): Buffer => whole.get(path) ?? Buffer.alloc(0);
const withFile = (path: string, content: Buffer | string): Files => new Map(whole).set(path, Buffer.from(content));
const without = (...paths: readonly string[]): Files => new Map([...whole].filter(([path]) => !paths.includes(path)));
const swapped = (one: string, other: string, files: Files = whole): Files =>
  new Map(files).set(one, contentOf(other)).set(other, contentOf(one));
const sealOf = (path: string): string => path.replace(".jsonl", ".seal");
const disclosuresOf = (path: string): string => path.replace("/seg/", "/disclosures/");

function flipped(path: string, part: number): Files {
  const content = Buffer.from(contentOf(path));
  const byte = Math.floor(content.length * part);
  content[byte] = (content[byte] ?? 0) ^ 1;
  return withFile(path, content);
}

/** Says something else in seals, in the form of a seal. */
function forged(paths: readonly string[], change: (seal: Record<string, unknown>) => void): Files {
  const files = new Map(whole);
  for (const path of paths) {
    const seal = JSON.parse(contentOf(sealOf(path)).toString());
    change(seal);
    files.set(sealOf(path), Buffer.from(`${canonical(seal)}\n`));
  }
  return files;
}

/** Another number up to which the log has stated what it holds of every org: nothing that follows has to tell. */
const restated = (seal: Record<string, unknown>): void => {
  const heads = seal.heads as Record<string, [number, string, number]>;
  for (const [org, head] of Object.entries(heads)) if (org !== "platform") head[2] = 0;
};
const anotherDay = (seal: Record<string, unknown>): void => {
  seal.day = "1999-12-31";
};

const damages: readonly (readonly [string, Files])[] = [
  ["nothing", whole],
  ...[0, 2, 4, 5].flatMap((n): (readonly [string, Files])[] => {
    const path = segments[n] ?? "";
    const content = contentOf(path);
    const lines = content.toString().split("\n");
    const after = (kept: readonly string[]) => withFile(path, kept.join("\n"));
    const batchEnd = content.lastIndexOf("\n", content.lastIndexOf('{"$commit"') - 2);
    return [
      [`a bit of segment ${n}`, flipped(path, 0.4)],
      [`a line of segment ${n} deleted`, after(lines.toSpliced(2, 1))],
      [`segment ${n} cut within a line`, withFile(path, content.subarray(0, content.length - 20))],
      [`segment ${n} cut within a batch`, withFile(path, content.subarray(0, batchEnd + 1))],
      [`a line behind segment ${n}`, withFile(path, Buffer.concat([content, Buffer.from("{}\n")]))],
      [`no segment ${n}`, without(path)],
      [`an empty segment ${n}`, withFile(path, "")],
      [`a bit of disclosures ${n}`, flipped(disclosuresOf(path), 0.5)],
      ...(n === segments.length - 1
        ? []
        : ([
            [`a bit of seal ${n}`, flipped(sealOf(path), 0.5)],
            [`no seal ${n}`, without(sealOf(path))],
            [`seal ${n} with another day`, forged([path], anotherDay)],
            [`seals from ${n} on that agree`, forged(segments.slice(n, -1), restated)],
          ] as const)),
    ];
  }),
  ["two segments swapped", swapped(segments[1] ?? "", segments[2] ?? "")],
  ["two seals swapped", swapped(sealOf(segments[1] ?? ""), sealOf(segments[2] ?? ""))],
  [
    "two segments swapped with their seals",
    swapped(sealOf(segments[2] ?? ""), sealOf(segments[3] ?? ""), swapped(segments[2] ?? "", segments[3] ?? "")),
  ],
  ["a signer's state of earlier", withFile("state/signer/state", early)],
  ["no signer's state", without("state/signer/state")],
  ["no checkpoint", without("state/audit/checkpoint")],
  ["a checkpoint that is another's", withFile("state/audit/checkpoint", "another's\n")],
  ["no policy", without("state/audit/policy.txt")],
];

const about = (state: string, threads: number) => ({
  disk: realDisk,
  folder: `${state}/audit`,
  signerState: `${state}/signer/state`,
  keys: `${state}/keys`,
  threads,
});

describe("many threads say what one says", { timeout: 300_000 }, () => {
  const kinds = new Set<string>();

  test.for(damages)("of a log with %s", async ([what, files]) => {
    const state = written(files);
    const [one, many]: Verdict[] = [await verify(about(state, 1)), await verify(about(state, 2))];
    expect(many).toEqual(one);
    expect(one?.verdict === "good").toBe(what === "nothing" || what === "no signer's state");
    kinds.add(one?.verdict === "bad" ? one.defect.kind : (one?.verdict ?? ""));
  });

  test("of all kinds that segments can have", () => {
    expect([...kinds].sort()).toEqual([
      "bad-append",
      "bad-batch",
      "bad-checkpoint",
      "bad-disclosure",
      "bad-form",
      "bad-origin",
      "bad-seal",
      "bad-signature",
      "beyond-signer",
      "cut",
      "good",
      "incomplete",
      "missing-disclosure",
      "missing-file",
      "missing-seal",
      "missing-segment",
      "unfinished",
    ]);
  });
});

/** Has the segments of a log read ahead by such workers, of whom none may be left. */
async function ahead(hired: Hire, state = written(whole)) {
  const folder = `${state}/audit`;
  const workers: Worker[] = [];
  const bytes: number[] = [];
  const read = await readAhead({
    folder,
    keys: `${state}/keys`,
    checkpoint: undefined,
    segments: segmentsIn(realDisk, pathsOf(folder)),
    signed: undefined,
    threads: 2,
    onBytes: (more) => bytes.push(more),
    hire: (ground) => {
      const worker = hired(ground);
      workers.push(worker);
      return worker;
    },
  });
  expect(workers.map(({ threadId }) => threadId)).toEqual(workers.map(() => -1));
  return { read, workers: workers.length, bytes: bytes.reduce((sum, more) => sum + more, 0) };
}

test("all sealed segments are read ahead, by as many workers as there may be, and every byte is told of", async () => {
  const { read, workers, bytes } = await ahead(hire);
  const size = segments.slice(0, -1).reduce((sum, path) => sum + contentOf(path).length, 0);
  expect(read).toMatchObject({ segments: segments.length - 1, bytes: size });
  expect({ workers, bytes }).toEqual({ workers: 2, bytes: size });
});

test("a seal is believed no further than the segments before it are in order", async () => {
  const { read } = await ahead(hire, written(forged(segments.slice(2, -1), restated)));
  expect(read).toMatchObject({ segments: 2 });
});

describe("a worker that dies leaves its segment to the reading that follows", () => {
  const evaluated = (code: string) => () => new Worker(code, { eval: true });
  const deaths: readonly (readonly [string, Hire])[] = [
    ["as it begins", evaluated("process.exit(3)")],
    ["by an error", evaluated("throw new Error('out of luck')")],
    ["by a promise", evaluated("Promise.reject(new Error('out of luck'))")],
    ["as it is asked", evaluated("require('worker_threads').parentPort.once('message', () => process.exit())")],
    ["as it cannot be loaded", () => new Worker("/nowhere/worker.js")],
    [
      "before it is there",
      () => {
        throw new Error("no more threads");
      },
    ],
  ];

  test.for(deaths)("%s", async ([, dying]) => {
    expect((await ahead(dying)).read).toBeUndefined();
  });

  test("while another goes on", async () => {
    let hired = 0;
    const second: Hire = (ground) => {
      hired += 1;
      return hired === 2 ? new Worker("process.exit(3)", { eval: true }) : hire(ground);
    };
    const { read } = await ahead(second);
    expect(read?.segments ?? 0).toBeLessThan(segments.length - 1);
  });
});
