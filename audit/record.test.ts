import fc from "fast-check";
import { expect, test } from "vitest";
import { EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import { fromMillis } from "#domain/time.ts";
import type { LoggedRecord } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";
import { formatCommit, formatRecord, hashOf, NO_HASH, parseLine } from "./record.ts";
import { acme, nia, visited } from "./sample-events.ts";

const SEALED = { $sealed: NO_HASH };
const record = {
  ...{ ...visited(1), page: SEALED, v: 2, seq: 0, b: 0, prev: NO_HASH, orgSeq: 0, orgPrev: NO_HASH },
  ...{ wall: visited(1).at, mono: 7, nonce: "A".repeat(22) },
} as unknown as LoggedRecord;
const line = formatRecord(record);

test("is written as one canonical line", () => {
  expect(line).toBe(
    `{"at":"2031-03-04T09:00:00.001Z","b":0,"mono":7,"nonce":"AAAAAAAAAAAAAAAAAAAAAA","org":"${acme}",` +
      `"orgPrev":"${NO_HASH}","orgSeq":0,"page":{"$sealed":"${NO_HASH}"},"prev":"${NO_HASH}","seq":0,` +
      `"type":"login.visited","user":{"id":"${nia.id}","org":"${acme}"},"v":2,"wall":"2031-03-04T09:00:00.001Z"}`,
  );
});

const bytesIn = (size: number, encoding: "base64" | "base64url") =>
  fc.uint8Array({ minLength: size, maxLength: size }).map((bytes) => Buffer.from(bytes).toString(encoding));
const instants = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2999-01-01"), noInvalidDate: true })
  .map((date) => fromMillis(date.getTime()));

test("formatting and parsing undo each other", () => {
  const sealed = bytesIn(32, "base64").map(($sealed) => ({ $sealed }));
  const records = fc.record(
    {
      seq: fc.maxSafeNat(),
      b: fc.maxSafeNat(),
      orgSeq: fc.maxSafeNat(),
      prev: bytesIn(32, "base64"),
      orgPrev: bytesIn(32, "base64"),
      nonce: bytesIn(16, "base64url"),
      mono: fc.maxSafeNat(),
      type: fc.constantFrom(...(Object.keys(EVENT_CATALOGUE) as EventType[])),
      at: instants,
      wall: instants,
      more: fc.constant(true as const),
      page: fc.oneof(sealed, fc.string({ unit: "grapheme" })),
      decision: fc.record({
        effect: fc.constantFrom("allow", "deny"),
        rule: fc.constantFrom("GRANT-03", "LOGIN-16"),
        because: fc.oneof(sealed, fc.string({ unit: "grapheme" })),
      }),
    },
    { requiredKeys: [] },
  );
  const rows = fc.option(fc.record({ changes: sealed, rows: fc.integer({ min: 1 }) }), { nil: undefined });
  fc.assert(
    fc.property(records, rows, (about, changed) => {
      const whole = { ...record, ...about, ...changed } as LoggedRecord;
      const text = formatRecord(whole);
      expect(parseLine(text)).toEqual({ is: "record", record: whole });
      expect(text).not.toContain("\n");
    }),
  );
});

test("a commit line is read back as the note it holds", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (note) => {
      expect(parseLine(formatCommit(note))).toEqual({ is: "commit", note });
    }),
  );
});

// What every member can be and cannot be is tried in corpus/record-forgeries.ts, through both verifiers.
test.for([
  ["no JSON", line.slice(1), "not-json"],
  ["no object", "[]", "bad-form"],
  ["a space", line.replace(":", ": "), "not-canonical"],
  ["a repeated member", line.replace('"seq":0', '"seq":1,"seq":0'), "not-canonical"],
  ["a fraction", line.replace('"seq":0', '"seq":0.5'), "not-canonical"],
  ["a lone surrogate", line.replace("2031", "\\ud800"), "not-canonical"],
  ["another version", line.replace('"v":2', '"v":1'), "bad-form"],
  ["a hash that is no base64 of 32 bytes", line.replace("A=", "B="), "bad-form"],
  ["a day that does not exist", line.replace("03-04", "02-30"), "bad-form"],
  ["a commitment within a value", line.replace('{"$sealed"', '[{"$sealed"').replace('="}', '="}]'), "bad-form"],
  ["two things at once", '{"$commit":"x","v":2}', "bad-form"],
  ["a newline behind it", `${line}\n`, "not-canonical"],
  [
    "more bytes than an entry of a tile has",
    line.replace('"mono":7', `"mono":7,"n":"${"é".repeat(32_768)}"`),
    "too-long",
  ],
  ["a depth that no stack could bear", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "not-canonical"],
] as const)("rejects a line with %s, and says what kind of defect it is", ([, broken, kind]) => {
  expect(broken).not.toBe(line);
  expect(() => parseLine(broken)).toThrow(expect.objectContaining({ name: "InvalidRecord", kind }));
});

test("takes a record of 65,535 bytes and none of one more", () => {
  const filled = (size: number) => ({
    ...record,
    note: "x".repeat(size - Buffer.byteLength(line) - '"note":"",'.length),
  });
  expect(Buffer.byteLength(formatRecord(filled(65_535)))).toBe(65_535);
  expect(() => formatRecord(filled(65_536))).toThrow(expect.objectContaining({ kind: "too-long" }));
  expect(parseLine(formatRecord(filled(65_535))).is).toBe("record");
});

test("says what is wrong", () => {
  expect(() => parseLine(line.replace('"v":2', '"v":3'))).toThrow('"v" cannot be 3');
  expect(() => parseLine(line.replace(',"v":2', ""))).toThrow('"v" is missing');
  expect(() => formatRecord({ ...record, note: "\udead" })).toThrow(InvalidRecord);
});

test("hashes as a leaf of RFC 6962", () => {
  // The leaf hash of the empty entry, from the test vectors of RFC 6962 implementations.
  expect(Buffer.from(hashOf(""), "base64").toString("hex")).toBe(
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  );
  expect(hashOf("ü")).not.toBe(hashOf("u"));
});
