import { expect, test } from "vitest";
import { ruleIds } from "#domain/rule-book.ts";
import { EXIT } from "./failure.ts";
import { type Left, SampleMachine } from "./sample-outside.ts";

async function runOnce(...args: readonly string[]): Promise<Left> {
  using machine = new SampleMachine();
  return machine.run(args);
}

test.for([
  [
    "an unknown command, with the nearest",
    ["sttaus"],
    "usage",
    "wrong usage\nwhy: unknown command 'sttaus'\ndo:  did you mean status?\n",
  ],
  [
    "an unknown command of a group",
    ["grant", "ad"],
    "usage",
    "wrong usage\nwhy: unknown command 'ad'\ndo:  did you mean add?\n",
  ],
  [
    "an option left out",
    ["grant", "revoke", "--url", "http://127.0.0.1:1"],
    "usage",
    /^wrong usage\nwhy: --as is missing\ndo: {2}add --as/,
  ],
  [
    "no simulator",
    ["status"],
    "unreachable",
    "no simulator\nwhy: no simulator is running here\ndo:  start one: understudy start\n",
  ],
  [
    "a simulator that does not answer",
    ["org", "list", "--url", "http://127.0.0.1:1"],
    "unreachable",
    /no simulator answers at http:\/\/127\.0\.0\.1:1\n/,
  ],
  ["a rule nobody knows", ["rule", "show", "GRANT-99"], "notFound", /^not found\nwhy: no rule "GRANT-99"\n/],
  ["an area without rules", ["rule", "list", "--area", "nothing"], "nothing", ""],
  [
    "a world nobody knows",
    ["start", "--world", "mars"],
    "invalid",
    'not valid\nwhy: no world "mars"\ndo:  there are acme, empty, and files\n',
  ],
  [
    "a world nobody knows, with the nearest",
    ["start", "--world", "acne"],
    "invalid",
    'not valid\nwhy: no world "acne"\ndo:  did you mean acme? there are acme, empty, and files\n',
  ],
  ["a world file that is not there", ["world", "load", "./mars.json"], "notFound", /no file "\.\/mars\.json"/],
  [
    "a file that is no JSON",
    ["demo", "--world", "README.md"],
    "invalid",
    /why: it is no JSON: .*\ndo: {2}check quotes/,
  ],
  [
    "a file that is no world",
    ["start", "--world", "package.json"],
    "invalid",
    /^"package\.json" is no world that can be loaded\nwhy: orgs: is missing\ndo: {2}add a list, \[ \]; then look at 1 more\n$/,
  ],
  [
    "a world without the people of the story",
    ["demo", "--world", "empty"],
    "invalid",
    /^the story cannot be told in the world "empty"\nwhy: nobody of its cast is called "Sam"\n/,
  ],
  ["a port that is none", ["start", "--port", "70000"], "usage", /--port cannot be "70000"/],
  ["a clock that is none", ["start", "--clock", "noon"], "usage", /--clock cannot be "noon"/],
  [
    "a log that is not there",
    ["audit", "verify", "--state", "/nowhere"],
    "notFound",
    /no audit log in "\/nowhere\/audit"/,
  ],
  ["no command", [], "usage", /no command was given/],
] as const)("%s ends with its own code, and in three lines", async ([, args, exit, err]) => {
  const left = await runOnce(...args);
  expect(left.exit).toBe(EXIT[exit]);
  if (typeof err === "string") expect(left.err).toBe(err);
  else expect(left.err).toMatch(err);
});

test("with --json an error is one object on stdout, and stderr is silent", async () => {
  const { exit, out, err } = await runOnce("rule", "show", "GRANT-99", "--json");
  expect({ exit, err }).toEqual({ exit: EXIT.notFound, err: "" });
  expect(out.trimEnd()).not.toContain("\n");
  expect(JSON.parse(out)).toEqual({
    ok: false,
    error: {
      code: "NOT_FOUND",
      message: 'no rule "GRANT-99"',
      hint: "see understudy rule list",
      docs: "understudy --help",
    },
  });
});

test("rule list names every rule, in a table that fits the terminal, or whole where there is none", async () => {
  const plain = await runOnce("rule", "list");
  expect(plain.out.trimEnd().split("\n")).toHaveLength(ruleIds.length + 1);
  using machine = new SampleMachine();
  const drawn = await machine.run(["rule", "list"], { columns: 80 });
  const widths = drawn.out
    .trimEnd()
    .split("\n")
    .map((line) => line.length);
  expect(Math.max(...widths)).toBeLessThanOrEqual(80);
});

test("rule show quotes the sentence, what cures a refusal, and what tells it", async () => {
  const { out } = await runOnce("rule", "show", "grant-06");
  expect(out).toContain("GRANT-06  Login access ends by itself when the chosen period is over");
  expect(out).toContain("ask the user to grant login access again");
});

test("rule coverage --json says of every rule whether it is told, exempt or missing", async () => {
  const { exit, out } = await runOnce("rule", "coverage", "--json");
  const { ok, data } = JSON.parse(out);
  expect(data.rules.map(({ id }: { id: string }) => id)).toEqual(ruleIds);
  const missing = data.rules.filter(({ status }: { status: string }) => status === "missing");
  expect({ ok, exit }).toEqual(missing.length > 0 ? { ok: false, exit: EXIT.no } : { ok: true, exit: EXIT.done });
});

test("the demo marks what was decided, and what was only noted", async () => {
  using machine = new SampleMachine();
  const { out } = await machine.run(["demo", "--fast"]);
  const marks = out.split("\n").flatMap((line) => /^ {3}([●✕■] (?:let in|refused|noted))/.exec(line)?.[1] ?? []);
  expect(marks).toHaveLength(33);
  expect(marks.filter((mark) => mark === "■ noted")).toHaveLength(7);
  expect(marks.slice(-2)).toEqual(["■ noted", "■ noted"]);
  expect(out).toMatch(
    /33\. In a copy .*: the verification notices\n.*\n {3}■ noted {2}the copy was changed: bad-root at byte \d+: /,
  );
});

test("the demo comes out as told, and ends with the same hash in memory, again, and in a folder", async () => {
  using machine = new SampleMachine();
  const inMemory = await machine.run(["demo", "--fast", "--json"]);
  const again = await machine.run(["demo", "--fast", "--json"]);
  const kept = await machine.run(["demo", "--fast", "--json", "--state", `${machine.folder}/state`]);
  const [one, two, three] = [inMemory, again, kept].map(({ out }) => JSON.parse(out).data);
  expect(one.hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  expect([two, three]).toEqual([one, one]);
  const checked = await machine.run(["audit", "verify", "--state", `${machine.folder}/state`]);
  expect(checked).toEqual({
    exit: EXIT.done,
    out: expect.stringMatching(new RegExp(`^good: ${one.records} records in \\d+ batches, root \\S{44}\\n$`)),
    err: "",
  });
});
