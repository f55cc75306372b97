import { type Entry, isSealed, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import { HOUR } from "./time.ts";

/** What a reading leaves. */
const READINGS: ReadonlySet<string> = new Set(["audit.read", "audit.exported"]);

const OWN = "what was done in the org";

/** The act by which each question is asked, by how its words begin. */
const QUESTIONS: readonly (readonly [begins: string, act: string])[] = [
  [OWN, "see what was done in the org"],
  ["all records", "review the audit log"],
  ["records of ", "review the audit log"],
  ["record ", "review the audit log"],
  ["who was there", "review the audit log"],
  ["what happened", "review the audit log"],
  ["the sheet of a session", "review the audit log"],
  ["login access there was", "review the audit log"],
  ["what was refused", "review the audit log"],
  ["what sessions saw", "review the audit log"],
  ["all reviews", "read the reviews"],
  ["the reviews ", "read the reviews"],
  ["review ", "read a review"],
  ["the samples", "read the samples"],
  ["sample ", "draw a sample again"],
];

/** The words of the act that a record of reading comes from; nothing where it is no reading, or no question that there is. */
export function wordsOfReading(entry: Entry): string | undefined {
  if (!READINGS.has(entry.type)) return undefined;
  const query = text(entry, "query") ?? "";
  return QUESTIONS.find(([begins]) => query.startsWith(begins))?.[1];
}

/** That somebody read the log or the reviews: who, what, and in whose part of the log (A23). */
export class Readings {
  /** When each reader asked each question last, within the hour; oldest first. */
  readonly #asked = new Map<string, number>();

  take(entry: Entry, at: number, say: Say): void {
    const { type, seq, org, user, delegateUser, decision } = entry;
    if (!READINGS.has(type)) return;
    const wrong = (says: string, rule: string) =>
      say({ check: "A23", rule, seq, says: `record ${seq} (${type}) ${says}` });
    // Nobody decides about the operator, who stands outside all orgs; of everybody else it is said who it is.
    if ((user === undefined) !== (decision === undefined)) wrong("does not say who reads", "REVIEW-16");
    if (isSealed(entry.query)) return;
    const query = text(entry, "query");
    if (query === undefined || query.trim() === "") {
      wrong("does not say what is read", "REVIEW-16");
      return;
    }
    // What is handed out of one org is told to that org, whoever takes it.
    const due = type === "audit.exported" ? org : query.startsWith(OWN) ? user?.org : "platform";
    if (org !== due) wrong(`stands in the log of ${org}, and belongs in that of ${due ?? "nobody"}`, "REVIEW-17");
    if (type === "audit.read")
      this.#holdOnce([user?.org, user?.id, delegateUser?.org, delegateUser?.id, org, query], at, wrong);
  }

  #holdOnce(reading: readonly (string | undefined)[], at: number, wrong: (says: string, rule: string) => void): void {
    const key = reading.join("\n");
    const last = this.#asked.get(key);
    if (last !== undefined && at < last + HOUR)
      wrong("is the same question by the same reader within an hour", "REVIEW-18");
    this.#asked.delete(key);
    this.#asked.set(key, at);
    for (const [other, asked] of this.#asked) {
      if (at < asked + HOUR) return;
      this.#asked.delete(other);
    }
  }
}
