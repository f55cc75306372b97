import { isSealed, type LoggedRecord } from "./envelope.ts";

/** A sealed value by its name, with the digest in its place. */
export type SealedValue = readonly [name: string, digest: string];

/**
 * What of a record is sealed, in the order of names. The items of the list `changes` are told by their number alone: a
 * forged record can say any, and as many names as it says may never be made.
 */
export interface SealedValues {
  readonly sealed: readonly SealedValue[];
  /** How many items the list has; 0 where there is none. */
  readonly rows: number;
}

export function sealedIn(record: LoggedRecord): SealedValues {
  const sealed: SealedValue[] = [];
  for (const [name, value] of Object.entries(record)) {
    if (isSealed(value)) sealed.push([name, value.$sealed]);
    else if (name === "decision" && isSealed(record.decision?.because))
      sealed.push(["decision.because", record.decision.because.$sealed]);
  }
  return { sealed, rows: record.rows ?? 0 };
}
