import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { damagedText } from "./damage.suite.ts";
import { InvalidProof } from "./invalid-proof.ts";
import { formatVerifierKey, parseVerifierKey, signerOf, type Verifier, verifierOf } from "./keys.ts";
import { formatNote, parseNote } from "./note.ts";
import { openNote, signNote } from "./signed-note.ts";

// The keys and notes that the documentation of golang.org/x/mod/sumdb/note and c2sp.org/signed-note show.
const PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const PETERS_SEED = Buffer.from("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz", "base64").subarray(1);
const ENOCH = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
const TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETERS =
  "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
const ENOCHS =
  "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
const NOTE = `${TEXT}\n${PETERS}`;

const peter = parseVerifierKey(PETER);
const enoch = parseVerifierKey(ENOCH);
const signers = ["one.example", "two.example/log", "trois.exämple"].map((name, at) =>
  signerOf(name, Buffer.alloc(32, at)),
);
const [one, two] = signers as [(typeof signers)[0], (typeof signers)[0]];

const refuses = (read: () => unknown, because: string) =>
  expect(read).toThrow(expect.objectContaining({ name: "InvalidProof", message: expect.stringContaining(because) }));

describe("published examples", () => {
  test("a key has the published id, and signs the published note to the byte", () => {
    const signer = signerOf("PeterNeumann", PETERS_SEED);
    expect(formatVerifierKey(signer.verifier)).toBe(PETER);
    expect(signNote(TEXT, signer)).toBe(NOTE);
  });

  test("a note is opened by each of its keys and by both", () => {
    const note = NOTE + ENOCHS;
    expect(openNote(note, [peter])).toEqual({ text: TEXT, signedBy: [peter] });
    expect(openNote(note, [enoch])).toEqual({ text: TEXT, signedBy: [enoch] });
    expect(openNote(note, [enoch, peter])).toEqual({ text: TEXT, signedBy: [peter, enoch] });
  });

  test("the key of Go's checksum database opens what the database signed", () => {
    const key = parseVerifierKey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    const text = "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n";
    const signature =
      "— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n";
    expect(openNote(`${text}\n${signature}`, [key]).text).toBe(text);
  });

  test("the text of a note may have empty lines and any letters", () => {
    const text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n";
    const signature =
      "— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    const note = parseNote(`${text}\n${signature}`);
    expect(note).toMatchObject({ text, signatures: [{ name: "quasimodo.example/salvatore", id: "367ba04b" }] });
    expect(formatNote(note)).toBe(`${text}\n${signature}`);
  });
});

describe("opening", () => {
  const note = signNote(TEXT, one, two);
  const bad = `— one.example ${Buffer.concat([Buffer.from(one.verifier.id, "hex"), Buffer.alloc(64)]).toString("base64")}\n`;

  test("signatures of unknown keys are passed over, even under a known name or id", () => {
    const namesake = signerOf("one.example", Buffer.alloc(32, 9));
    const doppelganger: Verifier = { name: "three.example", id: one.verifier.id, verifies: () => false };
    expect(openNote(note, [two.verifier]).signedBy).toEqual([two.verifier]);
    expect(openNote(signNote(TEXT, namesake, one), [one.verifier]).signedBy).toEqual([one.verifier]);
    expect(openNote(note, [doppelganger, two.verifier]).signedBy).toEqual([two.verifier]);
    // Twice the same line is for those to judge who know the key.
    expect(openNote(signNote(TEXT, one, one, two), [two.verifier]).signedBy).toEqual([two.verifier]);
  });

  test.for([
    ["no known key", note, [peter], "no signature of a known key"],
    ["no key at all", note, [], "no signature of a known key"],
    ["another text", note.replace("your", "my"), [one.verifier], 'the signature of "one.example" does not verify'],
    ["a bad signature beside a good one", note.replace(/— one.*\n/, bad), [one.verifier, two.verifier], "not verify"],
    ["a key that signed twice", signNote(TEXT, one, one), [one.verifier], 'two signatures of "one.example"'],
    ["a known key twice", note, [one.verifier, one.verifier], "two known keys"],
    ["a signature cut short", note.replace(/(— one\S* \S{88})\S+/, "$1"), [one.verifier], "not verify"],
  ] as const)("%s is refused", ([, text, keys, because]) => {
    refuses(() => openNote(text, keys), because);
  });

  test("every flipped bit of a note is noticed", () => {
    const bytes = Buffer.from(note);
    const opened: string[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      try {
        // Of a note with two signatures both must hold: otherwise a flip could turn one into that of a stranger.
        if (openNote(flipped.toString(), [one.verifier, two.verifier]).signedBy.length === 2) opened.push(`bit ${bit}`);
      } catch (error) {
        if (!(error instanceof InvalidProof)) throw error;
      }
    }
    expect(opened).toEqual([]);
  });
});

const SIGNATURE = PETERS.slice("— PeterNeumann ".length, -1);

