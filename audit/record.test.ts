import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { formatRecord, hashOf, NO_HASH, parseRecord } from "./record.ts";
import { acme, nia, visited } from "./sample-events.ts";

const record = { ...visited(1), v: 1, seq: 0, prev: NO_HASH, orgSeq: 0 } as const;
const line = formatRecord(record);

test("is written as one canonical line", () => {
  expect(line).toBe(
    `{"at":"2031-03-04T09:00:00.001Z","org":"${acme}","orgSeq":0,"page":"page 1","prev":"${NO_HASH}",` +
      `"seq":0,"type":"login.visited","user":{"id":"${nia.id}","org":"${acme}"},"v":1}`,
  );
});

test("formatting and parsing undo each other", () => {
  const records = fc.record({
    seq: fc.maxSafeNat(),
    orgSeq: fc.maxSafeNat(),
    prev: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    at: fc
      .date({ min: new Date("2000-01-01"), max: new Date("2999-01-01"), noInvalidDate: true })
      .map((date) => fromMillis(date.getTime())),
    page: fc.string({ unit: "grapheme" }),
    decision: fc.record({
      effect: fc.constantFrom("allow", "deny"),
      rule: fc.constantFrom("GRANT-03", "LOGIN-16"),
      because: fc.string({ unit: "grapheme" }),
    }),
  });
  fc.assert(
    fc.property(records, (about) => {
      const whole = { ...record, ...about };
      const text = formatRecord(whole);
      expect(parseRecord(text)).toEqual(whole);
      expect(formatRecord(parseRecord(text))).toBe(text);
      expect(text).not.toContain("\n");
    }),
  );
});

test.for([
  ["no JSON", line.slice(1)],
  ["no object", "[]"],
  ["a space", line.replace(":", ": ")],
  ["another order", line.replace('"seq":0,"type":"login.visited"', '"type":"login.visited","seq":0')],
  ["a repeated member", line.replace('"seq":0', '"seq":1,"seq":0')],
  ["another escape", line.replace("page 1", "\\u0070age 1")],
  ["a fraction", line.replace('"seq":0', '"seq":0.5')],
  ["a whole number written as a fraction", line.replace('"seq":0', '"seq":0.0')],
  ["minus zero", line.replace('"seq":0', '"seq":-0')],
  ["a lone surrogate", line.replace("page 1", "\\ud800")],
  ["another version", line.replace('"v":1', '"v":2')],
  ["a type outside the catalogue", line.replace("login.visited", "login.faked")],
  ["a type that every object inherits", line.replace("login.visited", "toString")],
  ["a hash that is no base64 of 32 bytes", line.replace("A=", "B=")],
  ["no version", line.replace(',"v":1', "")],
  ["no hash", line.replace(`"prev":"${NO_HASH}",`, "")],
  ["no number in the org", line.replace('"orgSeq":0,', "")],
  ["an instant without milliseconds", line.replace(".001Z", "Z")],
  ["a day that does not exist", line.replace("03-04", "02-30")],
  ["an org that is none", line.replace(`"org":"${acme}","orgSeq"`, '"org":"acme","orgSeq"')],
  ["a user without org", line.replace(`,"org":"${acme}"},"v"`, '},"v"')],
  ["more that is not true", line.replace('"org":', '"more":false,"org":')],
  [
    "a decision that is neither",
    line.replace('"org":', '"decision":{"because":"","effect":"maybe","rule":"GRANT-03"},"org":'),
  ],
  [
    "a change of a table there is not",
    line.replace('"org":', '"changes":[{"id":"1","row":null,"table":"secrets"}],"org":'),
  ],
  ["a newline behind it", `${line}\n`],
] as const)("rejects a line with %s", ([, broken]) => {
  expect(broken).not.toBe(line);
  expect(() => parseRecord(broken)).toThrow(InvalidRecord);
});

test("says what is wrong", () => {
  expect(() => parseRecord(line.replace("login.visited", "login.faked"))).toThrow('"type" cannot be "login.faked"');
  expect(() => parseRecord(line.replace(',"v":1', ""))).toThrow('"v" is missing');
});

test("does not write what it could not read back", () => {
  expect(() => formatRecord({ ...record, org: "acme" as typeof acme })).toThrow('"org" cannot be "acme"');
  expect(() => formatRecord({ ...record, page: "\udead" })).toThrow("lone surrogate");
});

test("hashes as a leaf of RFC 6962", () => {
  // The leaf hash of the empty entry, from the test vectors of RFC 6962 implementations.
  expect(Buffer.from(hashOf(""), "base64").toString("hex")).toBe(
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
  expect(hashOf("ü")).not.toBe(hashOf("u"));
});
