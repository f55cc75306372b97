import type { Command } from "commander";
import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { programFor } from "./run.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

/** Where the examples of debugging make sense: Sam works as Nia in her sandbox, and debugs there. */
const SET_UP = [
  'grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 year"',
  'grant add --as nia@acme.example.uat --publisher "Ledger Labs" --for "1 year"',
  'login-as start --as sam@ledgerlabs.example --org "Acme UAT" --user nia@acme.example.uat',
  "debug setup --as sam@ledgerlabs.example --project uat",
  "debug start --as sam@ledgerlabs.example --project uat",
  "request begin InvoiceService.post --user nia@acme.example.uat",
];
/** What an example may end with by where it happens to stand in the day; the others say that it is no such command. */
const MAY_END = [EXIT.done, EXIT.no, EXIT.notFound, EXIT.refused, EXIT.conflict, EXIT.nothing];
/** These run until somebody interrupts, or end what runs. */
const NOT_TRIED = /^(?:start|stop|audit follow)\b|--follow/;
/** Some hundred and fifty commands, one after another. */
const PATIENCE = { timeout: 60_000 };
/** After these there is little left to look at. */
const LAST = ["clock", "org", "grant", "login-as"];

test("the help of every command has two examples, and each is a command that a simulator takes", PATIENCE, async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  for (const line of SET_UP) expect(await machine.run(wordsOf(line)), line).toMatchObject({ exit: EXIT.done });
  let tried = 0;
  for (const path of leavesOf(await programFor(machine.outside(), { exit: EXIT.done })).toSorted(byRemains)) {
    const { out } = await machine.run([...path, "--help"]);
    const examples = [...out.matchAll(/^ {2}\$ understudy (.*)$/gm)].map(([, line = ""]) => line);
    expect(examples.length, path.join(" ")).toBe(2);
    for (const line of examples) {
      expect(line).toMatch(new RegExp(`^${path.join(" ")}\\b`));
      if (NOT_TRIED.test(line)) continue;
      const words = wordsOf(line).map((word) => (word.startsWith("./") ? `${machine.folder}/${word.slice(2)}` : word));
      const left = await machine.run(words);
      expect(MAY_END, `${line}\n${left.out}${left.err}`).toContain(left.exit);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(120);
  machine.interrupt();
  await ending;
});

type Path = readonly string[];

const byRemains = ([one = ""]: Path, [other = ""]: Path): number => LAST.indexOf(one) - LAST.indexOf(other);

function leavesOf(of: Command, path: Path = []): readonly Path[] {
  if (of.commands.length === 0) return [path];
  return of.commands.flatMap((one) => leavesOf(one, [...path, one.name()]));
}
