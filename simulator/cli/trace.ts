import type { Command } from "commander";
import { formatInstant, parseInstant } from "#domain/time.ts";
import { actingAs, loginAsOf } from "./acting.ts";
import { type Method, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";

type Row = Readonly<Record<string, unknown>>;
interface Rows {
  readonly rows: readonly Row[];
  readonly because?: string;
}

const WHO = ["--as <person>", "who looks: name, username or id"] as const;
const LOGIN_AS = ["--login-as", "in the LoginAs session this person started last"] as const;
const ALL = ["--all", "all that is kept, not only what the page shows"] as const;
const OWN = ["--own", "only the person's own"] as const;

/** What `trace events` can show, and where it is. */
const EVENTS: Readonly<Record<string, string>> = {
  files: "event-log-files",
  "login-as": "event-logs/login-as",
  salesforce: "event-logs/salesforce-login-as",
  "real-time": "events/login-as",
  logouts: "events/logout",
};

export function traceCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("trace")
    .summary("the traces that the platform keeps in an org")
    .description("The traces that the platform keeps in an org, as those read them who may.");
  command(group, outside, ending, {
    name: "audit-trail",
    summary: "show the Setup Audit Trail",
    options: [WHO, LOGIN_AS, ALL],
    examples: ["trace audit-trail --as nia@acme.example", "trace audit-trail --as nia@acme.example --all --json"],
    client: true,
    act: (given) =>
      read(given, `setup/audit-trail?show=${extent(given)}`, [
        "CreatedDate",
        "CreatedBy",
        "DelegateUser",
        "Action",
        "Display",
      ]),
  });
  command(group, outside, ending, {
    name: "logins",
    summary: "show the Login History",
    options: [WHO, LOGIN_AS, OWN, ALL],
    examples: ["trace logins --as nia@acme.example", "trace logins --as omar@acme.example --own --json"],
    client: true,
    act: (given) =>
      read(given, `setup/login-history?show=${extent(given)}&whose=${whose(given)}`, [
        "LoginTime",
        "Username",
        "LoginType",
        "SourceIp",
        "Status",
        "LoginUrl",
      ]),
  });
  command(group, outside, ending, {
    name: "sessions",
    summary: "show the sessions that run, or delete one, which ends it",
    options: [WHO, LOGIN_AS, OWN, ["--delete <id>", "the session to delete"]],
    examples: ["trace sessions --as nia@acme.example", "trace sessions --as omar@acme.example --own"],
    client: true,
    act: (given) =>
      given.text("delete") === undefined
        ? read(given, `setup/sessions?whose=${whose(given)}`, [
            "Id",
            "Username",
            "SessionType",
            "SessionSecurityLevel",
            "CreatedDate",
            "ExpiresAt",
          ])
        : remove(given, given.needed("delete")),
  });
  command(group, outside, ending, {
    name: "events [which]",
    summary: "show event logs or real-time events of logins as a user",
    options: [WHO, LOGIN_AS],
    notes: [`which: one of ${Object.keys(EVENTS).join(", ")}; login-as unless said`],
    examples: ["trace events login-as --as nia@acme.example", "trace events logouts --as nia@acme.example --json"],
    client: true,
    act: events,
  });
}

const extent = ({ options }: Given): string => (options.all === true ? "download" : "page");
const whose = ({ options }: Given): string => (options.own === true ? "own" : "everybody");

async function events(given: Given): Promise<Shown> {
  const [which = "login-as"] = given.args;
  const path = Object.hasOwn(EVENTS, which) ? EVENTS[which] : undefined;
  if (path === undefined) throw wrongUsage(`no events "${which}"`, `choose one of ${Object.keys(EVENTS).join(", ")}`);
  return read(given, path);
}

/** Reads one trace of the org that the person, or the person's LoginAs session, is in. */
async function read(given: Given, path: string, columns?: readonly string[]): Promise<Shown> {
  const shown = await ask<Rows>(given, "GET", path);
  const rows = shown.rows.flatMap((row) => (Array.isArray(row.lines) ? (row.lines as readonly Row[]) : [row]));
  const head = columns ?? [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    data: shown,
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) =>
      rows.length > 0
        ? page.table(
            head,
            rows.map((row) => head.map((column) => cell(row[column]))),
          )
        : (shown.because ?? "nothing is there"),
  };
}

async function remove(given: Given, id: string): Promise<Shown> {
  const deleted = await ask<{ readonly deleted: string }>(given, "DELETE", `setup/sessions/${id}`);
  return { data: deleted, text: () => `the session ${deleted.deleted} is over` };
}

/** One request within the org: in the person's own session, or in the LoginAs session started last. */
async function ask<Value>(given: Given, method: Method, path: string): Promise<Value> {
  if (given.options.loginAs !== true) {
    const { person, send: asPerson } = await actingAs(given);
    return asPerson<Value>(method, `/orgs/${person.org}/${path}`);
  }
  const { place, token } = await loginAsOf(given);
  // A token begins with the id of the org that its session is for.
  return send<Value>(place, token, method, `/orgs/${token.split("!")[0]}/${path}`);
}

function cell(value: unknown): string {
  const text = value === undefined ? "" : String(value);
  const at = parseInstant(text);
  return at ? formatInstant(at) : text;
}
