import { type Entry, text } from "./entry.ts";
import type { Say } from "./finding.ts";

/** The key that signs the log: named as it is founded, and changed on record only (A24). */
export class Keys {
  #key: string | undefined;

  take(entry: Entry, say: Say): void {
    const { type, seq } = entry;
    const [key, before] = [text(entry, "key"), text(entry, "before")];
    const wrong = (says: string) => say({ check: "A24", seq, says: `record ${seq} (${type}) ${says}` });
    if (type === "audit.founded") {
      if (seq !== 0) wrong("founds a log that there is already");
      this.#key = key;
    } else if (type === "audit.key-rotated") {
      if (this.#key !== undefined && before !== this.#key)
        wrong(`brings another key in the place of ${before}, and the log is signed with ${this.#key}`);
      if (key === before) wrong("brings the key that there is already");
      this.#key = key;
    }
  }
}
