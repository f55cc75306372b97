import type { AuditRecord } from "#usecases/ports.ts";
import type { Given, Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import { type Names, namesOf, orgNamed } from "./names.ts";
import { pageFor } from "./page.ts";
import { askerOf, notOfFolder } from "./review-rows.ts";
import { wholeNumber } from "./values.ts";

const HEAD = ["#", "time", "org", "event", "user", "delegate user", "rule"];

/** Where records come from, in order: a file, or a running simulator. */
export interface Source {
  readonly names: Names;
  /** The records of one org, or all, from a number on, and where to go on reading. */
  read(from: number, org?: string): Promise<{ readonly records: readonly AuditRecord[]; readonly next: number }>;
  orgId(text: string): Promise<string>;
}

export async function tail(given: Given): Promise<Shown | undefined> {
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
  if (state !== undefined) {
    notOfFolder(given);
    return (await import("./audit-file.ts")).stateSource(state);
  }
  const { place, send } = await askerOf(given);
  return {
    names: await namesOf(place),
    orgId: async (text) => (await orgNamed(place, text)).id,
    async read(from, org) {
      const records: AuditRecord[] = [];
      for (let next = from; ; ) {
        const query = new URLSearchParams({ from: String(next), limit: "1000", ...(org !== undefined && { org }) });
        const page = await send<{ records: readonly AuditRecord[]; next: number; size: number }>(
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
