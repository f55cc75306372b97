import type { LoggedRecord, Sealed } from "./envelope.ts";
import { sealedNames } from "./sealing.ts";

/** A sealed value by its name, with the digest in its place; that of an item stands in the list `changes` alone. */
export type SealedValue = readonly [name: string, digest: string | undefined];

/** The sealed values of a record, in the order of SPEC.md, section 9. */
export const sealedIn = (record: LoggedRecord): readonly SealedValue[] =>
  sealedNames(record).map((name) => {
    const value = name === "decision.because" ? record.decision?.because : record[name];
    return [name, (value as Sealed | undefined)?.$sealed];
  });
