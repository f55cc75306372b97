import { formatId, type IdKind } from "#domain/ids.ts";
import type { Ids } from "#usecases/ports.ts";
import { makeFolder, readIfThere, writeDurablySync } from "./durable-file.ts";

/** Ids in order, those of each kind from number `first` on. */
export const idsFrom = (first: number): Ids => counting(first, () => {});

/** How many numbers are reserved at a time. */
const BLOCK = 1_000_000;

/**
 * Ids for a state folder, never one that an earlier opening may have given out: `ids.json` names the first number that
 * is not reserved, and is on disk before a reserved one is used. What a run leaves unused is skipped.
 * Error naming the file when it cannot be read: to begin anew would give out ids twice.
 */
export async function leasedIds(state: string, first = 1): Promise<Ids> {
  makeFolder(state);
  const file = `${state}/ids.json`;
  let end = Math.max(readLease(file, await readIfThere(file)) ?? first, first);
  const reserve = (from: number) => {
    end = from + BLOCK;
    writeDurablySync(file, `${JSON.stringify({ next: end })}\n`);
  };
  const start = end;
  reserve(start);
  return counting(start, (number) => {
    if (number >= end) reserve(number);
  });
}

function counting(start: number, before: (number: number) => void): Ids {
  const next = new Map<IdKind, number>();
  let least = start;
  return {
    skipTo: (number) => {
      if (number <= least) return;
      before(number);
      least = number;
    },
    next: (kind) => {
      const number = Math.max(next.get(kind) ?? 0, least);
      before(number);
      next.set(kind, number + 1);
      return formatId(kind, number);
    },
  };
}

function readLease(file: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const next = /^\{"next":(\d{1,15})\}\n$/.exec(text)?.[1];
  if (next === undefined)
    throw new Error(`"${file}" is damaged; restore it from a copy, or write {"next":N} with an N no id has reached`);
  return Number(next);
}
