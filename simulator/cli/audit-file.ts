import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { InvalidRecord } from "#audit/invalid-record.ts";
import { linesOf, textOf } from "#audit/lines.ts";
import { parseRecord } from "#audit/record.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import { logFileIn } from "#server/check-log.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Source } from "./audit-tail.ts";
import { EXIT, Failure } from "./failure.ts";
import { namesFrom } from "./names.ts";

/** Reads the log of a state folder that a simulator may have open at the same time; nothing is written. */
export async function stateSource(state: string): Promise<Source> {
  const path = logFileIn(state);
  if (!existsSync(path)) throw noLog(path);
  return { ...namesIn(state, rowsIn(state)), read: async (from, org) => readFrom(path, from, org) };
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

async function readFrom(path: string, from: number, org: string | undefined) {
  const records: AuditRecord[] = [];
  let next = 0;
  for await (const line of linesOf(createReadStream(path, { highWaterMark: 256 * 1024 }))) {
    // The writer may be in the middle of a line; it will be whole the next time.
    if (!line.ended) break;
    if (next >= from) {
      const record = recordIn(textOf(line), next);
      if (org === undefined || record.org === org) records.push(record);
    }
    next += 1;
  }
  return { records, next: Math.max(next, from) };
}

/** A record as a line of the log has it. Failure when it is damaged. */
export function recordIn(text: string, seq: number): AuditRecord {
  try {
    return parseRecord(text);
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    const hint = "see understudy audit check";
    throw new Failure({
      exit: EXIT.invalid,
      code: "DAMAGED",
      what: `record ${seq} is damaged`,
      because: error.message,
      hint,
    });
  }
}

export const noLog = (path: string): Failure =>
  new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `no audit log "${path}"`,
    hint: "name the folder given to start --state",
  });
