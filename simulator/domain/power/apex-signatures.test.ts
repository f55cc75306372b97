import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { declarationsOf } from "./apex-declarations.ts";
import { globalSignatures, triggerHead } from "./apex-signatures.ts";

const inGlobal = (member: string) => `global class A {\n${member}\n}`;
const left = (member: string) => globalSignatures(inGlobal(member)).split("\n").slice(1, -1).join("\n");

test.for([
  ["a method", "global static Integer one() { return 1; }", "    global static Integer one();"],
  ["no other method", "public void two() {} private void three() {} void four() {}", ""],
  ["a webservice method", "webservice static void five(String s) {}", "    webservice static void five(String s);"],
  ["a constructor", "global A(String name) { this.name = name; }", "    global A(String name);"],
  [
    "generics and arrays",
    "global Map<Id,List<X>> f( Integer[] a ,Set<Id> b ) {}",
    "    global Map<Id, List<X>> f(Integer[] a, Set<Id> b);",
  ],
  [
    "a field without its value",
    "global static final String KEY = 'secret; }' + f(1);",
    "    global static final String KEY;",
  ],
  [
    "a property and its open accessors",
    "global Integer n { get { return m; } private set; }",
    "    global Integer n { get; }",
  ],
  ["an abstract method", "global abstract void run();", "    global abstract void run();"],
  ["no annotation", "@AuraEnabled(cacheable=true) global static void x() {}", "    global static void x();"],
  ["a keyword in capitals", "GLOBAL Static Void x() {}", "    GLOBAL Static Void x();"],
  [
    "nothing from a comment",
    "// global void a() {}\n/* global void b() { */ global void c() {}",
    "    global void c();",
  ],
  ["nothing from a string", "private String s = 'global void a() {';\nglobal void d() {}", "    global void d();"],
  ["past an escaped quote", "void q() { String s = 'it\\'s }'; }\nglobal void e() {}", "    global void e();"],
  [
    "past a string of several lines",
    "void q() { String s = '''\n } ' global \n'''; }\nglobal void e() {}",
    "    global void e();",
  ],
  [
    "past an initial value with braces",
    "List<Id> a = new List<Id>{ f(';') };\nglobal void e() {}",
    "    global void e();",
  ],
  ["past an initializer", "static { x = 1; }\n{ y = 2; }\nglobal void e() {}", "    global void e();"],
  ["a nested global class", "global class In extends Exception {}", "    global class In extends Exception {\n    }"],
  ["nothing of a nested public class", "public class In { global void x() {} }", ""],
  [
    "an interface whole",
    "global interface Rule { void ask(Id a); }",
    "    global interface Rule {\n        void ask(Id a);\n    }",
  ],
  ["an enum", "global enum Mode { UP, DOWN }", "    global enum Mode { UP, DOWN }"],
] as const)("of a global class is left: %s", ([, member, expected]) => {
  expect(left(member)).toBe(expected);
});

test("of a class that is not global nothing is left", () => {
  expect(globalSignatures("public class A { global void x() {} }")).toBe("");
});

test("source that breaks off gives no text of the body it breaks off in", () => {
  expect(globalSignatures("global class A { global void x() { String secret = 'y")).not.toContain("secret");
});

test("the sample class keeps what callers need and nothing else", () => {
  const source = readFileSync(new URL("../../../fixtures/apex/ledger/InvoiceService.cls", import.meta.url), "utf8");
  expect(globalSignatures(source)).toBe(
    [
      "global with sharing class InvoiceService {",
      "    global class InvoiceException extends Exception {",
      "    }",
      "    global static Decimal total(List<Decimal> quantities, List<Decimal> unitPrices);",
      "    global static void post(Id invoiceId);",
      "}",
    ].join("\n"),
  );
});

test.for([
  [
    "one event",
    "trigger T on Invoice__c (before update) { f(); }",
    { object: "Invoice__c", events: ["before update"] },
  ],
  [
    "several",
    "trigger T on Account(after insert,BEFORE delete){}",
    { object: "Account", events: ["after insert", "before delete"] },
  ],
  ["a class", "class T {}", undefined],
] as const)("the head of a trigger with %s", ([, source, head]) => {
  expect(triggerHead(source)).toEqual(head);
});

test("a class knows its members by kind", () => {
  const [outer] = declarationsOf(
    "class A { Integer a; Integer b { get; set; } void c() {} static {} class D {} enum E { F } }",
  );
  expect(outer?.members.map(({ kind }) => kind)).toEqual([
    "field",
    "property",
    "method",
    "initializer",
    "class",
    "enum",
  ]);
});
