import { env } from "node:process";
import { describe, expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import { formatDisclosureLine, parseDisclosureLine } from "./disclosure-line.ts";
import { encrypt, KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, globex, nia, visited } from "./sample-events.ts";
import { openSample, sampleFiles, seeded, verdictOn } from "./sample-log.suite.ts";
import { readSignerState } from "./signer-state.ts";
import { verify } from "./verify.ts";

type Files = ReadonlyMap<string, Buffer>;

const at = fromMillis(Date.UTC(2031, 2, 5, 9));
const ended = { type: "login.ended", at, org: acme, user: nia, reason: "logged out" } as const;

/** Three segments of several batches: values in two streams, statements, a rotation of the key. */
async function aLog(): Promise<{ readonly open: Files; readonly closed: Files }> {
  const disk = new MemoryDisk();
  const log = await openSample(disk, "verify", 1400);
  await log.append([visited(0), visited(1, globex)]);
  await Promise.all([log.append([visited(2)]), log.append([ended])]);
  await log.rotateKey(at);
  await log.append([visited(86_400_000, globex)]);
  const open = disk.files();
  await log.close();
  return { open, closed: disk.files() };
}

/** A log that was closed in order, and the same one before: its checkpoint is older than its last commit line. */
const { open, closed: whole } = await aLog();
/** All that can be tried takes minutes; a part of it does unless somebody asks for all. */
const isThorough = env.EVERY_BIT !== undefined;
const SEGMENTS = pathsUnder("state/audit/seg/", ".jsonl");
const DISCLOSURES = pathsUnder("state/audit/disclosures/", ".jsonl");
const newest = SEGMENTS.at(-1) ?? "";

function pathsUnder(folder: string, extension = ""): readonly string[] {
  return [...whole.keys()].filter((path) => path.startsWith(folder) && path.endsWith(extension));
}

const contentOf = (path: string, files: Files = whole): Buffer => files.get(path) ?? Buffer.alloc(0);
const withFile = (path: string, content: Uint8Array | string, files: Files = whole): Files =>
  new Map(files).set(path, Buffer.from(content));
const without = (...paths: readonly string[]): Files => new Map([...whole].filter(([path]) => !paths.includes(path)));
const linesIn = (path: string): readonly string[] => contentOf(path).toString().split("\n").slice(0, -1);
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
const batchIn = (line = "{}"): number => JSON.parse(line).b;
const isCommit = (line: string): boolean => line.startsWith('{"$commit"');

test("a whole log is good, with the signer's state and without, and with every value compared", async () => {
  expect(SEGMENTS).toHaveLength(3);
  expect(DISCLOSURES).toHaveLength(3);
  const verdict = await verdictOn(whole);
  expect(verdict).toMatchObject({ verdict: "good", batches: 4 });
  expect(await verdictOn(whole, "without")).toEqual(verdict);
  const disk = new MemoryDisk(whole);
  expect(await verify({ disk, folder: "state/audit", keys: "state/keys" })).toEqual(verdict);
});

// One bit in twenty-four unless asked for all, each of the eight in turn.
describe("every bit", { timeout: 1_200_000 }, () => {
  /** What a file becomes, bit by bit. */
  function* flips(content: Buffer): Generator<Buffer, void> {
    for (const [byte, value] of content.entries()) {
      for (const bit of isThorough ? [0, 1, 2, 3, 4, 5, 6, 7] : byte % 3 === 0 ? [byte % 8] : []) {
        const flipped = Buffer.from(content);
        flipped[byte] = value ^ (1 << bit);
        yield flipped;
      }
    }
  }

  test("of what the log is made of counts", async () => {
    const paths = pathsUnder("state/audit/");
    let tried = 0;
    const unseen: string[] = [];
    for (const path of paths) {
      for (const flipped of flips(contentOf(path))) {
        tried += 1;
        if ((await verdictOn(withFile(path, flipped))).verdict !== "bad") unseen.push(`${path} ${tried}`);
      }
    }
    expect(unseen).toEqual([]);
    const bytes = paths.map((path) => contentOf(path).length);
    expect(tried).toBe(bytes.reduce((sum, size) => sum + (isThorough ? size * 8 : Math.ceil(size / 3)), 0));
    expect(tried).toBeGreaterThan(2_000);
  });

  test("of the last commit line makes an open log unfinished, and bad where no signer has its note", async () => {
    const content = contentOf(newest, open);
    const last = content.lastIndexOf('{"$commit"');
    let tried = 0;
    for (const flipped of flips(content.subarray(last))) {
      const files = withFile(newest, Buffer.concat([content.subarray(0, last), flipped]), open);
      expect((await verdictOn(files)).verdict).toBe("unfinished");
      expect((await verdictOn(files, "without")).verdict).toBe("bad");
      tried += 1;
    }
    expect(tried).toBeGreaterThan(80);
  });

  test("of the signer's state counts", async () => {
    const path = "state/signer/state";
    const verdicts = new Map<string, string>();
    let tried = 0;
    for (const flipped of flips(contentOf(path))) {
      // A verification knows of the state only this, so what is the same need not be verified twice.
      const known = JSON.stringify(readSignerState(flipped));
      if (!verdicts.has(known)) verdicts.set(known, (await verdictOn(withFile(path, flipped))).verdict);
      tried += 1;
    }
    expect(tried).toBe(isThorough ? 8192 * 8 : Math.ceil(8192 / 3));
    expect([...verdicts.values()].toSorted()).toEqual(["bad", "bad", "unfinished"]);
  });
});

describe("every line", () => {
  const damages: readonly (readonly [
    string,
    (lines: readonly string[], n: number) => readonly string[] | undefined,
  ])[] = [
    ["deleted", (lines, n) => lines.toSpliced(n, 1)],
    ["doubled", (lines, n) => lines.toSpliced(n, 0, ...lines.slice(n, n + 1))],
    [
      "swapped with the next one",
      (lines, n) => (n + 1 < lines.length ? lines.toSpliced(n, 2, ...lines.slice(n, n + 2).reverse()) : undefined),
    ],
  ];

  test.for(damages)("%s is missed", async ([, damage]) => {
    let tried = 0;
    for (const path of [...SEGMENTS, ...DISCLOSURES]) {
      const lines = linesIn(path);
      for (const n of lines.keys()) {
        const after = damage(lines, n);
        if (!after) continue;
        const files = withFile(path, joined(after));
        const [verdict, alone] = [await verdictOn(files), await verdictOn(files, "without")];
        // The lines of disclosures of one batch have no order among themselves.
        const isSame =
          path.includes("disclosures") && after.length === lines.length && batchIn(after[n]) === batchIn(lines[n]);
        const expected = isSame ? "good" : "bad";
        // What stands behind the last commit line was never acknowledged, a second one too.
        const isBehind = path === newest && n === lines.length - 1 && after.length > lines.length;
        expect({ path, n, found: verdict.verdict }).toEqual({ path, n, found: isBehind ? "unfinished" : expected });
        expect({ path, n, found: alone.verdict }).toEqual({ path, n, found: expected });
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThanOrEqual(14);
  });
});

describe("every cut", { timeout: 1_200_000 }, () => {
  const ends = linesIn(newest).map((line, n, all) => ({ line, byte: Buffer.byteLength(joined(all.slice(0, n + 1))) }));
  const boundaries = [0, ...ends.filter(({ line }) => isCommit(line)).map(({ byte }) => byte)];

  test("of the newest segment is found", async () => {
    const content = contentOf(newest);
    for (let cut = 0; cut < content.length; cut += isThorough ? 1 : 3) {
      const files = withFile(newest, content.subarray(0, cut));
      const isBoundary = boundaries.includes(cut);
      const found = [await verdictOn(files), await verdictOn(files, "without")];
      expect(found.map(({ verdict }) => verdict)).toEqual(["bad", "bad"]);
      // Without the signer's state the checkpoint alone tells of what was cut off at the end of a batch.
      if (isBoundary)
        expect(found).toMatchObject([{ defect: { kind: "cut", byte: cut } }, { defect: { kind: "bad-checkpoint" } }]);
      else expect(found[1]).toMatchObject({ defect: { kind: "incomplete" } });
    }
    expect(content.length).toBeGreaterThan(500);
  });

  test("of an open log within what was never acknowledged is mended by opening it", async () => {
    const content = contentOf(newest, open);
    const records = ends.filter(({ line }) => !isCommit(line)).at(-1)?.byte ?? 0;
    for (let cut = records; cut < content.length; cut += isThorough ? 1 : 3) {
      const files = withFile(newest, content.subarray(0, cut), open);
      expect((await verdictOn(files)).verdict).toBe("unfinished");
      const disk = new MemoryDisk(files);
      await (await openSample(disk, "again", 1400)).close();
      expect((await verdictOn(disk.files())).verdict).toBe("good");
    }
    expect(content.length - records).toBeGreaterThan(200);
  });

  test("of any other segment, at the end of a batch too, is found", async () => {
    let tried = 0;
    for (const path of SEGMENTS.slice(0, -1)) {
      const content = contentOf(path);
      for (
        let cut = 0;
        cut < content.length;
        cut += isThorough || content[cut] === 10 || content[cut - 1] === 10 ? 1 : 7
      ) {
        for (const signer of ["with", "without"] as const)
          expect((await verdictOn(withFile(path, content.subarray(0, cut)), signer)).verdict).toBe("bad");
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(200);
  });

  test("of the disclosures is found", async () => {
    let tried = 0;
    for (const path of DISCLOSURES) {
      const content = contentOf(path);
      for (let cut = 0; cut < content.length; cut += isThorough ? 1 : 5) {
        for (const signer of ["with", "without"] as const)
          expect((await verdictOn(withFile(path, content.subarray(0, cut)), signer)).verdict).toBe("bad");
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(150);
  });

  test("of whole files is found", async () => {
    const paths = pathsUnder("state/audit/");
    const verdicts = await Promise.all(paths.map(async (path) => (await verdictOn(without(path))).verdict));
    expect(verdicts).toEqual(paths.map(() => "bad"));
    expect(paths).toHaveLength(10);
  });
});

describe("another history", () => {
  const pages = (count: number, from: number) =>
    Array.from({ length: count }, (_, n) => [{ ...visited(n), page: n < from ? "as it was" : "as it never was" }]);

  test("signed with the real key, from any record on, of any length, is told by the signer's state", async () => {
    const APPENDS = 5;
    const truth = await sampleFiles(pages(APPENDS, APPENDS));
    const kinds = new Map<string, number>();
    for (let from = 0; from < APPENDS; from += 1) {
      for (let count = from + 1; count <= APPENDS + 2; count += 1) {
        const forged = new Map(await sampleFiles(pages(count, from)));
        expect(await verdictOn(forged)).toMatchObject({ verdict: "good", batches: count });
        forged.set("state/signer/state", contentOf("state/signer/state", truth));
        const verdict = await verdictOn(forged);
        const kind = verdict.verdict === "bad" ? verdict.defect.kind : verdict.verdict;
        kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(kinds)).toEqual({ cut: 10, "bad-signer-state": 5, "beyond-signer": 10 });
  });

  test("signed with the real key does not go on from the segments of the true one", async () => {
    const [one, other] = [await sampleFiles(pages(5, 5)), await sampleFiles(pages(5, 0))];
    const stranger = await sampleFiles(pages(5, 5), { seed: "stranger" });
    let tried = 0;
    for (const from of [other, stranger]) {
      for (const path of one.keys()) {
        // Boxes that name the same values are told apart by whoever has the keys.
        if (!path.startsWith("state/audit/") || path.includes("disclosures")) continue;
        if (contentOf(path, one).equals(contentOf(path, from))) continue;
        for (const signer of ["with", "without"] as const)
          expect({
            path,
            found: (await verdictOn(withFile(path, contentOf(path, from), one), signer)).verdict,
          }).toEqual({ path, found: "bad" });
        tried += 1;
      }
    }
    expect(tried).toBe(9);
  });

  test("as another log with a key of its own is no business of this signer", async () => {
    const [one, stranger] = [await sampleFiles(pages(3, 3)), await sampleFiles(pages(3, 3), { seed: "stranger" })];
    const mixed = withFile("state/signer/state", contentOf("state/signer/state", one), stranger);
    expect(await verdictOn(mixed)).toMatchObject({ verdict: "bad", defect: { kind: "bad-signer-state" } });
  });
});

test("values that were exchanged for others are found by whoever has the keys", async () => {
  const disk = new MemoryDisk(whole);
  const ring = new KeyRing(disk, "state/keys", seeded("ring"));
  const [path = ""] = DISCLOSURES;
  const [first = "", ...rest] = linesIn(path);
  const line = parseDisclosureLine(first);
  const key = ring.find(line.org, line.k);
  if (!key || !("box" in line)) throw new Error("no key");
  const text = JSON.stringify(line.of.map(() => ["A".repeat(22), "another page"]));
  const box = encrypt(text, key, `${line.b} ${line.org} ${line.k}`, seeded("box"));
  disk.replace(path, joined([formatDisclosureLine({ ...line, box }), ...rest]));
  expect(await verify({ disk, folder: "state/audit" })).toMatchObject({ verdict: "good" });
  const defect = { kind: "bad-disclosure", file: path.slice("state/audit/".length), byte: 0 };
  expect(await verify({ disk, folder: "state/audit", keys: "state/keys" })).toMatchObject({ verdict: "bad", defect });
});
