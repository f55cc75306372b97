/** What a run of features comes to: through a socket only what the wire tells is told. */
export interface Told {
  readonly told: number;
  /** How many of those that ran are tagged @wire. */
  readonly tagged: number;
}
