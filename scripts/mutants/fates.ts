import type { Kind } from "#steps/reader/mutants.ts";
import type { Failure, Suite } from "#steps/reader/suite.ts";
import type { Units } from "./units.ts";
import type { Candidate } from "./watch.ts";

/** What became of one mutant. Only an example that failed by itself counts; one that could not even begin does not. */
export interface Fate {
  readonly mutant: string;
  readonly kind: Kind;
  readonly outcome: "killed" | "survived" | "crashed" | "not asked";
  /** Who noticed: an example of the very rule, only others, or a unit test of the domain when no example did. */
  readonly by?: "its own examples" | "other examples" | "unit tests";
  readonly how?: Failure["how"];
  /** The example or the test that failed first. */
  readonly example?: string;
}

/** How mutants are tried: the examples by place and the rules each proves, the suite, and the unit tests behind it. */
export interface Trial {
  readonly places: readonly string[];
  readonly proves: (place: string) => readonly string[];
  readonly suite: Suite;
  readonly units: () => Promise<Units>;
}

/**
 * The examples of the rule that touch what was changed come first, then others that do, then all the rest where a
 * value may have been kept from one example to another, and at last the unit tests.
 */
export async function tryMutant(candidate: Candidate, { places, proves, suite, units }: Trial): Promise<Fate> {
  const { name: mutant, kind, rules, touchedBy } = candidate;
  const isOwn = (place: string) => proves(place).some((rule) => rules.includes(rule));
  const near = kind === "policy" ? places.filter(isOwn) : [...touchedBy];
  // Who never asks a rule or takes a step cannot notice; a number may have been read before.
  const rest = kind === "figure" || kind === "policy" ? places.filter((place) => !near.includes(place)) : [];
  let crashed = false;
  for (const [by, paths] of [
    ["its own examples", near.filter(isOwn)],
    ["other examples", near.filter((place) => !isOwn(place))],
    ["other examples", rest],
  ] as const) {
    if (paths.length === 0) continue;
    const { failures, broken } = await suite({ paths: joined(paths), parameters: { mutant }, failFast: true });
    if (broken) throw new Error(`${mutant}: ${broken}`);
    const [failure] = failures.filter(({ how }) => how !== "before it began");
    if (failure)
      return { mutant, kind, outcome: "killed", by, how: failure.how, example: `${failure.place} ${failure.name}` };
    crashed ||= failures.length > 0;
  }
  const example = await (await units()).firstFailure(mutant);
  if (example !== undefined) return { mutant, kind, outcome: "killed", by: "unit tests", how: "assertion", example };
  return { mutant, kind, outcome: crashed ? "crashed" : near.length === 0 ? "not asked" : "survived" };
}

/** `a.feature:3:7` for what stands in one file. */
function joined(places: readonly string[]): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const place of places) {
    const colon = place.lastIndexOf(":");
    const uri = place.slice(0, colon);
    lines.set(uri, [...(lines.get(uri) ?? []), place.slice(colon + 1)]);
  }
  return [...lines].map(([uri, own]) => `${uri}:${own.join(":")}`);
}
