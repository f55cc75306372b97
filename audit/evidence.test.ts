import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Fault } from "#domain/fault.ts";
import { fromMillis } from "#domain/time.ts";
import { canonical } from "./canonical.ts";
import type { EvidencePack } from "./evidence-pack.ts";
import { openLog } from "./log.ts";
import { memoryStorage } from "./memory-storage.ts";
import { hashOf } from "./record.ts";
import { acme, globex, visited } from "./sample-events.ts";
import { tinyLog } from "./tiny-log.suite.ts";
import { parseHash } from "./tree/hashes.ts";
import { parseVerifierKey } from "./tree/keys.ts";
import { checkTlogProof, parseTlogProof } from "./tree/tlog-proof.ts";
import { type EvidenceVerdict, verifyEvidence } from "./verify-evidence.ts";

const bytesOf = (pack: unknown): Uint8Array => Buffer.from(`${canonical(pack)}\n`);
const verdictOn = (text: string | Uint8Array, policy?: string): EvidenceVerdict =>
  verifyEvidence(typeof text === "string" ? Buffer.from(text) : text, policy === undefined ? {} : { policy });

/** The blocks of code in a section of SPEC.md. */
function examples(): readonly string[] {
  const spec = readFileSync(new URL("./SPEC.md", import.meta.url), "utf8");
  const section = spec.slice(spec.indexOf("## 11. Examples"));
  return [...section.matchAll(/^```\w*\n(.*?)^```$/gms)].map(([, block = ""]) => block);
}

describe("the examples of SPEC.md", () => {
  test("are the very bytes that the log makes", async () => {
    const [lines, hashes, opening, note, pack, proof] = examples();
    const tiny = await tinyLog();
    expect(Buffer.from(tiny.storage.content()).toString()).toBe(lines);
    const records = lines?.split("\n").filter((line) => line.includes('"seq"'));
    expect(`${records?.map((line, seq) => `${seq} ${hashOf(line)}`).join("\n")}\n`).toBe(hashes);
    expect(tiny.storage.disclosures.map(({ salt, name, text }) => `["${salt}","${name}",${text}]\n`)).toEqual([
      opening,
    ]);
    expect(lines?.trimEnd().split("\n").at(-1)).toBe(canonical({ $commit: note }));
    expect(tiny.pack).toBe(pack);
    expect(await tiny.log.tlogProof(2)).toBe(proof);
  });

  test("verify", () => {
    const [lines = "", , , , pack = "", proof = ""] = examples();
    expect(verdictOn(pack)).toEqual({
      verdict: "good",
      records: 3,
      batches: 2,
      root: "PhNeKzeRkNnenoHARYyiPaTvazYeOMxUxQqcZ13SioA=",
      origin: "understudy.example/audit/0000000000000000",
      size: 5,
    });
    const { keys } = JSON.parse(pack) as EvidencePack;
    const leaf = parseHash(hashOf(lines.split("\n")[3] ?? ""));
    expect(checkTlogProof(parseTlogProof(proof), leaf, keys.map(parseVerifierKey))).toMatchObject({ size: 5 });
  });
});

test("no byte of a pack can be another, and none be missing", async () => {
  const { pack } = await tinyLog();
  const good = Buffer.from(pack);
  let tried = 0;
  // To claim completeness of less is no lie; that it can be had for no more is told below.
  const [claim, behind] = [pack.indexOf('"complete"'), pack.indexOf('"disclosures"')];
  for (let byte = 0; byte < good.length; byte += 1) {
    if (byte > claim && byte < behind) continue;
    const other = Buffer.from(good);
    other[byte] = (good[byte] ?? 0) ^ (1 << (byte % 8));
    expect(verdictOn(other).verdict, `byte ${byte}`).toBe("bad");
    if (byte % 7 === 0) expect(verdictOn(good.subarray(0, byte)).verdict, `cut at ${byte}`).toBe("bad");
    tried += 1;
  }
  expect(tried).toBeGreaterThan(2000);
});

