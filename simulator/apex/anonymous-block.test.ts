import { performance } from "node:perf_hooks";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LONGEST, syntaxProblem } from "./anonymous-block.ts";

test.for([
  ["nothing", ""],
  ["a statement", "System.debug('x');"],
  ["a class and a method beside statements", "class A { void m() { } }\nvoid f() { new A().m(); }\nf();"],
  ["a query", "for (Account one : [SELECT Id FROM Account WHERE Name = 'x']) { update one; }"],
  ["what only the thorough reading understands", "Map<Id, List<Account>> m = new Map<Id, List<Account>>();"],
] as const)("%s is in order", ([, code]) => {
  expect(syntaxProblem(code)).toBeUndefined();
});

test.for([
  ["a value that is missing", "Integer a = 1;\nInteger i = ;", 2, 13, "Unexpected token ';'."],
  ["a block that ends too early", "if (true) { f();", 1, 17, "Unexpected token '<EOF>'."],
  ["a symbol of no meaning", "f();\n  #", 2, 3, "Unrecognized symbol '#', which is not a valid Apex identifier."],
  ["a text without its end", "f('abc", 1, 3, "Unrecognized symbol ''', which is not a valid Apex identifier."],
  ["a trigger", "trigger T on Account (before insert) { }", 1, 11, "Unexpected token 'on'."],
] as const)("%s is told where it stands", ([, code, line, column, problem]) => {
  expect(syntaxProblem(code)).toEqual({ line, column, problem });
});

test.for([
  ["long", "x = 1;\n".repeat(LONGEST / 7 + 1)],
  ["deep", `x = ${"(".repeat(5000)}1${")".repeat(5000)};`],
  ["unclosed", "{[(".repeat(20_000)],
  ["long and wrong at its end", `${"Integer i = 1;\n".repeat(6000)}(`],
] as const)("a block that is %s costs little", ([, code]) => {
  const before = performance.now();
  expect(syntaxProblem(code)).toBeDefined();
  expect(performance.now() - before).toBeLessThan(10_000);
});

test("whatever it is asked, it answers", () => {
  const word = fc.constantFrom(
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    "=",
    "'",
    "x",
    "new",
    "for",
    "<",
    "/*",
    "//",
    "1.",
    "\n",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string({ maxLength: 3 })), { maxLength: 30 }), (words) => {
      const problem = syntaxProblem(words.join(" "));
      if (problem) expect(problem.line).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
});
