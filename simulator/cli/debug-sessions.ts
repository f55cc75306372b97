import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { actingAs } from "./acting.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import { orgNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

interface Row {
  readonly record: { readonly Id: string; readonly Status: string; readonly StatusMessage: string };
  readonly state: string;
  readonly org: string;
  readonly user: string;
  readonly delegate?: string;
  readonly idleEndsAt?: string;
  readonly longestEndsAt?: string;
}

interface Duty {
  readonly engineer: string;
  readonly subscriber: string;
  readonly path: string;
  readonly since: string;
}

const at = (text: string | undefined): string => (text === undefined ? "" : formatInstant(text as Instant));

/** What debugging sessions there are, how others end them, what they leave to do, and how many can be had. */
export function debugSessionCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "list",
    summary: "list debugging sessions that run, or all there were",
    options: [["--all", "those that are over, too"]],
    examples: ["debug list", "debug list --all --json"],
    client: true,
    act: list,
  });
  command(group, outside, ending, {
    name: "start-own",
    summary: "launch the own Apex Debugger of a sandbox, which stops in the org's own code only",
    options: [["--as <person>", "a user of the sandbox with Debug Apex"]],
    examples: ["debug start-own --as nia@acme.example.uat", "debug start-own --as nia@acme.example.uat --json"],
    client: true,
    act: startOwn,
  });
  command(group, outside, ending, {
    name: "remove [session]",
    summary: "end a debugging session from Setup or, with --from-lmo, from the License Management Org",
    options: [
      ["--as <person>", "an administrator of the sandbox, or of the publisher"],
      ["--from-lmo", "as somebody of the License Management Org whose allowance it takes"],
    ],
    examples: [
      "debug remove --as nia@acme.example.uat",
      "debug remove 07a5f0000000001 --as lena@ledgerlabs.example --from-lmo",
    ],
    notes: ["Without an id it is the one that runs in the sandbox."],
    client: true,
    act: remove,
  });
  command(group, outside, ending, {
    name: "duties",
    summary: "list downloaded code that is to be deleted, of everybody or as one person sees it",
    options: [["--as <person>", "an engineer, or an administrator of publisher or subscriber"]],
    examples: ["debug duties", "debug duties --as sam@ledgerlabs.example"],
    client: true,
    act: duties,
  });
  command(group, outside, ending, {
    name: "delete-project <path>",
    summary: "put on record that a downloaded project is deleted",
    options: [["--as <person>", "the engineer"]],
    examples: [
      "debug delete-project uat --as sam@ledgerlabs.example",
      "debug delete-project uat --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: deleteProject,
  });
  command(group, outside, ending, {
    name: "buy <sessions>",
    summary: "say how many debugging sessions an org has bought, on top of those that come with it",
    options: [["--org <org>", "a License Management Org, or a subscriber's production org"]],
    examples: ['debug buy 1 --org "Ledger Labs"', 'debug buy 0 --org "Acme Corp" --json'],
    client: true,
    act: buy,
  });
}

async function list(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const all = (await send<{ sessions: readonly Row[] }>(place, place.token, "GET", "/sim/debug-sessions")).sessions;
  const sessions = all.filter(({ state }) => given.options.all || state !== "ended");
  const rows = sessions.map((one) => [
    one.record.Id,
    one.state === "ended" ? one.record.StatusMessage : one.state,
    one.org,
    one.user,
    one.delegate ?? "",
    at(one.idleEndsAt),
    at(one.longestEndsAt),
  ]);
  return {
    data: { sessions },
    text: (page) =>
      rows.length > 0
        ? page.table(["session", "state", "org", "user", "engineer", "idle ends", "longest ends"], rows)
        : "no debugging session runs",
    exit: sessions.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

async function startOwn(given: Given): Promise<Shown> {
  const { person, send: ask } = await actingAs(given);
  const path = `/orgs/${person.org}/debugger/own-sessions`;
  const started = await ask<{ debugSession: string }>("POST", path, {});
  return { data: started, text: () => `${person.username} debugs own code (session ${started.debugSession})` };
}

async function remove(given: Given): Promise<Shown> {
  const { person, send: ask } = await actingAs(given);
  const [id] = given.args;
  const fromLmo = given.options.fromLmo === true;
  if (fromLmo && id === undefined)
    throw wrongUsage("a session is missing", "name it by its id; see understudy debug list");
  const page = fromLmo ? "/lma/debugger" : `/orgs/${person.org}/setup/apex-debugger`;
  const removed = await (id === undefined
    ? ask<{ debugSession: string }>("POST", `/orgs/${person.org}/debugger/stop`)
    : ask<{ debugSession: string }>("DELETE", `${page}/${encodeURIComponent(id)}`));
  return { data: removed, text: () => `debugging session ${removed.debugSession} is over` };
}

async function duties(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const open = await (given.text("as") === undefined
    ? send<{ duties: readonly Duty[] }>(place, place.token, "GET", "/sim/duties")
    : (await actingAs(given)).send<{ duties: readonly Duty[] }>("GET", "/debugger/duties"));
  const rows = open.duties.map((one) => [one.engineer, one.subscriber, one.path, at(one.since)]);
  return {
    data: open,
    text: (page) =>
      rows.length > 0
        ? page.table(["engineer", "code of", "project", "since"], rows)
        : "no downloaded code is to be deleted",
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

async function deleteProject(given: Given): Promise<Shown> {
  const { person, send: ask } = await actingAs(given);
  const deleted = await ask<{ path: string }>("POST", "/debugger/duties/deleted", { path: given.args[0] ?? "" });
  return { data: deleted, text: () => `it is on record that ${person.username} has deleted ${deleted.path}` };
}

async function buy(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const { id, name } = await orgNamed(place, given.needed("org"));
  const body = { bought: wholeNumber(given.args[0] ?? "", "sessions", 1_000) };
  const now = await send<{ bought: number }>(place, place.token, "PUT", `/sim/orgs/${id}/debuggers`, body);
  return {
    data: { org: name, ...now },
    text: () => `${name} has bought ${now.bought} debugging session${now.bought === 1 ? "" : "s"}`,
  };
}
