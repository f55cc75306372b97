import { count, type Entry, text } from "./entry.ts";
import type { Say } from "./finding.ts";

/** Holds records against their numbers (A20), statements of them against both (A24), and instants against the one before (A02). */
export class Numbers {
  #next: number | undefined;
  readonly #streams = new Map<string, number>();
  /** The hash of the last record of an org, as it was stated; the next one carries it. */
  readonly #stated = new Map<string, string>();
  #latest = "";

  /** The number of the last record; nothing before the first. */
  get last(): number | undefined {
    return this.#next === undefined ? undefined : this.#next - 1;
  }

  take(entry: Entry, say: Say): void {
    const { seq, orgSeq, org, at } = entry;
    if (this.#next !== undefined && seq !== this.#next)
      say({ check: "A20", seq, says: `record ${seq} stands where record ${this.#next} is due` });
    const due = this.#streams.get(org);
    if (due !== undefined ? orgSeq !== due : this.#next === undefined ? seq === 0 && orgSeq !== 0 : orgSeq !== 0)
      say({ check: "A20", seq, says: `record ${seq} has number ${orgSeq} of ${org}, where ${due ?? 0} is due` });
    if (at < this.#latest)
      say({ check: "A02", seq, says: `record ${seq} happened at ${at}, and the one before at ${this.#latest}` });
    this.#holdStatement(entry, say);
    this.#next = seq + 1;
    this.#streams.set(org, orgSeq + 1);
    this.#latest = at;
  }

  #holdStatement(entry: Entry, say: Say): void {
    const { type, seq, org } = entry;
    const wrong = (says: string) => say({ check: "A24", seq, says: `record ${seq} (${type}) ${says}` });
    const [stated, orgPrev] = [this.#stated.get(org), text(entry, "orgPrev")];
    if (stated !== undefined && orgPrev !== undefined && stated !== orgPrev)
      wrong(`follows another record of ${org} than the one that was stated to be the last`);
    this.#stated.delete(org);
    if (type !== "audit.org-stated") return;
    const [subject, number, hash] = [text(entry, "subject") ?? "", count(entry, "number"), text(entry, "hash")];
    const next = this.#streams.get(subject);
    if (next === undefined || number !== next - 1)
      wrong(`states that the last record of ${subject} is its number ${number}, which is ${(next ?? 0) - 1}`);
    if (hash !== undefined) this.#stated.set(subject, hash);
  }
}
