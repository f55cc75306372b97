import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { MemoryDisk } from "#audit/memory-disk.suite.ts";
import { temporaryFolder } from "#audit/sample-events.ts";
import type { Verdict } from "#audit/verdict.ts";
import { verify } from "#audit/verify.ts";
import { corpus, type Expected, type Sample } from "./corpus.ts";

const samples = [...corpus()];
const verdicts = await Promise.all(samples.map(verdictOf));

async function verdictOf({ files }: Sample): Promise<Verdict> {
  const signerState = "signer/state";
  return verify({ disk: new MemoryDisk(files), folder: "audit", signerState });
}

/** A verdict without the words that explain it. */
function plain(verdict: Verdict): Expected {
  if (verdict.verdict !== "bad") return { verdict: verdict.verdict };
  const { kind, file, byte } = verdict.defect;
  return { verdict: "bad", kind, file, byte };
}

test("every log made for one verdict gets it, with the place and the kind", () => {
  const others = samples.flatMap(({ name, expected }, n) => {
    const found = plain(verdicts[n] as Verdict);
    return expected && JSON.stringify(expected) !== JSON.stringify(found) ? [{ name, expected, found }] : [];
  });

  expect(others).toEqual([]);
  expect(samples.length).toBeGreaterThanOrEqual(2_000);
});

const missing = spawnSync("python3", ["--version"]).error !== undefined;
const verifier = fileURLToPath(new URL("../verify.py", import.meta.url));

/** What the second verifier says of each sample, as it prints it. */
function secondOpinions(): readonly (Omit<Verdict, "defect"> & { readonly defect: object | null })[] {
  using folder = temporaryFolder();
  const folders = samples.map(({ files }, n) => {
    const state = `${folder.path}/${n}`;
    mkdirSync(`${state}/audit`, { recursive: true });
    for (const [path, bytes] of files) {
      mkdirSync(dirname(`${state}/${path}`), { recursive: true });
      writeFileSync(`${state}/${path}`, bytes);
    }
    return `${state}/audit\n`;
  });
  writeFileSync(`${folder.path}/list`, folders.join(""));
  // -B: nothing compiled is left behind in the source folder.
  const { stdout, stderr, status } = spawnSync("python3", ["-B", verifier, "--json", "--list", `${folder.path}/list`], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  expect({ stderr, status }).toEqual({ stderr: "", status: 1 });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("the second verifier, audit/verify.py, says the same of every log", { timeout: 300_000 }, (context) => {
  context.skip(missing, "there is no python3 on this machine to run audit/verify.py with");
  const second = secondOpinions();
  expect(second).toHaveLength(samples.length);
  const others = samples.flatMap(({ name }, n) => {
    const first = verdicts[n] as Verdict;
    const defect = first.verdict === "bad" ? pick(first.defect) : null;
    const expected = { ...first, defect };
    const found = { ...second[n] };
    return isDeepStrictEqual(expected, found) ? [] : [{ name, expected, found }];
  });
  expect(others).toEqual([]);
});

const pick = ({ kind, file, byte }: { kind: string; file: string; byte: number }) => ({ kind, file, byte });
