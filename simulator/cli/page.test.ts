import { expect, test } from "vitest";
import { cutInTheMiddle, fitted, pageFor } from "./page.ts";

test.for([
  ["fits", 4, "fits"],
  ["nia@acme.example", 16, "nia@acme.example"],
  ["nia@acme.example", 15, "nia@acm…example"],
  ["nia@acme.example", 8, "nia@…ple"],
  ["nia@acme.example", 3, "n…e"],
  ["nia@acme.example", 1, "…"],
] as const)("%s in %i places is %s", ([text, width, shown]) => {
  expect(cutInTheMiddle(text, width)).toBe(shown);
});

test("the widest columns give way, and only as far as the terminal asks", () => {
  const rows = [["00D5f0000000001EAA", "a sentence that is longer than everything else in this row"]];
  expect(fitted(["id", "sentence"], rows, 200)).toEqual([18, 58]);
  expect(fitted(["id", "sentence"], rows, 60)).toEqual([18, 35]);
  expect(fitted(["id", "sentence"], rows, 10)).toEqual([4, 4]);
});

const HEAD = ["org", "kind"];
const ROWS = [["Acme UAT", "sandbox"]];

test("a table is plain and whole where there is no terminal", async () => {
  expect(await pageFor({ colour: false }).table(HEAD, ROWS)).toBe("org       kind\nAcme UAT  sandbox");
});

test("a table on a terminal has lines, and colour only where it is wanted", async () => {
  const plain = await pageFor({ colour: false, columns: 80 }).table(HEAD, ROWS);
  expect(plain).toContain("│ Acme UAT │ sandbox │");
  expect(plain).not.toContain("\u001b[");
  expect(await pageFor({ colour: true, columns: 80 }).table(HEAD, ROWS)).toContain("\u001b[");
});
