import type { Command } from "commander";
import type { LogCheck } from "#http/app.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import { type Names, namesOf, orgNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { pageFor } from "./page.ts";
import { wholeNumber } from "./values.ts";

const STATE = ["--state <folder>", "a state folder, with or without a running simulator"] as const;

export function auditCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("audit")
    .summary("the audit log")
    .description("The audit log: the one truth about who had access.");
  command(group, outside, ending, {
    name: "tail",
    summary: "show the last records",
    options: [
      STATE,
      ["-n, --lines <number>", "how many", "20"],
      ["--follow", "go on with what comes, until interrupted"],
      ["--org <org>", "only of this org"],
    ],
    examples: ['audit tail -n 5 --org "Acme Corp"', "audit tail --state ./state"],
    client: true,
    act: tail,
  });
  command(group, outside, ending, {
    name: "check",
    summary: "read the whole log and say whether every record follows the one before",
    options: [STATE, ["--file <file>", "a log file"]],
    examples: ["audit check", "audit check --state ./state"],
    client: true,
    act: check,
  });
}

async function check(given: Given): Promise<Shown> {
  const found = await checked(given);
  const { outcome, records, hash, seq, byte, because } = found;
  const whole = outcome === "whole";
  return {
    data: found,
    exit: !whole ? EXIT.no : records > 0 ? EXIT.done : EXIT.nothing,
    text: (page) =>
      whole
        ? `${page.good("whole")}: ${records} records, the last with hash ${hash}`
        : `${page.bad(outcome)}: record ${seq}, byte ${byte}, does not follow: ${because}\n${records} records before it are in order, the last with hash ${hash}`,
  };
}

async function checked(given: Given): Promise<LogCheck> {
  const [state, file] = [given.text("state"), given.text("file")];
  if (state === undefined && file === undefined) {
    const place = placeOf(given);
    return send(place, place.token, "GET", "/audit/check");
  }
  const { checkFile, logFileIn } = await import("#server/check-log.ts");
  const path = file ?? logFileIn(state ?? "");
  try {
    return await checkFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw noLog(path);
    throw error;
  }
}

const noLog = (path: string): Failure =>
  new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `no audit log "${path}"`,
    hint: "name the folder given to start --state",
  });

const HEAD = ["#", "time", "org", "event", "user", "delegate user", "rule"];

/** Where records come from, in order: a file, or a running simulator. */
interface Source {
  readonly names: Names;
  /** The records of one org, or all, from a number on, and where to go on reading. */
  read(from: number, org?: string): Promise<{ readonly records: readonly AuditRecord[]; readonly next: number }>;
  orgId(text: string): Promise<string>;
}

async function tail(given: Given): Promise<Shown | undefined> {
  const lines = wholeNumber(given.needed("lines"), "lines");
  const source = await sourceFor(given);
  const named = given.text("org");
  const org = named === undefined ? undefined : await source.orgId(named);
  const { records: all, next } = await source.read(0, org);
  const records = lines === 0 ? [] : all.slice(-lines);
  const rows = records.map((record) => cells(record, source.names));
  if (given.options.follow === true) {
    for (const record of records) write(given, record, source.names);
    await follow(given, source, next, org);
    return undefined;
  }
  return {
    data: { records },
    exit: records.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) => (rows.length > 0 ? page.table(HEAD, rows) : "no records"),
  };
}

const cells = ({ seq, at, org, type, user, delegateUser, decision }: AuditRecord, names: Names): readonly string[] => [
  String(seq),
  at.slice(0, 19).replace("T", " "),
  org === "platform" ? org : names.org(org),
  type,
  names.user(user),
  names.user(delegateUser),
  decision?.rule ?? "",
];

/** One record as it happens: a line of text, or a line of JSON. */
function write({ outside, json }: Given, record: AuditRecord, names: Names): void {
  const page = pageFor(outside);
  const [seq = "", time = "", ...rest] = cells(record, names);
  outside.out(
    json
      ? `${JSON.stringify(record)}\n`
      : `${page.faint(`${seq.padStart(5)}  ${time}`)}  ${rest.filter(Boolean).join("  ")}\n`,
  );
}

/** How often new records are asked for, in milliseconds. */
const PAUSE = 200;

async function follow(given: Given, source: Source, from: number, org: string | undefined): Promise<void> {
  let next = from;
  let stopped = false;
  const stop = given.outside.askedToStop().then(() => {
    stopped = true;
  });
  while (!stopped) {
    const page = await source.read(next, org);
    for (const record of page.records) write(given, record, source.names);
    next = page.next;
    await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, PAUSE))]);
  }
}

async function sourceFor(given: Given): Promise<Source> {
  const state = given.text("state");
  if (state !== undefined) return (await import("./audit-file.ts")).stateSource(state, noLog);
  const place = placeOf(given);
  return {
    names: await namesOf(place),
    orgId: async (text) => (await orgNamed(place, text)).id,
    async read(from, org) {
      const records: AuditRecord[] = [];
      for (let next = from; ; ) {
        const query = new URLSearchParams({ from: String(next), limit: "1000", ...(org !== undefined && { org }) });
        const page = await send<{ records: readonly AuditRecord[]; next: number; size: number }>(
          place,
          place.token,
          "GET",
          `/audit/events?${query}`,
        );
        records.push(...page.records);
        next = page.next;
        if (next >= page.size) return { records, next };
      }
    },
  };
}

export type { Source };
