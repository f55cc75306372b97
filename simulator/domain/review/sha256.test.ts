import { hash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.ts";

test("the hash is that of every other machine", () => {
  const ascii = fc.string({ unit: "binary-ascii", maxLength: 300 });
  fc.assert(fc.property(ascii, (text) => sha256(text) === hash("sha256", text, "hex")));
});

test.for([0, 1, 55, 56, 63, 64, 119, 120, 128])("padding of %i characters", (length) => {
  const text = "a".repeat(length);
  expect(sha256(text)).toBe(hash("sha256", text, "hex"));
});

test("no text beyond ASCII is hashed as something else", () => {
  expect(() => sha256("Straße")).toThrow("ASCII");
});
