import fc from "fast-check";
import { expect, test } from "vitest";
import { PlainRecords } from "./plain-record.ts";
import { formatRecord, NO_HASH, parseLine } from "./record.ts";
import { acme, globex, nia, visited } from "./sample-events.ts";
import { sampleFiles } from "./sample-log.suite.ts";
import { NO_MATCH, sourceOf, textAt } from "./scan.ts";
import { sealedIn } from "./sealed-value.ts";

const decision = { effect: "deny", rule: "GRANT-03", because: "no login access was granted" } as const;
const files = await sampleFiles([
  [visited(0), visited(1, globex), { ...visited(2), decision }],
  [{ ...visited(3), delegateUser: nia, decision: { ...decision, effect: "allow" } }],
  [{ type: "login.ended", at: visited(4).at, org: acme, user: nia, reason: "logged out" }],
]);
const LINES = [...files]
  .filter(([path]) => /seg\/\d+\.jsonl$/.test(path))
  .flatMap(([, content]) => content.toString().split("\n").slice(0, -1));

const record = {
  v: 2,
  seq: 7,
  b: 3,
  prev: NO_HASH,
  org: acme,
  orgSeq: 0,
  orgPrev: NO_HASH,
  type: "login.visited",
  at: "2031-03-04T09:00:00.000Z",
  wall: "2031-03-04T09:00:00.001Z",
  mono: 0,
  nonce: "A".repeat(22),
} as const;
const line = formatRecord(record);

/** The list of what an event changes, and a value before it and behind it. */
const CHANGES = ["c", "changes", "d"].map((name) => `"${name}":{"$sealed":"${NO_HASH}"}`).join();

/** Reads a line in both ways: what is read in the short one has to be what the long one says. */
function isPlain(text: string, records = new PlainRecords()): boolean {
  const source = sourceOf(Buffer.from(text));
  const end = records.read(source, 0);
  if (end === NO_MATCH) return false;
  expect(end).toBe(source.bytes.length);
  const parsed = parseLine(text);
  if (parsed.is === "commit") throw new Error("a commit line was read as a record");
  const { found } = records;
  const { seq, b, prev, org, orgSeq, orgPrev, type, at, more, subject, number, hash } = parsed.record;
  const digestAt = (place: number) => textAt(source, place, 44);
  expect({
    ...found,
    prev: digestAt(found.prev),
    orgPrev: digestAt(found.orgPrev),
    org: textAt(source, found.org, found.orgLength),
  }).toMatchObject({
    ...{ seq, b, prev, org, orgLength: org.length, orgSeq, orgPrev, day: at.slice(0, 10), more: more === true },
    ...{ isStatement: type === "audit.org-stated", ...sealedIn(parsed.record) },
  });
  if (found.subject !== NO_MATCH) expect(textAt(source, found.subject, 18)).toBe(subject);
  if (found.number !== NO_MATCH) expect(found.number).toBe(number);
  if (found.hash !== NO_MATCH) expect(digestAt(found.hash)).toBe(hash);
  return true;
}

const withRows = line.replace('"mono"', `${CHANGES},"mono"`).replace('"seq"', '"rows":2,"seq"');

test("the records of a log are read in the short way, and its own in the long one, but what it states", () => {
  const types = LINES.map((text) => {
    const parsed = parseLine(text);
    return [parsed.is === "record" ? parsed.record.type : "commit", isPlain(text)].join(" ");
  });
  expect([...new Set(types)].sort()).toEqual([
    "audit.founded false",
    "audit.org-stated true",
    "audit.segment-sealed false",
    "commit false",
    "login.ended true",
    "login.visited true",
  ]);
});

