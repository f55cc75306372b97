import type { DefectKind } from "./invalid-record.ts";

/** The first thing amiss in a log. */
export interface Defect {
  readonly kind: DefectKind;
  /** Relative to the log's folder: `seg/000000000000.jsonl`, `checkpoint`, `signer/state`. */
  readonly file: string;
  /** Where in it, at the beginning of the line. */
  readonly byte: number;
  readonly because: string;
}

/**
 * What a verification comes to. Unfinished: what was acknowledged is in order, and behind it stands what nobody was
 * told of, as a crash leaves it; opening the log mends that.
 */
export type Verdict = {
  /** The records up to the last batch that is in order. */
  readonly records: number;
  readonly batches: number;
  /** Over those records, in base64. */
  readonly root: string;
} & ({ readonly verdict: "good" | "unfinished" } | { readonly verdict: "bad"; readonly defect: Defect });
