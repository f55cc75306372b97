import { readFeatures } from "#steps/reader/features.ts";
import type { Recorded } from "#steps/reader/recorded.ts";
import { openSuite } from "#steps/reader/suite.ts";

/** What the suite puts on record for each rule, by names of events in order of the alphabet. */
export interface OnRecord {
  /** Events that carry the rule as what decided them, in whatever example. */
  readonly decided: ReadonlyMap<string, readonly string[]>;
  /** Events that no rule decided, left by the acts of the rule's own examples: an end that comes by itself, a change. */
  readonly left: ReadonlyMap<string, readonly string[]>;
  /** Every event there was. */
  readonly all: ReadonlySet<string>;
  readonly examples: number;
}

/** Runs the suite through use cases and looks at what every example put on record; throws where one fails. */
export async function readRecords(): Promise<OnRecord> {
  const proves = new Map(readFeatures().flatMap(({ examples }) => examples.map(({ place, rules }) => [place, rules])));
  const decided = new Map<string, Set<string>>();
  const left = new Map<string, Set<string>>();
  const all = new Set<string>();
  const onRecorded = (place: string, recorded: readonly Recorded[]) => {
    for (const { type, rule, byTheAct } of recorded) {
      all.add(type);
      if (rule !== undefined) note(decided, rule, type);
      else if (byTheAct) for (const own of proves.get(place) ?? []) note(left, own, type);
    }
  };
  const suite = await openSuite();
  const { ran, failures, broken } = await suite({ parameters: { records: "attached" }, onRecorded });
  if (broken) throw new Error(`the features cannot be run: ${broken}`);
  const [failure] = failures;
  if (failure)
    throw new Error(
      `${failures.length} examples fail and tell nothing, first ${failure.place} ${failure.name}: ${failure.because}`,
    );
  return { decided: sorted(decided), left: sorted(left), all, examples: ran };
}

function note(notes: Map<string, Set<string>>, rule: string, type: string): void {
  const own = notes.get(rule);
  if (own) own.add(type);
  else notes.set(rule, new Set([type]));
}

const sorted = (notes: ReadonlyMap<string, ReadonlySet<string>>): ReadonlyMap<string, readonly string[]> =>
  new Map([...notes].map(([rule, types]) => [rule, [...types].sort()]));
