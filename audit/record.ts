import { hash } from "node:crypto";
import { canonical, isCanonical } from "./canonical.ts";
import { checkCommit, checkRecord, type LoggedRecord } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";

// This file, envelope.ts and sealing.ts are the one place that knows format version 2, which SPEC.md describes.

/** What a line of the log is: a record, or the signed note that closes a batch. */
export type LogLine =
  | { readonly is: "record"; readonly record: LoggedRecord }
  | { readonly is: "commit"; readonly note: string };

/** As many bytes as an entry of a tlog-tiles bundle can have. */
export const LONGEST = 65_535;

/**
 * A record as the one line that is stored, hashed and handed out, without newline. InvalidRecord for what canonical
 * JSON cannot say exactly, and for a line of more than 65,535 bytes.
 */
export function formatRecord(record: LoggedRecord): string {
  const line = canonical(record);
  checkLength(line);
  return line;
}

export const formatCommit = (note: string): string => canonical({ $commit: note });

/**
 * Reads a line back. InvalidRecord, with the kind of defect, when it is no JSON, lacks or misuses a member, or would
 * not format back to the very same text: that last rule rejects white space, other escapes, another order of members,
 * repeated members and fractions all at once.
 */
export function parseLine(line: string): LogLine {
  const value = parseJson(line);
  if (!isCanonical(value, line)) throw new InvalidRecord("not in canonical form", "not-canonical");
  if (checkCommit(value)) return { is: "commit", note: value.$commit };
  checkLength(line);
  checkRecord(value);
  return { is: "record", record: value };
}

function checkLength(line: string): void {
  if (line.length > LONGEST / 3 && Buffer.byteLength(line) > LONGEST)
    throw new InvalidRecord(`a record of more than ${LONGEST} bytes`, "too-long");
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InvalidRecord("no JSON", "not-json");
  }
}

/** What `prev` and `orgPrev` hold in a first record: 32 zero bytes. */
export const NO_HASH = Buffer.alloc(32).toString("base64");

// One buffer for all lines: hashing is synchronous, and nobody else sees it. The zero byte in front stays.
const leaf = Buffer.alloc(1 + LONGEST);

/** The leaf hash of RFC 6962 over a line: SHA-256 of a zero byte and the line in UTF-8, as base64. */
export function hashOf(line: string): string {
  if (line.length > LONGEST / 3) return hash("sha256", `\0${line}`, "base64");
  // Written into bytes the line is also made one piece of the many it was put together from.
  return hash("sha256", leaf.subarray(0, 1 + leaf.write(line, 1)), "base64");
}