/** Packs with one thing wrong, each with the kind and the place of it. */
async function flawed(): Promise<readonly (readonly [string, Uint8Array, string, string])[]> {
  const good = JSON.parse((await tinyLog()).pack) as EvidencePack;
  const [first, second, third] = good.records as [
    EvidencePack["records"][0],
    EvidencePack["records"][0],
    EvidencePack["records"][0],
  ];
  const other = await openOther();
  const text = canonical(good);
  const made = (change: object): Uint8Array => bytesOf({ ...good, ...change });
  const [, name, salt, value] = good.disclosures[0] ?? [];
  return [
    ["nothing", Buffer.from(""), "not-json", "file"],
    ["no UTF-8", Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x0a])]), "not-utf8", "file"],
    ["white space", Buffer.from(`${text} \n`), "not-canonical", "file"],
    ["no newline", Buffer.from(text), "not-canonical", "file"],
    ["two newlines", Buffer.from(`${text}\n\n`), "not-canonical", "file"],
    ["another version", made({ v: 1 }), "bad-form", "file"],
    ["a member nobody knows", made({ more: 1 }), "bad-form", "file"],
    ["no keys", made({ keys: [] }), "bad-form", "file"],
    ["a key that is none", made({ keys: ["somebody"] }), "bad-form", "file"],
    ["a proof of no hashes", made({ records: [{ line: first.line, proof: ["x"] }] }), "bad-form", "file"],
    ["a negative range", made({ complete: { ...good.complete, from: -1 } }), "bad-form", "file"],
    ["a range upside down", made({ complete: { ...good.complete, from: 2 } }), "bad-form", "file"],
    ["a value twice", made({ disclosures: [...good.disclosures, ...good.disclosures] }), "bad-form", "file"],
    ["no note", made({ checkpoint: "hello" }), "bad-note", "checkpoint"],
    ["a note of another log", made({ checkpoint: other.checkpoint }), "bad-origin", "checkpoint"],
    ["keys of two logs", made({ keys: [...good.keys, ...other.keys] }), "bad-origin", "checkpoint"],
    [
      "a root that nobody signed",
      made({ checkpoint: good.checkpoint.replace("\n5\n", "\n6\n") }),
      "bad-signature",
      "checkpoint",
    ],
    ["a line that is no JSON", made({ records: [{ ...first, line: "{" }] }), "not-json", "records.0"],
    [
      "a line with white space",
      made({ records: [{ ...first, line: ` ${first.line}` }] }),
      "not-canonical",
      "records.0",
    ],
    ["a line of another type", made({ records: [{ ...first, line: "[]" }] }), "bad-form", "records.0"],
    [
      "a commit line",
      made({ records: [{ ...first, line: canonical({ $commit: good.checkpoint }) }] }),
      "bad-form",
      "records.0",
    ],
    [
      "a record that was changed",
      made({ records: [{ ...first, line: first.line.replace('"b":1', '"b":2') }] }),
      "bad-proof",
      "records.0",
    ],
    ["another record's proof", made({ records: [first, { ...second, proof: first.proof }] }), "bad-proof", "records.1"],
    [
      "a proof that is too long",
      made({ records: [{ ...first, proof: [...first.proof, first.proof[0] ?? ""] }] }),
      "bad-proof",
      "records.0",
    ],
    ["records out of order", made({ records: [second, first, third] }), "bad-form", "records.1"],
    ["a record twice", made({ records: [first, first, second, third] }), "bad-form", "records.1"],
    ["a value of a record that is not here", made({ records: [second, third] }), "bad-disclosure", "disclosures.0"],
    ["another value", made({ disclosures: [[2, name, salt, "page 2"]] }), "bad-disclosure", "disclosures.0"],
    [
      "another salt",
      made({ disclosures: [[2, name, "AAAAAAAAAAAAAAAAAAAAAA", value]] }),
      "bad-disclosure",
      "disclosures.0",
    ],
    [
      "a value that is not sealed",
      made({ disclosures: [[2, "type", salt, value]] }),
      "bad-disclosure",
      "disclosures.0",
    ],
    ["a record withheld", made({ records: [first, third] }), "not-complete", "complete"],
    ["the first record withheld", made({ records: [second, third], disclosures: [] }), "not-complete", "complete"],
    ["the statement withheld", made({ records: [first, second] }), "not-complete", "complete"],
    ["more than is stated", made({ complete: { ...good.complete, to: 2 } }), "not-complete", "complete"],
    ["complete in another stream", made({ complete: { ...good.complete, org: globex } }), "not-complete", "complete"],
  ];
}

async function openOther(): Promise<EvidencePack> {
  const log = openLog(memoryStorage((size) => new Uint8Array(size).fill(7)));
  await log.append([visited(1)]);
  return JSON.parse(await log.evidence({ numbers: [1] }));
}

test("each flaw of a pack has its kind and place", async () => {
  const found = (await flawed()).map(([what, bytes]) => {
    const verdict = verdictOn(bytes);
    return [what, ...(verdict.verdict === "bad" ? [verdict.defect.kind, verdict.defect.place] : ["good"])];
  });
  expect(found).toEqual((await flawed()).map(([what, , kind, place]) => [what, kind, place]));
});

