import { hash } from "node:crypto";

/** Most texts are shorter; what is longer takes the way that makes new bytes for each. */
const BYTES = 64 * 1024;

// One buffer for all: hashing is synchronous, and nobody else sees it.
const bytes = Buffer.alloc(BYTES);

/** SHA-256 of a text in UTF-8, as base64. */
export function hashOfText(text: string): string {
  if (text.length > BYTES / 3) return hash("sha256", text, "base64");
  // Written into bytes the text is also made one piece of the many it was put together from.
  return hash("sha256", bytes.subarray(0, bytes.write(text)), "base64");
}
