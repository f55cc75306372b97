import { type Entry, list, type Ref, ref } from "./entry.ts";
import type { Say } from "./finding.ts";

const keyOf = ({ org, id }: Ref): string => `${org}/${id}`;

/** Legal holds and erasures: what must not be erased, what was to be, and whether that is why values are gone (A22). */
export class Erasures {
  readonly #holds = new Set<string>();
  /** The records that ask for erasures which are not done yet, by person. */
  readonly #begun = new Map<string, number>();
  /** The first record without a value since the last erasure that was done. */
  #veiled: number | undefined;

  take(entry: Entry, say: Say): void {
    const { type, seq, org } = entry;
    if (list(entry, "erased").length > 0) this.#veiled ??= seq;
    const person = ref(entry, "person");
    if (!person || !type.startsWith("audit.")) return;
    const wrong = (says: string) => say({ check: "A22", seq, says: `record ${seq} (${type}) ${says}` });
    const who = keyOf(person);
    const held = this.#holds.has(who);
    switch (type) {
      case "audit.hold-placed":
        if (held) wrong(`places a legal hold on ${who}, and there is one already`);
        if (org !== person.org) wrong(`stands in the log of ${org}`);
        this.#holds.add(who);
        return;
      case "audit.hold-released":
        if (!this.#holds.delete(who)) wrong(`releases a legal hold on ${who}, and there is none`);
        return;
      case "audit.erasure-requested":
        if (held) wrong(`has ${who} be erased, on whom there is a legal hold`);
        if (org === person.org) this.#begun.set(who, seq);
        return;
      case "audit.erasure-refused":
        if (!held) wrong(`refuses to erase ${who}, on whom there is no legal hold`);
        return;
      case "audit.erased":
        if (entry.request !== this.#begun.get(who)) wrong(`tells of an erasure of ${who} that nobody asked for`);
        this.#begun.delete(who);
        this.#veiled = undefined;
        return;
      default:
    }
  }

  /**
   * What holds once the log is read to its end: a record lacks a value only where somebody was erased after it. Whose
   * value it was cannot be judged further, for a name that is erased is erased wherever it stands.
   */
  close(say: Say): void {
    const seq = this.#veiled;
    if (seq === undefined || this.#begun.size > 0) return;
    say({ check: "A22", seq, says: `record ${seq} has values that are erased, and nobody was erased after it` });
  }
}

const GONE = { $sealed: "" };

/** A record in which whatever was erased reads as sealed, for something else stands in its place. */
export function withSeals(entry: Entry): Entry {
  const erased = list(entry, "erased");
  if (erased.length === 0) return entry;
  const sealed: Record<string, unknown> = {};
  for (const name of erased) {
    if (typeof name !== "string" || name.startsWith("decision.")) continue;
    sealed[name.split(".")[0] ?? name] = GONE;
  }
  return { ...entry, ...sealed };
}
