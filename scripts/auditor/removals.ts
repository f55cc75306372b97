import type { Finding } from "#audit/auditor/finding.ts";
import { mutantNamed } from "#steps/reader/mutants.ts";
import type { Suite } from "#steps/reader/suite.ts";

/** What the auditor said of the logs that a platform without one rule wrote. */
export interface Removal {
  readonly rule: string;
  /** In how many examples the rule refuses something. */
  readonly examples: number;
  readonly findings: number;
  /** In how many of them something was found. */
  readonly foundIn: number;
  readonly first?: Finding & { readonly place: string };
}

/** Takes a rule away, tells the examples in which it refuses, and has the auditor judge their logs, whatever they assert. */
export async function withoutRule(suite: Suite, rule: string, places: ReadonlySet<string>): Promise<Removal> {
  const found: (Finding & { readonly place: string })[] = [];
  const turnBack = (await mutantNamed(`${rule}:never`)).apply();
  try {
    await suite({
      paths: joined([...places]),
      parameters: { findings: "attached" },
      onFound: (place, findings) => found.push(...findings.map((one) => ({ ...one, place }))),
    });
  } finally {
    turnBack();
  }
  // What names the rule itself says most.
  const first = found.find((one) => one.rule === rule) ?? found[0];
  const foundIn = new Set(found.map(({ place }) => place)).size;
  return { rule, examples: places.size, findings: found.length, foundIn, ...(first && { first }) };
}

/** `a.feature:3:7` for what stands in one file. */
function joined(places: readonly string[]): readonly string[] {
  const files = Map.groupBy(places, (place) => place.slice(0, place.lastIndexOf(":")));
  return [...files].map(([file, of]) => `${file}:${of.map((place) => place.slice(file.length + 1)).join(":")}`);
}
