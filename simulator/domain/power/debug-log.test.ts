import { expect, test } from "vitest";
import { linesFor } from "./debug-log.ts";

const own = { text: "1|A" };
const ledger = (text: string) => ({ namespace: "ledg", text });
const quill = { namespace: "quil", text: "5|Q" };

test.for([
  ["no managed line", [own], ["1|A"]],
  ["a passage of two lines is one line", [ledger("2|x"), ledger("3|y")], ["2|ENTERING_MANAGED_PKG|ledg"]],
  [
    "two passages with own code between are two",
    [ledger("2|x"), own, ledger("4|z")],
    ["2|ENTERING_MANAGED_PKG|ledg", "1|A", "4|ENTERING_MANAGED_PKG|ledg"],
  ],
  [
    "an open namespace shows and ends a passage",
    [ledger("2|x"), quill, ledger("4|z")],
    ["2|ENTERING_MANAGED_PKG|ledg", "5|Q", "4|ENTERING_MANAGED_PKG|ledg"],
  ],
  ["a closed line without a time gives nothing of its text away", [ledger("secret")], ["ENTERING_MANAGED_PKG|ledg"]],
  ["nothing", [], []],
] as const)("a log for somebody who may see quil: %s", ([, lines, shown]) => {
  expect(linesFor.gives({ lines, isOpen: (namespace) => namespace === "quil" })).toEqual(shown);
});

test("two closed namespaces side by side are two passages", () => {
  expect(linesFor.gives({ lines: [ledger("2|x"), quill], isOpen: () => false })).toEqual([
    "2|ENTERING_MANAGED_PKG|ledg",
    "5|ENTERING_MANAGED_PKG|quil",
  ]);
});
