import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical } from "./canonical.ts";
import { NO_MATCH, pastValue, sourceOf } from "./scan.ts";

const pastText = (text: string): number => pastValue(sourceOf(Buffer.from(text)), 0);

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ unit: fc.constantFrom(..."ab $_.9Z~") }),
    fc.integer(),
    fc.constantFrom(true, false, null, 0, 123456789012345),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.string({ unit: fc.constantFrom(..."ab1$"), maxLength: 3 }), tie("value"), { maxKeys: 4 }),
  ),
})).value;

test("a value without escapes is passed over as canonical JSON has it, whatever stands behind", () => {
  fc.assert(
    fc.property(plain, fc.constantFrom("", ",", "]", "}"), (value, behind) => {
      const text = canonical(value);
      expect(pastText(`${text}${behind}`)).toBe(text.length);
    }),
  );
});

test("what is passed over is canonical JSON", () => {
  const piece = fc.constantFrom(
    ...['"', ",", ":", "{", "}", "[", "]", "\\", "0", "-", ".", "é", " ", "true", '"a":1,', "\n"],
  );
  let passed = 0;
  fc.assert(
    fc.property(plain, fc.nat(), fc.nat(2), piece, (value, at, cut, put) => {
      const text = canonical(value);
      const from = at % text.length;
      const bytes = Buffer.from(text.slice(0, from) + put + text.slice(from + cut));
      const end = pastValue(sourceOf(bytes), 0);
      if (end === NO_MATCH) return;
      passed += 1;
      const seen = bytes.subarray(0, end).toString();
      expect(canonical(JSON.parse(seen))).toBe(seen);
    }),
    { numRuns: 5_000 },
  );
  expect(passed).toBeGreaterThan(500);
});

test.for([
  ['{"a":1,"b":2}', true],
  ['{"b":1,"a":2}', false],
  ['{"a":1,"a":2}', false],
  ['{"a":1,"ab":2}', true],
  ['{"ab":1,"a":2}', false],
  ['{"":1,"a":2}', true],
  ['{"10":1,"9":2}', true],
  ['{"__proto__":1}', true],
  ["{}", true],
  ["[]", true],
  ["[1,]", false],
  ["[,1]", false],
  ['{"a":1,}', false],
  ["-0", false],
  ["01", false],
  ["1234567890123456", false],
  ["nul", false],
  ['"a', false],
  ["", false],
  [`${"[".repeat(32)}${"]".repeat(32)}`, true],
  [`${"[".repeat(33)}${"]".repeat(33)}`, false],
] as const)("%s", ([text, isPassed]) => {
  expect(pastText(text)).toBe(isPassed ? text.length : NO_MATCH);
});
