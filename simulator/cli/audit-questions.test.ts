import { readdirSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { beats } from "./demo-beats.ts";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

const machine = new SampleMachine();
const state = `${machine.folder}/state`;
let ending: Promise<unknown>;

/** What the demo tells has happened, in a state folder. */
beforeAll(async () => {
  ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z", "--state", state]);
  await machine.listening();
  for (const { command } of beats) await machine.run(wordsOf(command).slice(1));
}, 60_000);

afterAll(async () => {
  machine.interrupt();
  await ending;
  machine[Symbol.dispose]();
});

const RITA = ["--as", "rita@trustwell.example"];

const data = async (line: string) => JSON.parse((await machine.run([...wordsOf(line), "--json"])).out).data;
const sessionOfSam = async (): Promise<string> => (await data('audit who --org "Acme UAT"')).visits[0].session;

test("who was there, as whom, with which case, how long, and what came of it", async () => {
  const { exit, out } = await machine.run(wordsOf('audit who --org "Acme UAT"'));
  expect(exit).toBe(EXIT.done);
  expect(out.split("\n")[1]).toMatch(
    /^0Ak\w+ {2}Acme UAT {2}nia@acme\.example\.uat {2}sam@ledgerlabs\.example .* CS-1042 {2}2031-03-04 09:00 UTC {2}1 h/,
  );
  expect(out).toContain("protected settings, code, debug logs, variables");
});

test("a session sheet has its login access, the verdict, and what was changed before and after", async () => {
  const { exit, out } = await machine.run(["audit", "session", await sessionOfSam()]);
  expect(exit).toBe(EXIT.done);
  expect(out).toMatch(/^verdict +covered: login access ran at each of \d+ acts, by records \d+, \d+, \d+$/m);
  expect(out).toMatch(/^login access a0G\w+ of nia@acme\.example\.uat for Ledger Labs$/m);
  expect(out).toMatch(/given {4}nia@acme\.example\.uat {2}2031-03-11 09:00 UTC$/m);
  expect(out).toMatch(/power\.protected-setting-changed .*Mode__c: HALF_UP.*Mode__c: HALF_EVEN/);
  expect(out).toMatch(/POWER-06 .*authorize/i);
});

test("as of a record, only what was known before it counts", async () => {
  const session = await sessionOfSam();
  const { visit } = await data(`audit session ${session}`);
  const early = await data(`audit session ${session} --as-of ${visit.seq + 1}`);
  expect(early).toMatchObject({
    visit: { state: "active" },
    looked: [],
    changed: [],
    refused: [],
    asOf: visit.seq + 1,
  });
  const none = await machine.run(["audit", "session", session, "--as-of", String(visit.seq)]);
  expect(none).toMatchObject({
    exit: EXIT.notFound,
    err: expect.stringContaining(`LoginAs session with id "${session}"`),
  });
});

test("refusals, exposure and grants, as tables", async () => {
  const refusals = await machine.run(wordsOf("audit refusals --person sam@ledgerlabs.example"));
  expect(refusals.out).toMatch(/^\d+ refusals\n\nrule {6}times {2}last\n/);
  expect(refusals.out).toMatch(/^GRANT-06 +1 +2031-03-12 10:00 UTC$/m);
  const exposure = await machine.run(wordsOf('audit exposure --kind "debug logs"'));
  expect(exposure.out).toMatch(/protected settings: 2 times in 1 sessions, code: 4 times in 1 sessions/);
  const grants = await machine.run(wordsOf("audit grants"));
  expect(grants.out).toMatch(
    / Ledger Labs {2}2031-03-04 09:00 UTC {2}2031-03-11 09:00 UTC {2}expired {2}7 d {2}1 {7}1$/m,
  );
});

test("a reviewer is told what was changed, and not to what", async () => {
  const { exit, out } = await machine.run(["audit", "session", await sessionOfSam(), ...RITA]);
  expect(exit).toBe(EXIT.done);
  expect(out).toMatch(/power\.protected-setting-changed .* \(withheld\) {2}\(withheld\)$/m);
  expect(out).not.toContain("HALF_EVEN");
  expect(out).toMatch(/debug\.variables-read .*\(withheld\)/);
});

test("who asked what is an answer, too", async () => {
  await machine.run(["audit", "grants", ...RITA]);
  const { out } = await machine.run(wordsOf("audit timeline --type audit.read --limit 1000"));
  expect(out).toMatch(/ audit\.read {2}rita@trustwell\.example .* login access there was$/m);
});

test.for([
  ["audit who --as rita@trustwell.example --state ./state", EXIT.usage],
  ["audit who --as gwen@globex.example", EXIT.refused],
  ["audit who --person nobody@acme.example", EXIT.notFound],
  ["audit who --since yesterday", EXIT.usage],
  ["audit who --as-of soon", EXIT.usage],
  ["audit who --org Nowhere", EXIT.notFound],
  ["audit session 12", EXIT.usage],
  ["audit session 0Ak5f0000000001", EXIT.notFound],
  ["audit timeline --type login.began", EXIT.usage],
  ["audit grants --flag old", EXIT.usage],
  ["audit exposure --kind secrets", EXIT.usage],
  ["audit refusals --rule NONE-01", EXIT.invalid],
  ["audit who --until 2031-03-04", EXIT.nothing],
] as const)("%s ends with %i", async ([line, exit]) => {
  expect(await machine.run(wordsOf(line))).toMatchObject({ exit });
});

describe("of a folder, with a simulator at work in it", () => {
  test.for([
    "audit who",
    "audit who --without-case",
    'audit who --org "Acme UAT" --person sam@ledgerlabs.example',
    "audit timeline --limit 7",
    "audit timeline --type login --from 3 --as-of 60",
    "audit timeline --person nia@acme.example.uat --refused",
    "audit grants --flag any",
    "audit grants",
    'audit refusals --org "Acme UAT" --limit 3',
    "audit exposure --limit 1",
  ])("%s is answered the same, and nothing is written but once that it was asked", async (line) => {
    await machine.run(wordsOf(line));
    const before = contentOf(state);
    const live = await machine.run(wordsOf(line));
    const folder = await machine.run([...wordsOf(line), "--state", state]);
    expect(folder).toEqual(live);
    expect(contentOf(state)).toEqual(before);
  });

  test("a session sheet too", async () => {
    const session = await sessionOfSam();
    const folder = await machine.run(["audit", "session", session, "--state", state]);
    expect(folder).toEqual(await machine.run(["audit", "session", session]));
    expect(folder.exit).toBe(EXIT.done);
  });

  test("what is not there is told", async () => {
    expect(await machine.run(["audit", "who", "--state", `${state}/none`])).toMatchObject({ exit: EXIT.notFound });
    const session = ["audit", "session", "0Ak5f0000000001", "--state", state];
    expect(await machine.run(session)).toMatchObject({ exit: EXIT.notFound });
    const person = ["audit", "who", "--person", "nobody", "--state", state];
    expect(await machine.run(person)).toMatchObject({ exit: EXIT.notFound });
  });
});

test.for([[], ["--state", state]])(
  "the log is followed by what is asked for, until somebody interrupts",
  async (where) => {
    const heard: string[] = [];
    let stop = () => {};
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const about = { out: (text: string) => void heard.push(text), askedToStop: () => stopped };
    const following = machine.run(
      [...wordsOf("audit follow -n 0 --person gwen@globex.example --json"), ...where],
      about,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const act = ["--publisher", "Ledger Labs", "--for", "1 day"];
    await machine.run(["grant", "add", "--as", "gwen@globex.example", ...act]);
    await machine.run(["grant", "add", "--as", "nia@acme.example", ...act]);
    while (!heard.join().includes("grant.")) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 300));
    stop();
    expect(await following).toMatchObject({ exit: EXIT.done, err: "" });
    const types = heard.map((line): string => JSON.parse(line).type);
    expect(types.filter((type) => type.startsWith("grant."))).toHaveLength(1);
  },
);

/** Every file of the folder with the time it was written. */
const contentOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .filter((path) => !path.endsWith("LOCK"))
    .map((path) => `${path} ${statSync(path).mtimeMs} ${readFileSync(path).length}`);
