/** The kinds of defects that SPEC.md names. */
export type DefectKind =
  | "missing-segment"
  | "not-utf8"
  | "not-json"
  | "not-canonical"
  | "too-long"
  | "bad-form"
  | "bad-batch"
  | "bad-seq"
  | "bad-prev"
  | "bad-org-seq"
  | "bad-org-prev"
  | "bad-own-record"
  | "bad-append"
  | "bad-note"
  | "bad-origin"
  | "bad-size"
  | "bad-root"
  | "bad-signature"
  | "beyond-signer"
  | "incomplete"
  | "bad-seal"
  | "missing-seal"
  | "cut"
  | "bad-signer-state"
  | "bad-checkpoint"
  | "bad-policy"
  | "missing-file"
  | "bad-disclosure"
  | "missing-disclosure"
  | "bad-proof"
  | "not-complete";

/** Why something is no record, or none that can follow. */
export class InvalidRecord extends Error {
  override readonly name = "InvalidRecord";
  readonly kind: DefectKind;

  constructor(message: string, kind: DefectKind = "bad-form") {
    super(message);
    this.kind = kind;
  }
}