const missing = spawnSync("python3", ["--version"]).error !== undefined;

test("the second verifier says the same of every pack", { timeout: 120_000 }, async (context) => {
  context.skip(missing, "there is no python3 on this machine to run audit/verify.py with");
  const { pack } = await tinyLog();
  const packs = [Buffer.from(pack), ...(await flawed()).map(([, bytes]) => bytes), Buffer.from(await longer())];
  for (let byte = 3; byte < pack.length; byte += 97)
    packs.push(Buffer.from(`${pack.slice(0, byte)}~${pack.slice(byte + 1)}`));
  const script = `
import base64, json, sys
sys.path.insert(0, sys.argv[1])
import verify
for one in json.load(sys.stdin):
    verdict = verify.verify_pack(base64.b64decode(one))
    print(json.dumps([verdict.verdict, verdict.records, verdict.batches, verdict.root] + ([verdict.defect.kind, verdict.defect.place] if verdict.defect else [])))
`;
  const { stdout, stderr } = spawnSync("python3", ["-B", "-c", script, fileURLToPath(new URL(".", import.meta.url))], {
    input: JSON.stringify(packs.map((one) => Buffer.from(one).toString("base64"))),
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const theirs = stdout.trimEnd().split("\n");
  const ours = packs.map((one) => {
    const { records, batches, root, ...verdict } = verdictOn(one);
    const defect = verdict.verdict === "bad" ? [verdict.defect.kind, verdict.defect.place] : [];
    return [verdict.verdict, records, batches, root, ...defect];
  });
  expect(ours.length).toBeGreaterThan(60);
  expect(theirs.map((line) => JSON.parse(line))).toEqual(ours);
});

/** A statement about a later record, which is in the pack with all before it, for a range that ends earlier. */
async function longer(): Promise<string> {
  const { log } = await tinyLog();
  return log.evidence({ numbers: [2, 3, 4], complete: { org: acme, from: 0, to: 0 } });
}

test("a statement about a later record serves where all up to it are here, and only there", async () => {
  const pack = await longer();
  expect(verdictOn(pack).verdict).toBe("good");
  const { records, ...rest } = JSON.parse(pack) as EvidencePack;
  expect(verdictOn(bytesOf({ ...rest, records: [records[0], records[2]] }))).toMatchObject({
    verdict: "bad",
    defect: { kind: "not-complete" },
  });
});

test("a policy from elsewhere says whose keys count", async () => {
  const { pack } = await tinyLog();
  const { keys } = JSON.parse(pack) as EvidencePack;
  const policy = (...vkeys: readonly string[]) => `${vkeys.map((key) => `log ${key}\n`).join("")}quorum none\n`;
  const { keys: others } = await openOther();
  expect(verdictOn(pack, policy(...keys)).verdict).toBe("good");
  expect(verdictOn(pack, policy(...keys, ...others)).verdict, "a later key").toBe("good");
  for (const given of [policy(...others), policy(...others, ...keys), "quorum none\n", "", `log ${keys[0]}\n`])
    expect(verdictOn(pack, given), given).toMatchObject({ defect: { kind: "bad-policy", place: "keys" } });
});

test("around a rotation of the key both sign, and afterwards the new one does", async () => {
  const log = openLog(memoryStorage());
  await log.append([visited(1)]);
  await log.rotateKey(fromMillis(0));
  const around = await log.evidence({ numbers: [1] });
  await log.append([visited(2)]);
  const behind = await log.evidence({ numbers: [1, 3] });
  expect([around, behind].map((pack) => verdictOn(pack).verdict)).toEqual(["good", "good"]);
  const { keys } = JSON.parse(behind) as EvidencePack;
  expect(keys).toHaveLength(2);
  expect(verdictOn(bytesOf({ ...JSON.parse(around), keys: keys.slice(0, 1) }))).toMatchObject({
    defect: { kind: "bad-signature", place: "checkpoint" },
  });
});

test("what the reader may not see is left out, and the rest is proved all the same", async () => {
  const { log } = await tinyLog();
  const pack = await log.evidence({ numbers: [2], shows: () => false, about: { scope: "one record" } });
  expect(JSON.parse(pack)).toMatchObject({ disclosures: [], about: { scope: "one record" } });
  expect(verdictOn(pack).verdict).toBe("good");
  await expect(log.evidence({ numbers: [5] })).rejects.toThrow(new Fault("NOT_FOUND", 'no record with number "5"'));
});
