import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { keyboardIn } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { subjectNamed } from "./subjects.ts";

interface ListedLog {
  readonly id: string;
  readonly username: string;
  readonly operation: string;
  readonly startedAt: string;
}

/** Who reads, as the commands of debug logs and trace flags take it. */
export const READER = [
  ["--as <person>", "who does it: name, username or id"],
  ["--login-as", "in the LoginAs session this person started last"],
] as const;

export function logCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("log")
    .summary("debug logs")
    .description("Debug logs: who keeps which is set by trace flags, and each reader has an own view.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the debug logs that are there for a reader",
    options: READER,
    examples: ["log list --as nia@acme.example", "log list --as nia@acme.example.uat --json"],
    client: true,
    act: list,
  });
  command(group, outside, ending, {
    name: "show <log>",
    summary: "show a debug log, named by what was logged or by its id, as a reader sees it",
    options: READER,
    examples: [
      "log show InvoiceReminder.remind --as nia@acme.example",
      "log show InvoiceReminder.remind --as nia@acme.example.uat --json",
    ],
    client: true,
    act: show,
  });
  command(group, outside, ending, {
    name: "delete <log>",
    summary: "delete a debug log for good",
    options: READER,
    examples: [
      "log delete InvoiceReminder.remind --as nia@acme.example",
      "log delete InvoiceReminder.remind --as nia@acme.example.uat --json",
    ],
    client: true,
    act: remove,
  });
}

async function list(given: Given): Promise<Shown> {
  const { ask, org } = await keyboardIn(given);
  const logs = await ask<readonly ListedLog[]>("GET", `/orgs/${org}/setup/debug-logs`);
  const rows = logs.map(({ id, username, operation, startedAt }) => [
    id,
    username,
    operation,
    formatInstant(startedAt as Instant),
  ]);
  return {
    data: { logs },
    text: (page) => (rows.length > 0 ? page.table(["log", "user", "operation", "started"], rows) : "no debug log"),
    exit: logs.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

async function show(given: Given): Promise<Shown> {
  const { place, ask, org } = await keyboardIn(given);
  const id = await subjectNamed(place, org, "log", given.args[0] ?? "");
  const log = await ask<ListedLog & { lines: readonly string[] }>("GET", `/orgs/${org}/setup/debug-logs/${id}`);
  return { data: log, text: () => log.lines.join("\n") };
}

async function remove(given: Given): Promise<Shown> {
  const { place, ask, org } = await keyboardIn(given);
  const id = await subjectNamed(place, org, "log", given.args[0] ?? "");
  const deleted = await ask<{ log: string }>("DELETE", `/orgs/${org}/setup/debug-logs/${id}`);
  return { data: deleted, text: () => `debug log ${deleted.log} is deleted` };
}
