import { createReadStream } from "node:fs";
import { type ChainCheck, checkChain } from "#audit/chain.ts";
import { formatRecord } from "#audit/record.ts";
import type { LogCheck } from "#http/app.ts";
import type { AuditRecord } from "#usecases/ports.ts";

/** Where a state folder keeps its audit log. */
export const logFileIn = (state: string): string => `${state}/audit/log.jsonl`;

/** Where a state folder keeps the search index over its audit log, which may be deleted at any time. */
export const indexFolderIn = (state: string): string => `${state}/audit/idx`;

/** Checks the log of a state folder from its first byte, whether or not a simulator has it open. */
export const checkStateFolder = (state: string): Promise<LogCheck> => checkFile(logFileIn(state));

export async function checkFile(file: string): Promise<LogCheck> {
  return summed(await checkChain(createReadStream(file, { highWaterMark: 256 * 1024 })));
}

/** Checks records that are kept in memory, by the very lines they would be on disk. */
export async function checkRecords(records: AsyncIterable<AuditRecord>): Promise<LogCheck> {
  return summed(await checkChain(linesIn(records)));
}

/** The lines records are, as bytes. */
export async function* linesIn(records: AsyncIterable<AuditRecord>): AsyncGenerator<Uint8Array, void> {
  for await (const record of records) yield Buffer.from(`${formatRecord(record)}\n`);
}

function summed(check: ChainCheck): LogCheck {
  const { outcome, end } = check;
  const about = { records: end.size, hash: end.hash };
  if (outcome === "whole") return { outcome, ...about };
  return { outcome, ...about, seq: check.seq, byte: check.byte, because: check.because };
}
