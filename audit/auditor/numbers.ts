import type { Entry } from "./entry.ts";
import type { Say } from "./finding.ts";

/** Holds records against their numbers (A20), and instants against the one before (A02). */
export class Numbers {
  #next: number | undefined;
  readonly #streams = new Map<string, number>();
  #last = "";

  take({ seq, orgSeq, org, at }: Entry, say: Say): void {
    if (this.#next !== undefined && seq !== this.#next)
      say({ check: "A20", seq, says: `record ${seq} stands where record ${this.#next} is due` });
    const due = this.#streams.get(org);
    if (due !== undefined ? orgSeq !== due : this.#next === undefined ? seq === 0 && orgSeq !== 0 : orgSeq !== 0)
      say({ check: "A20", seq, says: `record ${seq} has number ${orgSeq} of ${org}, where ${due ?? 0} is due` });
    if (at < this.#last)
      say({ check: "A02", seq, says: `record ${seq} happened at ${at}, and the one before at ${this.#last}` });
    this.#next = seq + 1;
    this.#streams.set(org, orgSeq + 1);
    this.#last = at;
  }
}
