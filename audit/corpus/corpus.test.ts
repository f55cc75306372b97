import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
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
  for (const o of others) console.log(JSON.stringify(o));console.log(samples.length);
  expect(others).toEqual([]);
  expect(samples.filter(({ expected }) => expected).length).toBeGreaterThanOrEqual(2_000);
});
