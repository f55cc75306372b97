/** What requests of one kind came to. */
interface Kind {
  readonly millis: number[];
  refused: number;
}

/** What all clients together have seen. */
export class Tally {
  readonly #kinds = new Map<string, Kind>();
  readonly #findings = new Map<string, number>();
  requests = 0;
  cutOff = 0;

  answered(kind: string, millis: number, isGood: boolean): void {
    const known = this.#kinds.get(kind) ?? { millis: [], refused: 0 };
    this.#kinds.set(kind, known);
    known.millis.push(millis);
    if (!isGood) known.refused += 1;
    this.requests += 1;
  }

  /** Something that must not happen. */
  found(what: string): void {
    this.#findings.set(what, (this.#findings.get(what) ?? 0) + 1);
  }

  get findings(): readonly string[] {
    return [...this.#findings].map(([what, times]) => (times > 1 ? `${what} (${times} times)` : what));
  }

  /** Each kind with its count, how many were refused, and what half and all but one in a hundred waited, in milliseconds. */
  get rows(): readonly (readonly [kind: string, count: number, refused: number, p50: number, p99: number])[] {
    return [...this.#kinds]
      .map(([kind, { millis, refused }]) => {
        const sorted = millis.toSorted((one, other) => one - other);
        const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
        return [kind, millis.length, refused, at(0.5), at(0.99)] as const;
      })
      .sort(([one], [other]) => one.localeCompare(other));
  }
}
