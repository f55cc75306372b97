import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from "./checkpoint.ts";
import { damagedText } from "./damage.suite.ts";
import { GrowingTree } from "./growing-tree.ts";
import { EMPTY_ROOT, formatHash, type Hash, leafHash, parseHash } from "./hashes.ts";
import { InvalidProof } from "./invalid-proof.ts";
import { signerOf } from "./keys.ts";
import { inclusionProof } from "./proof.ts";
import { signNote } from "./signed-note.ts";
import { checkTlogProof, formatTlogProof, parseTlogProof } from "./tlog-proof.ts";

const ORIGIN = "log.example/audit";
const log = signerOf(ORIGIN, Buffer.alloc(32, 1));
const witness = signerOf("witness.example", Buffer.alloc(32, 2));

const leaves = Array.from({ length: 7 }, (_, index) => leafHash(`leaf ${index}`));
const tree = new GrowingTree();
for (const leaf of leaves) tree.append(leaf);
const head = { size: tree.size, root: tree.root() };
const TEXT = formatCheckpoint({ origin: ORIGIN, ...head });
const CHECKPOINT = signNote(TEXT, log, witness);

/** By the leaves alone: a tree of eight without its last one. */
const readNode = (level: number, index: number) => {
  const part = new GrowingTree();
  for (const leaf of leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)) part.append(leaf);
  return part.root();
};
const proofOf = (index: number) => ({ index, path: inclusionProof(index, 7, readNode), checkpoint: CHECKPOINT });
const PROOF = formatTlogProof(proofOf(4));

const refuses = (read: () => unknown, because: string) =>
  expect(read).toThrow(expect.objectContaining({ name: "InvalidProof", message: expect.stringContaining(because) }));

