import { parseArgs } from "node:util";
import Table from "cli-table3";
import { POLICY_BOOK } from "#domain/policies.ts";
import { readFeatures } from "#steps/reader/features.ts";
import { allAlternatives, choosesPolicy, formatChoice, wordsOf } from "#steps/reader/policy-words.ts";
import { openSuite } from "#steps/reader/suite.ts";

const USAGE = "npm run features -- --policies [--http] [--json]";

/** What one alternative makes of the suite. */
interface Outcome {
  readonly policy: string;
  readonly value: unknown;
  /** How many scenarios were told under it; those whose own steps choose a value of the policy are not. */
  readonly told: number;
  readonly otherwise: readonly {
    readonly place: string;
    readonly name: string;
    /** Whether it proves a rule the policy is said to touch. */
    readonly ofItsRules: boolean;
    readonly because: string;
  }[];
}

/**
 * Tells all features once under each alternative of each policy, and reports the scenarios that come out otherwise:
 * what depends on which policy. Answers 1 only when something fails under the defaults.
 */
export async function tellUnderPolicies(args: readonly string[]): Promise<number> {
  const { values: options } = parseArgs({
    args: args.filter((arg) => arg !== "--policies"),
    options: { json: { type: "boolean" }, http: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const begun = performance.now();
  const driver = options.http ? "http" : "use cases";
  const examples = new Map(readFeatures().flatMap((feature) => feature.examples.map((one) => [one.place, one])));
  const suite = await openSuite();
  const baseline = await suite({ parameters: { driver } });
  if (baseline.broken) throw new Error(`the features cannot be run: ${baseline.broken}`);
  const failing = new Set(baseline.failures.map(({ place }) => place));
  const outcomes: Outcome[] = [];
  for (const { policy, value } of allAlternatives()) {
    const { failures, broken } = await suite({ parameters: { driver, policy: formatChoice({ policy, value }) } });
    if (broken) throw new Error(`${formatChoice({ policy, value })}: ${broken}`);
    const told = [...examples.values()].filter(({ steps }) => !steps.some((step) => choosesPolicy(step, policy)));
    const rules: readonly string[] = POLICY_BOOK[policy].rules;
    const otherwise = failures
      .filter(({ place }) => !failing.has(place))
      .map(({ place, name, because }) => {
        const ofItsRules = examples.get(place)?.rules.some((rule) => rules.includes(rule)) ?? false;
        return { place, name, ofItsRules, because };
      });
    outcomes.push({ policy, value, told: told.length, otherwise });
    process.stderr.write(`${formatChoice({ policy, value })}: ${otherwise.length} otherwise\n`);
  }
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  if (options.json) {
    console.log(JSON.stringify({ seconds, ran: baseline.ran, failing: [...failing], policies: outcomes }, null, 2));
  } else {
    console.log(tableOf(outcomes));
    for (const { policy, value, otherwise } of outcomes) {
      if (otherwise.length === 0) continue;
      console.log(`\n${policy} is ${wordsOf(value)}`);
      for (const { place, name, ofItsRules } of otherwise) console.log(`  ${ofItsRules ? " " : "*"} ${place} ${name}`);
    }
    const still = outcomes.filter(({ otherwise }) => otherwise.length === 0);
    console.log(
      `\n${baseline.ran} scenarios through ${driver}, ${outcomes.length} alternatives, ${still.length} of them without effect ` +
        `on any scenario that leaves the policy alone; * proves no rule of the policy; ${seconds} s`,
    );
    if (failing.size > 0) console.log(`these fail under the defaults: ${[...failing].join(", ")}`);
  }
  return failing.size > 0 ? 1 : 0;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const table = new Table({
    head: ["policy", "value", "told", "otherwise", "of its rules"],
    style: { head: [], border: [] },
    colAligns: ["left", "left", "right", "right", "right"],
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const { policy, value, told, otherwise } of outcomes)
    table.push([policy, wordsOf(value), told, otherwise.length, otherwise.filter((one) => one.ofItsRules).length]);
  return table.toString();
}
