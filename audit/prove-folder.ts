import type { OrgId } from "#domain/ids.ts";
import type { OpenedValue, Proven } from "#usecases/ports.ts";
import type { Disk } from "./disk.ts";
import type { LoggedRecord } from "./envelope.ts";
import type { KeyRing } from "./key-ring.ts";
import { linesOf, textOf } from "./lines.ts";
import { type Paths, segmentName } from "./paths.ts";
import { DisclosureCursor, segmentsIn } from "./reader.ts";
import { hashOf, parseLine } from "./record.ts";
import { sealedNames } from "./sealing.ts";
import { formatHash, parseHash } from "./tree/hashes.ts";
import { PerfectNodes } from "./tree/perfect-nodes.ts";
import { inclusionProof } from "./tree/proof.ts";

/** What proves an org's stream, and up to which of its numbers the log has stated it. */
export interface OrgProven extends Proven {
  readonly to: number;
}

interface Kept {
  readonly record: LoggedRecord;
  readonly line: string;
  readonly values: readonly OpenedValue[];
}

/**
 * All records of an org as far as the log states them, with the newest statement, from files that somebody else may be
 * writing. Nothing when the log states nothing about the org. InvalidRecord for a line that is none.
 */
export async function proveOrgIn(disk: Disk, paths: Paths, ring: KeyRing, org: OrgId): Promise<OrgProven | undefined> {
  const nodes = new PerfectNodes();
  const cursor = new DisclosureCursor(disk, paths, ring, { seq: 0, segment: 0, byte: 0, disclosureByte: 0 });
  const kept: Kept[] = [];
  const keys: string[] = [];
  let statement: Kept | undefined;
  let checkpoint = "";
  for (const segment of segmentsIn(disk, paths)) {
    let batch: { readonly record: LoggedRecord; readonly line: string }[] = [];
    for await (const one of linesOf(disk.stream(`${paths.segments}/${segmentName(segment)}.jsonl`, 0))) {
      if (!one.ended) break;
      const line = textOf(one);
      const parsed = parseLine(line);
      if (parsed.is === "record") {
        batch.push({ record: parsed.record, line });
        continue;
      }
      for (const { record, line: text } of batch) {
        nodes.append(parseHash(hashOf(text)));
        const { type, key, subject } = record;
        if (type === "audit.founded" || type === "audit.key-rotated") keys.push(String(key));
        const isStatement = type === "audit.org-stated" && subject === org;
        if (record.org !== org && !isStatement) continue;
        const opening = await cursor.of({ record, line: text, segment, byte: 0 });
        const values = sealedNames(record).flatMap((name) => {
          const opened = opening(name);
          return opened ? { name, ...opened } : [];
        });
        if (isStatement) statement = { record, line: text, values };
        if (record.org === org) kept.push({ record, line: text, values });
      }
      batch = [];
      checkpoint = parsed.note;
    }
  }
  if (!statement) return undefined;
  const to = Number(statement.record.number);
  const chosen = [...kept.filter(({ record }) => record.orgSeq <= to), statement];
  const records = chosen
    .toSorted((one, other) => one.record.seq - other.record.seq)
    .map(({ record, line, values }) => ({
      line,
      values,
      proof: inclusionProof(record.seq, nodes.size, nodes.read).map(formatHash),
    }));
  return { checkpoint, keys, records, to };
}
