import { existsSync, readdirSync, readFileSync } from "node:fs";
import { realDisk } from "#audit/disk.ts";
import { InvalidRecord } from "#audit/invalid-record.ts";
import { KeyRing } from "#audit/key-ring.ts";
import { LogReader } from "#audit/log-reader.ts";
import { pathsIn } from "#audit/paths.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Source } from "./audit-tail.ts";
import { EXIT, Failure } from "./failure.ts";
import { namesFrom } from "./names.ts";

/** Reads the log of a state folder that a simulator may have open at the same time; nothing is written. */
export async function stateSource(state: string): Promise<Source> {
  const reader = readerOf(state);
  const read = (from: number, org: string | undefined) => readFrom(reader, from, org);
  return { ...namesIn(state, rowsIn(state)), read };
}

/** Reads the records of a state folder. Failure when it holds no log. */
export function readerOf(state: string): LogReader {
  const paths = pathsIn(state);
  demandLog(paths.audit);
  return new LogReader(realDisk, paths, new KeyRing(realDisk, paths.keys, noRandom));
}

/** Who and what is in a state folder, by the rows of its orgs. */
export function namesIn(state: string, rows: readonly OrgRows[]): Pick<Source, "names" | "orgId"> {
  const companies = rows.map(companyOf);
  const users = rows.flatMap((one) =>
    Object.values(one.users).map(({ id, username }) => ({ org: companyOf(one).id, id, username })),
  );
  return {
    names: namesFrom(companies, users),
    async orgId(text) {
      const found = companies.find(({ id, name }) => id === text || name.toLowerCase() === text.toLowerCase());
      if (found) return found.id;
      const hint = `there are ${companies.map(({ name }) => name).join(", ")}`;
      throw new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what: `no org "${text}" in "${state}"`, hint });
    },
  };
}

/** The orgs as the folder has them now. Read as files, since opening the store would tidy up after a writer at work. */
export function rowsIn(state: string): readonly OrgRows[] {
  const folder = `${state}/orgs`;
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")).rows);
}

async function readFrom(reader: LogReader, from: number, org: string | undefined) {
  const records: AuditRecord[] = [];
  let next = from;
  for await (const record of whole(reader.read(from))) {
    if (org === undefined || record.org === org) records.push(record);
    next = record.seq + 1;
  }
  return { records, next };
}

/** Records as they come. Failure at one that is damaged. */
export async function* whole(records: AsyncIterable<AuditRecord>): AsyncGenerator<AuditRecord, void> {
  try {
    yield* records;
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    throw new Failure({
      exit: EXIT.invalid,
      code: "DAMAGED",
      what: "a record is damaged",
      because: error.message,
      hint: "see understudy audit verify",
    });
  }
}

const noRandom = (): never => {
  throw new Error("reading makes nothing");
};

/** Failure when a folder holds no log. */
export function demandLog(folder: string): void {
  if (!existsSync(`${folder}/seg`)) throw noLog(folder);
}

/** A policy from elsewhere. Failure when it cannot be read. */
export function readPolicy(file: string): string {
  if (!existsSync(file))
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `no file "${file}"`,
      hint: "name a policy file",
    });
  return readFileSync(file, "utf8");
}

const noLog = (folder: string): Failure =>
  new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `no audit log in "${folder}"`,
    hint: "name the folder given to start --state",
  });
