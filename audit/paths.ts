/** Where a state folder keeps its log, and what belongs to it (SPEC.md, section 2). */
export interface Paths {
  /** The log itself: what is handed to others, and verified. */
  readonly audit: string;
  readonly segments: string;
  readonly disclosures: string;
  readonly checkpoint: string;
  readonly policy: string;
  /** Space for last words. */
  readonly reserve: string;
  /** The search index, which may be deleted at any time. */
  readonly index: string;
  /** Whoever signs keeps here what was signed last. */
  readonly signer: string;
  readonly keys: string;
}

export const pathsIn = (state: string): Paths => pathsOf(`${state}/audit`, state);

/** The paths of a log's own folder; what belongs to the signer is beside it. */
export const pathsOf = (audit: string, beside = `${audit}/..`): Paths => ({
  audit,
  segments: `${audit}/seg`,
  disclosures: `${audit}/disclosures`,
  checkpoint: `${audit}/checkpoint`,
  policy: `${audit}/policy.txt`,
  reserve: `${audit}/reserve`,
  index: `${audit}/idx`,
  signer: `${beside}/signer`,
  keys: `${beside}/keys`,
});

/** The name of a segment's files, without extension: the number of its first record in twelve digits. */
export const segmentName = (first: number): string => String(first).padStart(12, "0");

/** The number a segment's file is named by; nothing for other files. */
export function segmentNumber(name: string, extension: "jsonl" | "seal"): number | undefined {
  const [digits, rest] = [name.slice(0, 12), name.slice(12)];
  return /^\d{12}$/.test(digits) && rest === `.${extension}` ? Number(digits) : undefined;
}
