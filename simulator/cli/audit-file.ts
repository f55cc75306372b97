import { existsSync, readdirSync, readFileSync } from "node:fs";
import { realDisk } from "#audit/disk.ts";
import { formatEvidence } from "#audit/evidence.ts";
import { InvalidRecord } from "#audit/invalid-record.ts";
import { KeyRing } from "#audit/key-ring.ts";
import { pathsIn } from "#audit/paths.ts";
import { proveOrgIn } from "#audit/prove-folder.ts";
import { placeBefore, readRecords, segmentsIn } from "#audit/reader.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Source } from "./audit-tail.ts";
import { EXIT, Failure } from "./failure.ts";
import { namesFrom } from "./names.ts";

/** Reads the log of a state folder that a simulator may have open at the same time; nothing is written. */
export async function stateSource(state: string): Promise<Source> {
  demandLog(pathsIn(state).audit);
  const rows = rowsIn(state);
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
    read: async (from, org) => readFrom(state, from, org),
  };
}

/** All that the log of a folder has about an org, as far as it states it; nothing where it states nothing. */
export async function proofOfState(state: string, org: OrgId): Promise<string | undefined> {
  const paths = pathsIn(state);
  const proven = await proveOrgIn(realDisk, paths, new KeyRing(realDisk, paths.keys, noRandom), org);
  return proven && formatEvidence(proven, { complete: { org, from: 0, to: proven.to } });
}

/** The orgs as the folder has them now. Read as files, since opening the store would tidy up after a writer at work. */
function rowsIn(state: string): readonly OrgRows[] {
  const folder = `${state}/orgs`;
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8")).rows);
}

async function readFrom(state: string, from: number, org: string | undefined) {
  const records: AuditRecord[] = [];
  let next = from;
  const paths = pathsIn(state);
  const ring = new KeyRing(realDisk, paths.keys, noRandom);
  try {
    const place = placeBefore(segmentsIn(realDisk, paths), from);
    for await (const record of readRecords(realDisk, paths, ring, { ...place, seq: from })) {
      if (org === undefined || record.org === org) records.push(record);
      next = record.seq + 1;
    }
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    const hint = "see understudy audit verify";
    throw new Failure({
      exit: EXIT.invalid,
      code: "DAMAGED",
      what: `record ${next} is damaged`,
      because: error.message,
      hint,
    });
  }
  return { records, next };
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
