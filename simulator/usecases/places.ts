import type { Stream } from "#domain/events.ts";
import type { AuditRecord } from "./ports.ts";

/** Where the records of one org are in the log, in order. */
export interface OrgPlaces {
  readonly numbers: readonly number[];
  /** Of each, the number of the first record of its append. */
  readonly appends: readonly number[];
}

/** Where the log has stated how far the records of an org go, and up to which number. */
export interface Statement {
  readonly seq: number;
  readonly number: number;
}

const NOWHERE: OrgPlaces = { numbers: [], appends: [] };

/** Two numbers a record, so that a view of one org need not read the records of all others. Kept in place. */
export class Places {
  readonly #orgs = new Map<Stream, { readonly numbers: number[]; readonly appends: number[] }>();
  readonly #stated = new Map<Stream, Statement>();
  #append = 0;
  #isFirst = true;

  of(org: Stream): OrgPlaces {
    return this.#orgs.get(org) ?? NOWHERE;
  }

  /** The newest statement of the log about an org, if there is one. */
  statementAbout(org: Stream): Statement | undefined {
    return this.#stated.get(org);
  }

  /** Takes in what the log states of an org. */
  takeStatement({ seq, subject, number }: Statement & { readonly subject: Stream }): void {
    this.#stated.set(subject, { seq, number });
  }

  /** Takes in the next record of the log. */
  take({ org, seq, more }: Pick<AuditRecord, "org" | "seq" | "more">): void {
    if (this.#isFirst) this.#append = seq;
    this.#isFirst = more !== true;
    const places = this.#orgs.get(org) ?? { numbers: [], appends: [] };
    this.#orgs.set(org, places);
    places.numbers.push(seq);
    places.appends.push(this.#append);
  }
}
