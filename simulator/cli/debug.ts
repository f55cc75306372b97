import type { Command } from "commander";
import { type Ask, atWorkInside } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { debugSessionCommands } from "./debug-sessions.ts";
import type { Outside } from "./outside.ts";

const WHO = ["--as <person>", "the engineer: name, username or id"] as const;
const PROJECT = ["--project <path>", "where on the engineer's machine the project is"] as const;

export function debugCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("debug")
    .summary("debugging sessions in subscriber sandboxes")
    .description(
      "Debugging sessions in subscriber sandboxes, from the start link to the deletion of what was downloaded.",
    );
  command(group, outside, ending, {
    name: "prepare",
    summary: "start a partner debugging session in Setup, which hands out the start link",
    options: [WHO],
    notes: ["Whoever has the link can act as the user: its session id is a secret (DEBUG-12)."],
    examples: ["debug prepare --as sam@ledgerlabs.example", "debug prepare --as sam@ledgerlabs.example --json"],
    client: true,
    act: prepare,
  });
  command(group, outside, ending, {
    name: "setup [link]",
    summary: "create and set up the project of a start link, and download its code",
    options: [WHO, PROJECT],
    notes: ["Without a link one is taken from Setup first, as prepare does."],
    examples: [
      "debug setup --as sam@ledgerlabs.example --project uat",
      'debug setup "forceide://acme--uat?url=…&sessionId=…" --as sam@ledgerlabs.example --project uat --json',
    ],
    client: true,
    act: setUp,
  });
  command(group, outside, ending, {
    name: "start",
    summary: "launch the debugger from a project",
    options: [
      WHO,
      PROJECT,
      ["--users <ids>", "debug the requests of these users only: their ids, with commas between"],
      ["--types <types>", "debug these types of request only, such as REST,VISUALFORCE"],
      ["--entry <expression>", "debug only what is entered there: a regular expression for the whole entry point"],
    ],
    examples: [
      "debug start --as sam@ledgerlabs.example",
      "debug start --as sam@ledgerlabs.example --project uat --types REST,SOAP --entry '.*Invoice.*' --json",
    ],
    client: true,
    act: start,
  });
  command(group, outside, ending, {
    name: "stop",
    summary: "stop the debugging session that runs in the sandbox",
    options: [WHO],
    examples: ["debug stop --as sam@ledgerlabs.example", "debug stop --as sam@ledgerlabs.example --json"],
    client: true,
    act: (given) => end(given, "stop", "is over"),
  });
  command(group, outside, ending, {
    name: "close-ide",
    summary: "close the IDE without stopping, which leaves an orphan that keeps its place",
    options: [WHO],
    examples: ["debug close-ide --as sam@ledgerlabs.example", "debug close-ide --as sam@ledgerlabs.example --json"],
    client: true,
    act: (given) => end(given, "close-ide", "is an orphan and keeps its place"),
  });
  debugSessionCommands(group, outside, ending);
}

async function prepare(given: Given): Promise<Shown> {
  const { ask } = await atWorkInside(given);
  const prepared = await fromSetup(ask);
  return { data: prepared, text: () => prepared.link };
}

/** Setup, Apex Debugger, Start Partner Debugging Session. */
const fromSetup = (ask: Ask) =>
  ask<{ sandbox: string; username: string; link: string }>("POST", "/setup/apex-debugger/start");

interface SetUp {
  readonly path: string;
  readonly steps: readonly { readonly step: string; readonly did: string }[];
  readonly files: readonly unknown[];
}

async function setUp(given: Given): Promise<Shown> {
  const { ask } = await atWorkInside(given);
  const path = given.needed("project");
  const body = { path, link: given.args[0] ?? (await fromSetup(ask)).link };
  const project = await ask<SetUp>("POST", "/debugger/projects", body);
  const rows = project.steps.map(({ step, did }, nth) => [String(nth + 1), step, did]);
  return {
    data: project,
    text: (page) => page.table(["", "step", "did"], rows),
    warnings: ["the code is the subscriber's: delete the project after debugging (DEBUG-45)"],
  };
}

async function start(given: Given): Promise<Shown> {
  const { person, ask } = await atWorkInside(given);
  const project = given.text("project");
  const filters = {
    userIdFilter: given.text("users") ?? "",
    requestTypeFilter: given.text("types") ?? "",
    entryPointFilter: given.text("entry") ?? "",
  };
  const body = { ...(project !== undefined && { project }), filters };
  const started = await ask<{ debugSession: string }>("POST", "/debugger/sessions", body);
  return { data: started, text: () => `${person.username} debugs (session ${started.debugSession})` };
}

async function end(given: Given, how: "stop" | "close-ide", now: string): Promise<Shown> {
  const { ask } = await atWorkInside(given);
  const ended = await ask<{ debugSession: string }>("POST", `/debugger/${how}`);
  return { data: ended, text: () => `debugging session ${ended.debugSession} ${now}` };
}