test.for([
  ["as it is", line, true],
  ["a number of 15 digits", line.replace('"mono":0', '"mono":123456789012345'), true],
  ["a number of 16 digits", line.replace('"mono":0', '"mono":1234567890123456'), false],
  ["zero and a digit", line.replace('"mono":0', '"mono":00'), false],
  ["a fraction", line.replace('"mono":0', '"mono":0.5'), false],
  ["a power", line.replace('"mono":0', '"mono":1e3'), false],
  ["minus zero", line.replace('"nonce"', '"n":-0,"nonce"'), false],
  ["a detail below zero", line.replace('"nonce"', '"n":-1,"nonce"'), true],
  ["two members of one name", line.replace('"mono":0', '"mono":0,"mono":0'), false],
  ["members out of order", line.replace('"mono":0,', '"z":1,"mono":0,'), false],
  ["a space", line.replace('"mono":0', '"mono": 0'), false],
  ["an escape", line.replace('"nonce"', '"n":"\\u0041","nonce"'), false],
  ["a quote", line.replace('"nonce"', '"n":"\\"","nonce"'), false],
  ["a control character", line.replace('"nonce"', '"n":"\t","nonce"'), false],
  ["text beyond ASCII", line.replace('"nonce"', '"n":"é","nonce"'), false],
  ["a nested value", line.replace('"nonce"', '"n":{"a":1},"nonce"'), false],
  ["a seal where none can stand", line.replace('"nonce"', `"n-n":{"$sealed":"${NO_HASH}"},"nonce"`), false],
  ["a seal that is none", line.replace('"nonce"', '"n":{"$sealed":"A"},"nonce"'), false],
  ["a day that does not exist", line.replace("03-04T09:00:00.000Z", "02-29T09:00:00.000Z"), false],
  ["an hour that does not exist", line.replace("T09:00:00.000Z", "T24:00:00.000Z"), false],
  ["a second that does not exist", line.replace("T09:00:00.000Z", "T09:00:60.000Z"), false],
  ["without a member", line.replace('"mono":0,', ""), false],
  ["something behind it", `${line} `, false],
  ["a member cut off", line.slice(0, -1), false],
  ["rows", withRows, true],
  ["no rows", line.replace('"mono"', `${CHANGES},"mono"`).replace('"seq"', '"rows":0,"seq"'), false],
  [
    "rows without end",
    line.replace('"mono"', `${CHANGES},"mono"`).replace('"seq"', '"rows":999999999999999,"seq"'),
    true,
  ],
  ["rows without a list", line.replace('"seq"', '"rows":1,"seq"'), false],
  ["a list without rows", line.replace('"mono"', `${CHANGES},"mono"`), false],
  ["a list that is open", line.replace('"mono"', '"changes":"x","mono"').replace('"seq"', '"rows":1,"seq"'), false],
  ["nothing", "", false],
  [
    "as many bytes as a line can have",
    line.replace('"nonce"', `"n":"${"a".repeat(65_535 - line.length - 7)}","nonce"`),
    true,
  ],
  ["one byte more", line.replace('"nonce"', `"n":"${"a".repeat(65_536 - line.length - 7)}","nonce"`), false],
  ["a log's own type", line.replace("login.visited", "audit.opened"), false],
  ["a hash that is none", line.replace(NO_HASH, `${"A".repeat(42)}B=`), false],
] as const)("a record with %s", ([, text, plain]) => {
  expect(isPlain(text)).toBe(plain);
});

test("whatever is changed in a line, the short way says nothing that the long one does not", () => {
  const piece = fc.constantFrom(
    ...['"', ",", ":", "{", "}", "\\", "0", "1", "-", ".", "e", "é", " ", "$", "A", "true", "null", "[]", '"a":1,'],
    ...['"more":true,', '"changes":', '"$sealed":', "\u0000", "\u007f", "\ud800"],
  );
  const records = new PlainRecords();
  let plain = 0;
  fc.assert(
    fc.property(fc.constantFrom(...LINES, withRows), fc.nat(), fc.nat(3), piece, (text, at, cut, put) => {
      const from = at % text.length;
      if (isPlain(text.slice(0, from) + put + text.slice(from + cut), records)) plain += 1;
    }),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(100);
});

test("more orders of members than any catalogue has are left to the long way", () => {
  const records = new PlainRecords();
  const plain = Array.from({ length: 200 }, (_, n) =>
    isPlain(formatRecord({ ...record, [`a${n}`]: true } as Parameters<typeof formatRecord>[0]), records),
  );
  expect(plain.filter((one) => one)).toHaveLength(50);
  expect(isPlain(formatRecord({ ...record, a0: true } as Parameters<typeof formatRecord>[0]), records)).toBe(true);
});