test.for([
  ["nothing", ""],
  ["text alone", TEXT],
  ["no empty line", `${TEXT}${PETERS}`],
  ["no signature", `${TEXT}\n`],
  ["a last line without newline", NOTE.slice(0, -1)],
  ["a newline more", `${NOTE}\n`],
  ["text after the signatures", `${NOTE}And so on\n`],
  ["a carriage return", NOTE.replace("\n", "\r\n")],
  ["a tab", NOTE.replace(" ", "\t")],
  ["a zero character", NOTE.replace("If", "\0")],
  ["a lone surrogate", NOTE.replace("If", "\ud800")],
  ["a hyphen for the dash", NOTE.replace("—", "-")],
  ["no name", NOTE.replace("PeterNeumann ", "")],
  ["an empty name", NOTE.replace("PeterNeumann", "")],
  ["a name with a plus sign", NOTE.replace("PeterNeumann", "Peter+Neumann")],
  ["a name with a no-break space", NOTE.replace("PeterNeumann", "Peter\u00a0Neumann")],
  ["a name with a next-line character", NOTE.replace("PeterNeumann", "Peter\u0085Neumann")],
  ["a name with a line separator", NOTE.replace("PeterNeumann", "Peter\u2028Neumann")],
  ["two spaces", NOTE.replace("PeterNeumann ", "PeterNeumann  ")],
  ["a space behind the signature", NOTE.replace("=\n", "= \n")],
  ["no base64", NOTE.replace(SIGNATURE, "%")],
  ["base64 without padding", NOTE.replace("=\n", "\n")],
  ["base64 with bits left over", NOTE.replace("AM=", "AN=")],
  ["base64 of the other alphabet", NOTE.replace("x08go/", "x08go_")],
  ["a signature of no bytes", NOTE.replace(SIGNATURE, "x08gow==")],
  ["101 signatures", `${TEXT}\n${PETERS.repeat(101)}`],
  ["very many signatures", `${TEXT}\n${PETERS.repeat(100_000)}`],
] as const)("%s is no note", ([, text]) => {
  expect(() => parseNote(text)).toThrow(InvalidProof);
});

test("100 signatures are a note", () => {
  expect(parseNote(`${TEXT}\n${PETERS.repeat(100)}`).signatures).toHaveLength(100);
});

test.for([
  ["an empty text", "", one],
  ["a text whose last line is cut off", "one\ntwo", one],
  ["a control character", "one\u0007\n", one],
] as const)("%s is not signed", ([, text, signer]) => {
  expect(() => signNote(text, signer)).toThrow(InvalidProof);
});

test("a note without signatures, and signatures that no line could hold, are not written", () => {
  const signature = { name: "one.example", id: "00000000", bytes: Uint8Array.of(1) };
  expect(() => formatNote({ text: TEXT, signatures: [] })).toThrow(InvalidProof);
  for (const wrong of [
    { name: "" },
    { name: "a b" },
    { name: "a\n" },
    { id: "0000000" },
    { id: "A0000000" },
    { bytes: Buffer.of() },
  ])
    expect(() => formatNote({ text: TEXT, signatures: [{ ...signature, ...wrong }] })).toThrow(InvalidProof);
});

test.for([
  ["nothing", ""],
  ["a name", "PeterNeumann"],
  ["no key", "PeterNeumann+c74f20a3"],
  ["no name", PETER.replace("PeterNeumann", "")],
  ["a name with a space", PETER.replace("PeterNeumann", "Peter Neumann")],
  ["another name", PETER.replace("PeterNeumann", "PeterNewman")],
  ["another id", PETER.replace("c74f20a3", "c74f20a4")],
  ["an id in capitals", PETER.replace("c74f20a3", "C74F20A3")],
  ["an id too short", PETER.replace("c74f20a3", "c74f20a")],
  ["a key too long", PETER.replace("10TW", "10TWBADK")],
  ["a key too short", PETER.slice(0, -4)],
  ["another type of key", "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"],
  ["another type of key under the id of an Ed25519 one", PETER.replace("ARpc", "ZRpc")],
  ["a newline", `${PETER}\n`],
  ["base64 of the other alphabet", PETER.replace("qq/", "qq_")],
] as const)("%s is no verifier key", ([, text]) => {
  expect(() => parseVerifierKey(text)).toThrow(InvalidProof);
});

test("keys of another length and unspeakable names make no key", () => {
  expect(() => signerOf("one.example", Buffer.alloc(31))).toThrow(InvalidProof);
  expect(() => verifierOf("one.example", Buffer.alloc(33))).toThrow(InvalidProof);
  expect(() => signerOf("one example", Buffer.alloc(32))).toThrow(InvalidProof);
});

describe("for any input", () => {
  test("a signed text is opened again", () => {
    const text = fc.string({ unit: "grapheme" }).map((line) => `${line.replace(/\p{Cc}/gu, "")}\n`);
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1 }).map((lines) => lines.join("")),
        fc.subarray(signers, { minLength: 1 }),
        (text, by) => {
          const note = signNote(text, ...by);
          expect(
            openNote(
              note,
              signers.map(({ verifier }) => verifier),
            ),
          ).toEqual({ text, signedBy: by.map(({ verifier }) => verifier) });
          expect(formatNote(parseNote(note))).toBe(note);
        },
      ),
    );
  });

  test("what is read as a note or a key is written the very same, and anything else is refused", () => {
    const seen = { read: 0, refused: 0 };
    fc.assert(
      fc.property(damagedText(NOTE, NOTE + ENOCHS, signNote("a\n\nb\n", ...signers)), (text) => {
        same(text, (text) => formatNote(parseNote(text)), seen);
      }),
      { numRuns: 5_000 },
    );
    fc.assert(
      fc.property(damagedText(PETER, ENOCH), (text) => {
        same(text, (text) => formatVerifierKey(parseVerifierKey(text)), seen);
      }),
      { numRuns: 2_000 },
    );
    // Both sides were tried: a damaged text may still be a note, which only its signatures tell.
    expect(seen.read).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
  });
});

function same(text: string, thereAndBack: (text: string) => string, seen: { read: number; refused: number }): void {
  try {
    expect(thereAndBack(text)).toBe(text);
    seen.read += 1;
  } catch (error) {
    if (!(error instanceof InvalidProof)) throw error;
    seen.refused += 1;
  }
}
