import type { IndexRow } from "#audit/index/row.ts";
import type { Search } from "#audit/index/search.ts";
import type { Stream } from "#domain/events.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import { type Instant, MINUTE, toMillis } from "#domain/time.ts";
import { type Entry, entryOf } from "./entry.ts";
import { type AuditSource, type Reach, reachOf, recordsBySeq, type Scope } from "./source.ts";

/** So many refusals of one person in one org are a run, each no later than that behind the one before. */
const FEWEST = 3;
const APART = 15 * MINUTE;

export interface RefusalsQuestion extends Scope {
  readonly org?: OrgId;
  readonly person?: NonNullable<Search["person"]>;
  readonly rule?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  /** How many of the newest refusals are shown one by one, and how many runs. */
  readonly limit: number;
}

/** How often one rule refused. */
export interface RuleCount {
  readonly rule: string;
  readonly count: number;
  readonly last: Instant;
}

/** How often one person was refused in one org, and by which rules. */
export interface PersonCount {
  /** Who was really at the keyboard; nobody where nobody had logged in. */
  readonly person?: UserRef;
  readonly org: Stream;
  readonly count: number;
  readonly rules: readonly string[];
  readonly last: Instant;
}

/** Refusals of one person in one org, one soon after the other. */
export interface Run {
  readonly person: UserRef;
  readonly org: Stream;
  readonly count: number;
  readonly rules: readonly string[];
  readonly since: Instant;
  readonly until: Instant;
  /** Numbers of the first and the last record. */
  readonly records: readonly [number, number];
}

export interface Refusals extends Reach {
  readonly all: number;
  /** The most frequent first. */
  readonly byRule: readonly RuleCount[];
  readonly byPerson: readonly PersonCount[];
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly newest: readonly Entry[];
}

/** What was refused, by which rule, to whom, and where somebody tried again and again. */
export async function refusalsIn(source: AuditSource, question: RefusalsQuestion): Promise<Refusals> {
  const { limit, asOf: _, ...about } = question;
  const asOf = reachOf(source, question);
  const counted = new Refused();
  for (const row of source.index.search({ ...about, effect: "deny", asOf })) counted.take(row);
  const { all, seqs, byRule, byPerson, runs } = counted;
  const newest = await recordsBySeq(source, limit === 0 ? [] : seqs.slice(-limit));
  return {
    all,
    byRule: byRule.slice(0, limit),
    byPerson: byPerson.slice(0, limit),
    runs: runs.slice(0, limit),
    newest: [...newest.values()].map(entryOf).toReversed(),
    asOf,
  };
}

interface Counted {
  count: number;
  last: Instant;
}

interface OfPerson extends Counted {
  readonly person: UserRef | undefined;
  readonly org: Stream;
  readonly rules: Set<string>;
  run: { count: number; readonly rules: Set<string>; readonly first: IndexRow; last: IndexRow };
}

/** Counts refusals as they come, in order. */
export class Refused {
  all = 0;
  readonly seqs: number[] = [];
  readonly #rules = new Map<string, Counted>();
  readonly #people = new Map<string, OfPerson>();
  readonly #runs: Run[] = [];

  take(row: IndexRow): void {
    const { seq, at, org, rule = "" } = row;
    this.all += 1;
    this.seqs.push(seq);
    const ofRule = this.#rules.get(rule);
    if (ofRule) [ofRule.count, ofRule.last] = [ofRule.count + 1, at];
    else this.#rules.set(rule, { count: 1, last: at });
    const person = row.delegateUser ?? row.user;
    const key = `${org} ${person?.org} ${person?.id}`;
    const known = this.#people.get(key);
    const run = { count: 1, rules: new Set([rule]), first: row, last: row };
    if (!known) {
      this.#people.set(key, { person, org, count: 1, last: at, rules: new Set([rule]), run });
      return;
    }
    const isSoon = toMillis(at) - toMillis(known.last) <= APART;
    [known.count, known.last] = [known.count + 1, at];
    known.rules.add(rule);
    if (isSoon) {
      known.run.count += 1;
      known.run.rules.add(rule);
      known.run.last = row;
    } else {
      this.#end(known);
      known.run = run;
    }
  }

  get byRule(): readonly RuleCount[] {
    return [...this.#rules].map(([rule, { count, last }]) => ({ rule, count, last })).sort(mostFirst);
  }

  get byPerson(): readonly PersonCount[] {
    return [...this.#people.values()]
      .map(({ person, org, count, rules, last }) => ({
        ...(person && { person }),
        org,
        count,
        rules: [...rules],
        last,
      }))
      .sort(mostFirst);
  }

  /** Those that are over and those that may go on, newest first. */
  get runs(): readonly Run[] {
    const open = [...this.#people.values()].flatMap((of) => runOf(of) ?? []);
    return [...this.#runs, ...open].sort((one, other) => other.records[1] - one.records[1]);
  }

  #end(of: OfPerson): void {
    const run = runOf(of);
    if (run) this.#runs.push(run);
  }
}

const mostFirst = (one: { readonly count: number }, other: { readonly count: number }): number =>
  other.count - one.count;

function runOf({ person, org, run: { count, rules, first, last } }: OfPerson): Run | undefined {
  // Where nobody had logged in, nobody knows whether it was the same person.
  if (!person || count < FEWEST) return undefined;
  const records = [first.seq, last.seq] as const;
  return { person, org, count, rules: [...rules], since: first.at, until: last.at, records };
}