describe("a checkpoint", () => {
  test("is three lines, as c2sp.org/tlog-checkpoint shows", () => {
    const text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
    const root = parseHash("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    expect(parseCheckpoint(text)).toEqual({ origin: "example.com/behind-the-sofa", size: 20_852_163, root });
    expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
  });

  test("of an empty tree has the root of nothing", () => {
    const text = `${ORIGIN}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`;
    expect(formatCheckpoint({ origin: ORIGIN, size: 0, root: EMPTY_ROOT })).toBe(text);
    expect(parseCheckpoint(text)).toEqual({ origin: ORIGIN, size: 0, root: EMPTY_ROOT });
  });

  const root = formatHash(head.root);
  test.for([
    ["nothing", ""],
    ["no root", `${ORIGIN}\n7\n`],
    ["no last newline", TEXT.slice(0, -1)],
    ["an extension line", `${TEXT}more\n`],
    ["an empty line", `${TEXT}\n`],
    ["no origin", `\n7\n${root}\n`],
    ["a control character in the origin", `a\u0007\n7\n${root}\n`],
    ["a lone surrogate in the origin", `a\udc00\n7\n${root}\n`],
    ["no size", `${ORIGIN}\n\n${root}\n`],
    ["a leading zero", `${ORIGIN}\n07\n${root}\n`],
    ["a sign", `${ORIGIN}\n+7\n${root}\n`],
    ["a space", `${ORIGIN}\n7 \n${root}\n`],
    ["a fraction", `${ORIGIN}\n7.0\n${root}\n`],
    ["hex", `${ORIGIN}\n0x7\n${root}\n`],
    ["2^53", `${ORIGIN}\n9007199254740992\n${root}\n`],
    ["a size of twenty digits", `${ORIGIN}\n18446744073709551615\n${root}\n`],
    ["a root too short", `${ORIGIN}\n7\nAAAA\n`],
    ["a root without padding", `${ORIGIN}\n7\n${root.slice(0, -1)}\n`],
  ] as const)("is not: %s", ([, text]) => {
    expect(() => parseCheckpoint(text)).toThrow(InvalidProof);
  });

  test.for([
    ["two lines for an origin", { origin: "a\nb" }],
    ["no origin", { origin: "" }],
    ["a negative size", { size: -1 }],
    ["half a leaf", { size: 0.5 }],
    ["a size beyond 2^53-1", { size: 2 ** 53 }],
  ] as const)("is not written with %s", ([, wrong]) => {
    expect(() => formatCheckpoint({ origin: ORIGIN, ...head, ...wrong })).toThrow(InvalidProof);
  });

  test("is opened by the key of its log, and says who else signed", () => {
    const keys = [witness.verifier, log.verifier];
    expect(openCheckpoint(CHECKPOINT, keys)).toEqual({
      origin: ORIGIN,
      ...head,
      signedBy: [log.verifier, witness.verifier],
    });
    expect(openCheckpoint(CHECKPOINT, [log.verifier]).signedBy).toEqual([log.verifier]);
  });

  test.for([
    ["a witness alone", CHECKPOINT, [witness.verifier], 'no known key of "log.example/audit" signed'],
    ["another log", signNote(TEXT, witness), [witness.verifier, log.verifier], "no known key of"],
    ["a signature for another root", CHECKPOINT.replace(root, formatHash(EMPTY_ROOT)), [log.verifier], "not verify"],
    ["a note that is no checkpoint", signNote("hello\n", log), [log.verifier], "three lines of a checkpoint"],
  ] as const)("is not opened by %s", ([, note, keys, because]) => {
    refuses(() => openCheckpoint(note, keys), because);
  });
});

describe("a proof file", () => {
  test("is text for people too", () => {
    const path = inclusionProof(4, 7, readNode).map(formatHash);
    expect(PROOF).toBe(`c2sp.org/tlog-proof@v1\nindex 4\n${path.join("\n")}\n\n${CHECKPOINT}`);
    const extra = Buffer.from("who may know");
    expect(formatTlogProof({ ...proofOf(4), extra })).toBe(PROOF.replace("index", "extra d2hvIG1heSBrbm93\nindex"));
    expect(parseTlogProof(formatTlogProof({ ...proofOf(4), extra }))).toEqual({ ...proofOf(4), extra });
  });

  test("shows every leaf to whoever has the key of the log", () => {
    for (const [index, leaf] of leaves.entries()) {
      const open = checkTlogProof(parseTlogProof(formatTlogProof(proofOf(index))), leaf, [log.verifier]);
      expect(open).toEqual({ origin: ORIGIN, ...head, signedBy: [log.verifier] });
    }
  });

  test("of the only leaf has no hash", () => {
    const checkpoint = signNote(formatCheckpoint({ origin: ORIGIN, size: 1, root: leafHash("alone") }), log);
    const proof = `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`;
    expect(formatTlogProof({ index: 0, path: [], checkpoint })).toBe(proof);
    expect(checkTlogProof(parseTlogProof(proof), leafHash("alone"), [log.verifier]).size).toBe(1);
  });

  test("shows no other leaf, place or path, and nothing without the key of the log", () => {
    const keys = [log.verifier];
    const check = (about: object, leaf = 4) => checkTlogProof({ ...proofOf(4), ...about }, leaves[leaf] as Hash, keys);
    expect(check({}).size).toBe(7);
    refuses(() => check({}, 5), "does not lead from leaf 4 to the root");
    refuses(() => check({ index: 5 }), "does not lead from leaf 5 to the root");
    refuses(() => check({ index: 7 }), "has no leaf 7");
    refuses(() => check({ path: proofOf(4).path.slice(1) }), "too short");
    refuses(() => check({ path: [...proofOf(4).path, EMPTY_ROOT] }), "too long");
    refuses(() => checkTlogProof(proofOf(4), leaves[4] as Hash, [witness.verifier]), "no known key");
  });

  test.for([
    ["nothing", ""],
    ["a checkpoint alone", CHECKPOINT],
    ["another version", PROOF.replace("@v1", "@v2")],
    ["no index", PROOF.replace("index 4\n", "")],
    ["a leading zero", PROOF.replace("index 4", "index 04")],
    ["an index beyond 2^53-1", PROOF.replace("index 4", "index 9007199254740992")],
    ["extra data behind the index", PROOF.replace("index 4\n", "index 4\nextra AAAA\n")],
    ["extra data twice", PROOF.replace("index", "extra AAAA\nextra AAAA\nindex")],
    ["extra data that is empty", PROOF.replace("index", "extra \nindex")],
    ["extra data that is no base64", PROOF.replace("index", "extra AAA\nindex")],
    ["a hash without padding", PROOF.replace("=\n", "\n")],
    ["a carriage return", PROOF.replace("\n", "\r\n")],
    ["no empty line before the checkpoint", PROOF.replace("\n\n", "\n")],
    ["two of them", PROOF.replace("\n\n", "\n\n\n")],
    ["a checkpoint without signature", PROOF.slice(0, PROOF.indexOf("—"))],
    ["a note that is no checkpoint", PROOF.replace(TEXT, "hello\n")],
    ["a path of 54 hashes", PROOF.replace("index 4\n", `index 4\n${`${formatHash(EMPTY_ROOT)}\n`.repeat(51)}`)],
  ] as const)("is not: %s", ([, text]) => {
    expect(() => parseTlogProof(text)).toThrow(InvalidProof);
  });

  test.for([
    ["an index that is none", { index: -1 }],
    ["extra data that is empty", { extra: new Uint8Array() }],
    ["a path of 54 hashes", { path: new Array(54).fill(EMPTY_ROOT) }],
    ["a checkpoint that is none", { checkpoint: signNote("hello\n", log) }],
  ] as const)("is not written with %s", ([, wrong]) => {
    expect(() => formatTlogProof({ ...proofOf(4), ...wrong })).toThrow(InvalidProof);
  });
});

test("what is read as a checkpoint or a proof is written the very same, and anything else is refused", () => {
  const extra = Buffer.from("more");
  const kinds = [
    [(text: string) => formatCheckpoint(parseCheckpoint(text)), damagedText(TEXT)],
    [
      (text: string) => formatTlogProof(parseTlogProof(text)),
      damagedText(PROOF, formatTlogProof({ ...proofOf(1), extra })),
    ],
  ] as const;
  for (const [thereAndBack, texts] of kinds) {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(texts, (text) => {
        try {
          expect(thereAndBack(text)).toBe(text);
          seen.read += 1;
        } catch (error) {
          if (!(error instanceof InvalidProof)) throw error;
          seen.refused += 1;
        }
      }),
      { numRuns: 3_000 },
    );
    expect(seen.read).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  }
});
