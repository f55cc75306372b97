import type { SourceKey } from "./sources.ts";

/** How sure the catalogue is of a rule, from the vendor's own teaching text down to our inference. */
export type Confidence = "seed" | "documented" | "reported" | "assumed";

export interface Entry {
  /** The sentence that feature, answer, page and audit record all quote. */
  readonly says: string;
  readonly confidence: Confidence;
  /** Keys into SOURCES; empty for what we inferred ourselves. */
  readonly sources: readonly SourceKey[];
  /** Why no platform could enforce it; such a rule is told, and nothing quotes it. */
  readonly notEnforced?: string;
}
