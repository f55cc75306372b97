import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, isCanonical } from "./canonical.ts";
import { InvalidRecord } from "./invalid-record.ts";

test.for([
  [
    "members in the order of their code units",
    { b: 1, a: 2, "10": 3, "9": 4, é: 5, "😀": 6, ﬀ: 7 },
    '{"10":3,"9":4,"a":2,"b":1,"é":5,"😀":6,"ﬀ":7}',
  ],
  ["no member that is undefined", { a: undefined, b: null }, '{"b":null}'],
  ["the short escapes of RFC 8785", '\b\t\n\f\r"\\\u0001/\u007f\u2028', '"\\b\\t\\n\\f\\r\\"\\\\\\u0001/\u007f\u2028"'],
  ["minus zero as zero", -0, "0"],
  ["the largest whole number", 2 ** 53 - 1, "9007199254740991"],
  ["a member called __proto__", JSON.parse('{"__proto__":[true,false]}'), '{"__proto__":[true,false]}'],
] as const)("writes %s", ([, value, text]) => {
  expect(canonical(value)).toBe(text);
});

test.for([
  ["a fraction", 1.5],
  ["a number too large", 2 ** 53],
  ["not a number", Number.NaN],
  ["a big integer", 1n],
  ["a lone surrogate", { text: "\ud800" }],
  ["a lone surrogate in a name", { "\udc00": 1 }],
  ["a hole in an array", new Array(1)],
  ["undefined in an array", [undefined]],
  ["a date", { at: new Date(0) }],
  ["a map", new Map()],
  ["a function", () => 1],
  ["endless nesting", JSON.parse("[".repeat(100_000) + "]".repeat(100_000))],
] as const)("rejects %s", ([, value]) => {
  expect(() => canonical(value)).toThrow(InvalidRecord);
});

test("says the same value in the same text, whatever order its members were made in", () => {
  const values = fc.anything({
    values: [fc.string({ unit: "binary" }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null)],
    key: fc.string({ unit: "binary", maxLength: 6 }),
    maxDepth: 3,
    maxKeys: 4,
    withNullPrototype: true,
  });
  fc.assert(
    fc.property(values, (value) => {
      const text = canonical(value);
      expect(JSON.parse(text)).toEqual(value);
      expect(canonical(JSON.parse(text))).toBe(text);
      expect(canonical(reversed(value))).toBe(text);
    }),
  );
});

/** The same value with the members of every object made in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).reverse();
  return Object.fromEntries(entries.map(([name, member]) => [name, reversed(member)]));
}

test("knows the texts it would write, among all others", () => {
  const pieces = fc.constantFrom(
    ...["{", "}", "[", "]", ",", ":", '"a"', '"b"', '"\\u0041"', '"\\ud800"', '"\\\\ud800"', '"é"', '"__proto__"'],
    ...["0", "1", "-0", "1.0", "1e3", "9007199254740991", "9007199254740992", "null", "true", " ", '"10":1', '"9":1'],
  );
  const mixtures = fc.array(pieces, { maxLength: 12 }).map((some) => some.join(""));
  const texts = fc.oneof(
    mixtures,
    fc.json(),
    fc.json().map((text) => text.replace(" ", "")),
  );
  let canonicalOnes = 0;
  fc.assert(
    fc.property(texts, (text) => {
      const value = parsed(text);
      if (value === undefined) return;
      const is = isCanonical(value.value, text);
      expect(is).toBe(written(value.value) === text);
      if (is) canonicalOnes += 1;
    }),
    { numRuns: 3000 },
  );
  expect(canonicalOnes).toBeGreaterThan(100);
});

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function written(value: unknown): string | undefined {
  try {
    return canonical(value);
  } catch {
    return undefined;
  }
}

test.for([64, 65, 100_000])("a text of %i levels is canonical up to 64", (depth) => {
  const text = "[".repeat(depth) + "]".repeat(depth);
  expect(isCanonical(JSON.parse(text), text)).toBe(depth <= 64);
});
