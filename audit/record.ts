import { hash } from "node:crypto";
import type { AuditRecord } from "#usecases/ports.ts";
import { canonical } from "./canonical.ts";
import { checkEnvelope } from "./envelope.ts";
import { InvalidRecord } from "./invalid-record.ts";

// This file and envelope.ts are the one place that knows format version 1: a record is one line of canonical JSON, and
// its hash is that of an RFC 6962 leaf over the bytes of the line. Trees, signatures and commitments are not in this
// version; they arrive with a new number in `v`, and the leaf hashes of old lines stay what they are.

/**
 * A record as the one line that is stored, hashed and handed out, without newline.
 * InvalidRecord for whatever `parseRecord` would not take back.
 */
export function formatRecord(record: AuditRecord): string {
  checkEnvelope(record);
  return canonical(record);
}

/**
 * Reads a line back. InvalidRecord when it is no JSON, lacks or misuses a member of the envelope, is of an unknown
 * version or event type, or would not format back to the very same text: that last rule rejects white space, other
 * escapes, another order of members, repeated members and fractions all at once.
 */
export function parseRecord(line: string): AuditRecord {
  const value = parseJson(line);
  checkEnvelope(value);
  if (canonical(value) !== line) throw new InvalidRecord("not in canonical form");
  return value;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new InvalidRecord("no JSON");
  }
}

/** What `prev` holds in the first record of all: 32 zero bytes. */
export const NO_HASH = Buffer.alloc(32).toString("base64");

/** The leaf hash of RFC 6962 over a line: SHA-256 of a zero byte and the line in UTF-8, as base64. */
export const hashOf = (line: string): string => hash("sha256", `\0${line}`, "base64");
