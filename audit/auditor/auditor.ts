import { askedOf } from "./act.ts";
import { sortOf } from "./acts.ts";
import { type Entry, isSealed, type Verdict } from "./entry.ts";
import { Erasures, withSeals } from "./erasures.ts";
import type { Finding, Say } from "./finding.ts";
import { Keys } from "./keys.ts";
import { LAWS, lawsAfter } from "./laws.ts";
import { Numbers } from "./numbers.ts";
import { Pulse } from "./pulse.ts";
import { Readings } from "./reading.ts";
import { hold } from "./ruling.ts";
import { millis } from "./time.ts";
import { World } from "./world.ts";

/**
 * Reads the audit log record by record and says what in it cannot be right. Knows the catalogue of rules and nothing of
 * the platform: from the records alone it works out who may do what, and holds every decision and every end against
 * that. It keeps what is running and the rows of the orgs, and nothing of the log itself.
 */
export class Auditor {
  readonly findings: Finding[] = [];
  /** Decisions that nothing on record could be held against, such as where values are erased. */
  notEvaluated = 0;
  /** How many decisions were held against the rules. */
  held = 0;
  readonly #world = new World();
  readonly #numbers = new Numbers();
  readonly #keys = new Keys();
  readonly #erasures = new Erasures();
  readonly #readings = new Readings();
  readonly #pulse = new Pulse();
  /** The records of an append that is not read to its end: they are one act, decided on what was before. */
  #append: Entry[] = [];

  /** Takes in the next record, in the order of the log. */
  take(record: object): void {
    const entry = withSeals(record as Entry);
    this.#append.push(entry);
    if (entry.more) return;
    const append = this.#append;
    this.#append = [];
    this.#judge(append);
  }

  /**
   * Nothing more comes: what was to happen by itself at the last instant must be on record, and what is erased must have
   * been asked for. For a log that is whole, and not for one that a crash cut off or that somebody still writes.
   */
  close(): void {
    this.#world.reviews.overdue(this.#numbers.last ?? 0, Number.POSITIVE_INFINITY, this.#say);
    this.#erasures.close(this.#say);
  }

  /**
   * Looks which reviews wait beyond their deadline at an instant, `2031-03-07T09:00:00.000Z`. Apart from all else, for
   * nothing happens by itself when a person is late: the log is in order all the same.
   */
  late(at: string): void {
    this.#world.reviews.late(millis(at), this.#say);
  }

  readonly #say: Say = (finding) => {
    this.findings.push(finding);
  };

  #judge(append: readonly Entry[]): void {
    const [first] = append;
    if (!first) return;
    const world = this.#world;
    for (const entry of append) {
      this.#numbers.take(entry, this.#say);
      this.#keys.take(entry, this.#say);
      this.#erasures.take(entry, this.#say);
    }
    this.#pulse.take(first, world, this.#say);
    world.now = millis(first.at);
    world.overdue(first, this.#say);
    this.#holdDecisions(append);
    // What broke off was allowed by every rule that was asked.
    for (const entry of append)
      if (entry.type === "audit.act-failed") this.#hold(entry, { effect: "allow", rule: "no rule at all" });
    for (const entry of append) {
      world.now = millis(entry.at);
      for (const law of LAWS) law(entry, world, this.#say);
      this.#readings.take(entry, world.now, this.#say);
      world.take(entry, this.#say);
    }
    lawsAfter(append, world, this.#say);
  }

  /** One act is decided once; what its other records say of a decision must be that, or one of their own. */
  #holdDecisions(append: readonly Entry[]): void {
    const decided = append.filter(({ decision }) => decision !== undefined);
    const [first] = decided;
    if (!first?.decision) return;
    const main = first.decision;
    const same = (one: Entry) => one.decision?.rule === main.rule && one.decision.effect === main.effect;
    const leader = decided.find((one) => same(one) && one.session !== undefined) ?? first;
    this.#hold(leader, main);
    for (const one of decided) if (!same(one) && one.decision) this.#hold(one, one.decision);
  }

  #hold(entry: Entry, decision: Verdict): void {
    const world = this.#world;
    const sort = sortOf(entry);
    const acting = world.acting(entry);
    if (!sort && ![entry.act, entry.page, entry.query].some(isSealed))
      this.#say({
        check: "A19",
        seq: entry.seq,
        says: `record ${entry.seq} (${entry.type}) was decided, and no such act is known`,
      });
    else if (sort?.apart) {
      hold(entry, decision, sort.apart(entry, world, acting), this.#say);
      this.held += 1;
    } else if (sort && acting && !acting.person.rows.blind) {
      hold(entry, decision, askedOf(entry, sort, acting, world), this.#say);
      this.held += 1;
    } else this.notEvaluated += 1;
  }
}

/** What is wrong with these records, in the order of the log. */
export function judge(records: Iterable<object>): readonly Finding[] {
  const auditor = new Auditor();
  for (const record of records) auditor.take(record);
  return auditor.findings;
}
