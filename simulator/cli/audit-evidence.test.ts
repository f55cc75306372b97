import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

test("what the log proves is fetched, verified elsewhere, and no longer holds once it is changed", async () => {
  using machine = new SampleMachine();
  const file = (name: string) => join(machine.folder, name);
  const run = (line: string) =>
    machine.run(wordsOf(line).map((word) => (word.startsWith("./") ? file(word.slice(2)) : word)));
  const ending = machine.run(["start", "--port", "0", "--state", file("state"), "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  for (const line of [
    'grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 week"',
    "audit receipt 3 --out ./receipt.json",
    'audit proof --org "Acme Corp" --out ./proof.json',
    'audit report --org "Acme Corp" --out ./report.html',
    "audit report --form csv --out ./report.csv",
  ])
    expect(await run(line), line).toMatchObject({ exit: EXIT.done, err: "" });
  expect((await run("audit receipt 1 --form tlog-proof")).out).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 1\n/);
  expect(await run("audit receipt 999")).toMatchObject({ exit: EXIT.notFound });
  expect(await run("audit receipt x")).toMatchObject({ exit: EXIT.usage });
  expect(await run("audit report --form pdf")).toMatchObject({ exit: EXIT.usage });
  expect(await run("audit proof")).toMatchObject({ exit: EXIT.usage });
  machine.interrupt();
  await ending;
  // What the orgs are called is on the disk once the simulator has stopped.
  const offline = await run('audit proof --org "Acme Corp" --state ./state --out ./offline.json');
  expect(offline).toMatchObject({ exit: EXIT.done, err: "" });
  expect(await run('audit proof --org "Globex" --state ./state')).toMatchObject({ exit: EXIT.notFound });

  for (const name of ["receipt.json", "proof.json", "report.html", "offline.json"]) {
    const policy = await run(`audit verify-file ./${name} --policy ./state/audit/policy.txt`);
    expect(policy, name).toMatchObject({ exit: EXIT.done, err: "" });
    expect(policy.out).toMatch(/^good: \d+ records of understudy\.example\/audit\//);
    const changed = readFileSync(file(name), "utf8").replace('\\"orgSeq\\":0,', '\\"orgSeq\\":1,');
    writeFileSync(file("changed"), changed);
    const { exit, out } = await run("audit verify-file ./changed");
    expect([exit, out], name).toEqual([EXIT.no, expect.stringMatching(/^bad: bad-proof at records\.\d+: /)]);
  }
  const pack = (name: string) => JSON.parse(readFileSync(file(name), "utf8"));
  const lines = (name: string) =>
    pack(name).records.map(({ line }: { readonly line: string }) => JSON.parse(line).type);
  expect(lines("offline.json").at(-1)).toBe("audit.org-stated");
  expect(lines("proof.json").at(-2)).toBe("audit.exported");
  const page = readFileSync(file("report.html"), "utf8");
  writeFileSync(file("page.html"), page.replace(">grant.given</td>", ">grant.refused</td>"));
  expect((await run("audit verify-file ./page.html")).err).toContain("read the evidence, not the page");
  writeFileSync(file("other.txt"), "log nobody\nquorum none\n");
  const { out } = await run("audit verify-file ./proof.json --policy ./other.txt --json");
  expect(JSON.parse(out)).toMatchObject({
    ok: false,
    data: { verdict: "bad", defect: { kind: "bad-policy", place: "keys" } },
  });
  expect(await run("audit verify-file ./nothing.json")).toMatchObject({ exit: EXIT.notFound });
});

test("what a reviewer fetches has no values of what an org holds, and what the operator fetches has", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  const run = (line: string) => machine.run(wordsOf(line));
  const valuesIn = (pack: string): readonly string[] =>
    JSON.parse(pack).disclosures.map(([, name]: readonly [number, string]) => name);
  for (const line of [
    'audit proof --org "Acme Corp"',
    'audit report --org "Acme Corp" --form json',
    "audit receipt 3 --form evidence",
  ]) {
    const [operators, reviewers] = [await run(line), await run(`${line} --as rita@trustwell.example`)];
    expect([operators.exit, reviewers.exit], line).toEqual([EXIT.done, EXIT.done]);
    expect(valuesIn(operators.out), line).toContain("changes");
    expect(valuesIn(reviewers.out), line).not.toContain("changes");
    expect(await run(`${line} --as gwen@globex.example`), line).toMatchObject({ exit: EXIT.refused });
  }
  const tail = 'audit tail --org "Acme Corp" --json';
  expect(JSON.parse((await run(`${tail} --as rita@trustwell.example`)).out).data.records[0]).toMatchObject({
    type: "org.loaded",
    withheld: ["changes"],
  });
  expect(JSON.parse((await run(tail)).out).data.records[0].withheld).toBeUndefined();
  for (const line of [tail, 'audit proof --org "Acme Corp"'])
    expect(await run(`${line} --state ./state --as rita@trustwell.example`)).toMatchObject({ exit: EXIT.usage });
  machine.interrupt();
  await ending;
});
