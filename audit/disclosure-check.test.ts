import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonical } from "./canonical.ts";
import { Dice } from "./corpus/dice.ts";
import { LogMaker, type Members, ORIGIN, signerAt, vkeyOf } from "./corpus/maker.ts";
import { formatDisclosureLine, type ValueName } from "./disclosure-line.ts";
import { encrypt, KeyRing } from "./key-ring.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { acme, nia, visited } from "./sample-events.ts";
import { openSample, seeded } from "./sample-log.suite.ts";
import { commitmentTo } from "./sealing.ts";
import type { Verdict } from "./verdict.ts";
import { verify } from "./verify.ts";

const salt = "A".repeat(22);
const committed = (name: string, text: string, by = salt) => commitmentTo({ salt: by, name, text });
const pair = (text: string): string => `["${salt}",${text}]`;

/** Values as a forger puts them into a box: their names, and the plaintext whatever it is. */
type Boxed = readonly [names: readonly string[], plaintext: string | Buffer];

/** The verdict on a log of which record 1 has these members, with its values in boxes that a key opens. */
async function verdictOf(members: Members, ...boxes: readonly Boxed[]): Promise<Verdict> {
  const change = (open: Members): Members => ({ ...open, ...members });
  const maker = new LogMaker(new Dice("boxes"), { record: { at: 1, change } });
  const founded = { type: "audit.founded", org: "platform", origin: ORIGIN, key: vkeyOf(signerAt(0)) };
  maker.batch({ records: [founded, { type: "org.changed", org: acme }], rotates: false });
  maker.endSegment(false);
  maker.finish({ checkpoint: undefined, hasSigner: true });
  const disk = new MemoryDisk(maker.files);
  const key = new KeyRing(disk, "keys", seeded("ring")).keyOf(acme, "");
  const lines = boxes.map(([names, plaintext]) => {
    const of = names.map((name): ValueName => [1, name]);
    const box = encrypt(plaintext as string, key, `0 ${acme} ${key.k}`, seeded("box"));
    return `${formatDisclosureLine({ b: 0, org: acme, k: key.k, of, box })}\n`;
  });
  bytesOfFirst = Buffer.byteLength(lines[0] ?? "");
  disk.replace("audit/disclosures/000000000000.jsonl", lines.join(""));
  return verify({ disk, folder: "audit", signerState: "signer/state", keys: "keys" });
}

/** Where the second line begins of the log that was made last. */
let bytesOfFirst = 0;

const FILE = "disclosures/000000000000.jsonl";
const badAt = (byte: number) => ({ verdict: "bad", defect: { kind: "bad-disclosure", file: FILE, byte } });

describe("the items of a list", () => {
  const rows = ["1", "2"];
  const list = canonical(rows.map((text, n) => ({ $sealed: committed(`changes.${n}`, text) })));
  const members = { changes: { $sealed: committed("changes", list) }, rows: 2 };
  const names = ["changes.0", "changes.1"];
  const theList: Boxed = [["changes"], `[${pair(list)}]`];
  const items = (...texts: readonly string[]): Boxed => [names, `[${texts.map(pair).join()}]`];

  test("are compared with it, whichever line stands before the other", async () => {
    expect(await verdictOf(members, theList, items("1", "2"))).toMatchObject({ verdict: "good" });
    expect(await verdictOf(members, items("1", "2"), theList)).toMatchObject({ verdict: "good" });
    const both: Boxed = [["changes", ...names], `[${[list, "1", "3"].map(pair).join()}]`];
    expect(await verdictOf(members, both)).toMatchObject(badAt(0));
    for (const forged of [items("1", "3"), items("2", "1")]) {
      for (const lines of [
        [theList, forged],
        [forged, theList],
      ])
        expect(await verdictOf(members, ...lines)).toMatchObject(badAt(bytesOfFirst));
    }
  });

  test("are due as many as the record says, however many those are", async () => {
    for (const many of [1, 3, 10_001, Number.MAX_SAFE_INTEGER]) {
      const told = { ...members, rows: many };
      expect(await verdictOf(told, theList, items("1", "2"))).toMatchObject(badAt(0));
      const defect = many === 1 ? { kind: "bad-disclosure" } : { because: 'no line names "changes" of record 1' };
      expect(await verdictOf(told, items("1", "2"))).toMatchObject({ verdict: "bad", defect });
    }
  });

  test.for([
    "null",
    "5",
    '"x"',
    "{}",
    "[]",
    "[null,null]",
    "[5,5]",
    "[[],[]]",
    "[{},{}]",
    '[{"$sealed":"x"},{"$sealed":"y"}]',
    '[{"$sealed":null},{"$sealed":null}]',
    list.replace("}", ',"more":1}'),
    '{"length":2}',
  ])("stand in a list of commitments and not in %s", async (text) => {
    const told = { ...members, changes: { $sealed: committed("changes", text) } };
    const box: Boxed = [["changes"], `[${pair(text)}]`];
    expect(await verdictOf(told, box, items("1", "2"))).toMatchObject(badAt(0));
    expect(await verdictOf(told, items("1", "2"), box)).toMatchObject(badAt(bytesOfFirst));
  });
});

describe("what a box holds", () => {
  const value = '{"a":"é","b":[1]}';
  const members = { page: { $sealed: committed("page", value) } };
  const whole = `[${pair(value)}]`;

  test("is good as the writer has it", async () => {
    expect(await verdictOf(members, [["page"], whole])).toMatchObject({ verdict: "good" });
    const deep = `${"[".repeat(64)}${"]".repeat(64)}`;
    const deepest = { page: { $sealed: committed("page", deep) } };
    expect(await verdictOf(deepest, [["page"], `[${pair(deep)}]`])).toMatchObject({ verdict: "good" });
  });

  test.for([
    ["nothing", ""],
    ["null", "null"],
    ["a number", "5"],
    ["an object", `{"0":${pair(value)},"length":1}`],
    ["no pair", "[]"],
    ["null for a pair", "[null]"],
    ["a number for a pair", "[5]"],
    ["an object for a pair", `[{"0":"${salt}","1":${value}}]`],
    ["an empty pair", "[[]]"],
    ["a salt alone", `[["${salt}"]]`],
    ["a value too much", `[["${salt}",${value},1]]`],
    ["two pairs", `[${pair(value)},${pair(value)}]`],
    ["a salt that is no text", `[[0,${value}]]`],
    ["something behind it", `${whole} `],
    ["white space", whole.replace(":", ": ")],
    ["members out of order", `[${pair('{"b":[1],"a":"é"}')}]`],
    ["a member twice", `[${pair('{"a":"é","a":"é","b":[1]}')}]`],
    ["a fraction", `[${pair('{"a":"é","b":[1.0]}')}]`],
    ["an escape", `[${pair('{"a":"\\u00e9","b":[1]}')}]`],
    ["bytes that are no UTF-8", Buffer.from(whole, "latin1")],
    ["a byte order mark", `\ufeff${whole}`],
    ["too many levels", `[${pair(`${"[".repeat(65)}${"]".repeat(65)}`)}]`],
    ["levels without end", `${"[".repeat(200_000)}${"]".repeat(200_000)}`],
  ] as const)("is not %s", async ([, plaintext]) => {
    expect(await verdictOf(members, [["page"], plaintext])).toMatchObject(badAt(0));
  });

  test.for(["", "A", "A".repeat(21), `${"A".repeat(21)}B`, `${"A".repeat(22)}==`, `${"+".repeat(21)}A`, 'x","page'])(
    "is no salt such as %s, though the commitment was made with it",
    async (other) => {
      for (const text of ["1", '"é"']) {
        const told = { page: { $sealed: committed("page", text, other) } };
        const plaintext = `[[${JSON.stringify(other)},${text}]]`;
        expect(await verdictOf(told, [["page"], plaintext])).toMatchObject(badAt(0));
      }
    },
  );
});

describe("whatever is in a box,", () => {
  const rows = ['{"id":"1"}', '"é"'];
  const list = canonical(rows.map((text, n) => ({ $sealed: committed(`changes.${n}`, text) })));
  const members = {
    changes: { $sealed: committed("changes", list) },
    page: { $sealed: committed("page", '"page"') },
    rows: 2,
  };
  const names = ["changes", "changes.0", "changes.1", "page"];
  const whole = `[${[list, ...rows, '"page"'].map(pair).join()}]`;

  test("it is told as a defect of its line", async () => {
    expect(await verdictOf(members, [names, whole])).toMatchObject({ verdict: "good" });
    const piece = fc.constantFrom(
      ...['"', ",", ":", "[", "]", "{", "}", "0", "1", "-", "é", "\\", " ", "null", "[]", "{}", "\ud800", "\u0000"],
    );
    const edited = fc
      .tuple(fc.nat(whole.length), fc.nat(3), piece)
      .map(([from, cut, put]) => whole.slice(0, from) + put + whole.slice(from + cut));
    const replaced = fc
      .tuple(fc.nat(3), fc.jsonValue())
      .map(([place, value]) => JSON.stringify(JSON.parse(whole).with(place, value)));
    const revalued = fc
      .tuple(fc.nat(3), fc.jsonValue())
      .map(([place, value]) => JSON.stringify(JSON.parse(whole).with(place, [salt, value])));
    const any = fc.jsonValue().map((value) => JSON.stringify(value));
    await fc.assert(
      fc.asyncProperty(fc.oneof(edited, replaced, revalued, any), async (plaintext) => {
        fc.pre(Buffer.from(plaintext).toString() !== whole);
        expect(await verdictOf(members, [names, plaintext])).toMatchObject(badAt(0));
      }),
      { numRuns: 1000 },
    );
  });

  test("a list that was committed to is told too, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.jsonValue(),
          fc.array(fc.oneof(fc.jsonValue(), fc.record({ $sealed: fc.jsonValue() })), { maxLength: 3 }),
        ),
        async (value) => {
          let text: string;
          try {
            text = canonical(value);
          } catch {
            return;
          }
          const told = { changes: { $sealed: committed("changes", text) }, rows: 2 };
          expect(await verdictOf(told, [["changes"], `[${pair(text)}]`])).toMatchObject(badAt(0));
        },
      ),
      { numRuns: 500 },
    );
  });
});

test("the writer puts items before their list where their people stand in an event before, and that is good", async () => {
  const disk = new MemoryDisk();
  const log = await openSample(disk, "items", 1_000_000);
  const changes = [{ table: "users", id: nia.id, row: null }];
  await log.append([visited(0), { type: "org.changed", at: visited(0).at, org: acme, what: "x", changes } as never]);
  await log.close();
  const lines = disk.read("state/audit/disclosures/000000000000.jsonl").toString();
  expect(lines.indexOf('"changes.0"')).toBeLessThan(lines.indexOf('"changes"'));
  const about = { disk, folder: "state/audit", signerState: "state/signer/state", keys: "state/keys" };
  expect(await verify(about)).toMatchObject({ verdict: "good" });
});
