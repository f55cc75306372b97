import { parseArgs } from "node:util";
import Table from "cli-table3";
import { RULE_BOOK, ruleIds } from "#domain/rule-book.ts";
import { readFeatures } from "#steps/reader/features.ts";
import { mutationsOf, RULE_MUTATIONS } from "#steps/reader/mutations.ts";
import { findRuleObjects, isRule, type RuleObject } from "#steps/reader/rule-objects.ts";
import { type Failure, openSuite, type Suite } from "#steps/reader/suite.ts";

// Turns every rule round, in each way there is, and asks the features whether they notice. A rule that can be turned
// round without a failing example is told by nobody, whatever the features say.

/** What became of one mutant. Only an example that failed by itself counts; one that could not even begin does not. */
interface Fate {
  readonly mutant: string;
  readonly outcome: "killed" | "survived" | "crashed" | "not asked";
  /** Whether an example of the very rule noticed, or only others. */
  readonly by?: "its own examples" | "other examples";
  readonly how?: Failure["how"];
  readonly example?: string;
}

const { values: options } = parseArgs({
  options: { json: { type: "boolean" }, rule: { type: "string", multiple: true }, help: { type: "boolean" } },
});
if (options.help) {
  console.log("npm run mutants [-- --rule GRANT-06 …] [--json]");
  process.exit(0);
}

const begun = performance.now();
let baseline: { readonly ran: number; readonly failing: readonly string[] } = { ran: 0, failing: [] };
const objects = await findRuleObjects();
const examples = new Map(
  readFeatures().flatMap((feature) => feature.examples.map((example) => [example.place, example])),
);
const suite = await openSuite();
const asked = await watchRules(suite);

const wanted = objects.filter(({ id }) => !options.rule || options.rule.includes(id));
const mutants = wanted.flatMap(({ id, object }) => {
  const { askers, mutations } = asked.get(object) ?? { askers: new Set<string>(), mutations: new Set<string>() };
  const own = [...askers].filter((place) => examples.get(place)?.rules.includes(id));
  const others = [...askers].filter((place) => !own.includes(place));
  const ways = isRule(object) ? RULE_MUTATIONS : mutations.size > 0 ? [...mutations] : ["changed"];
  return ways.map((mutation) => ({ id, mutant: `${id}:${mutation}`, own, others }));
});
const fates: Fate[] = [];
for (const { id, mutant, own, others } of mutants) {
  fates.push(await tryMutant(mutant, own, others));
  tellProgress(id);
}
if (process.stderr.isTTY) process.stderr.write("\n");

/** On a terminal one line that is written over, elsewhere a line for every tenth. */
function tellProgress(id: string): void {
  const alive = fates.filter(({ outcome }) => outcome !== "killed").length;
  const said = `${fates.length} of ${mutants.length} mutants, ${alive} not killed, at ${id}`;
  const tenths = (count: number) => Math.floor((10 * count) / mutants.length);
  if (process.stderr.isTTY) process.stderr.write(`\r${said} `);
  else if (tenths(fates.length) > tenths(fates.length - 1)) process.stderr.write(`${said}\n`);
}

/** Runs everything once as it is, noting which example asks which rule and what values the definitions give. */
async function watchRules(run: Suite) {
  const notes = new Map<RuleObject, { readonly askers: Set<string>; readonly mutations: Set<string> }>();
  let place = "";
  const undo = objects.map(({ object }) => {
    const note = { askers: new Set<string>(), mutations: new Set<string>() };
    notes.set(object, note);
    if (isRule(object)) {
      const { brokenBy } = object;
      const watched: typeof brokenBy = (facts) => {
        note.askers.add(place);
        return brokenBy(facts);
      };
      return restoring(object, { brokenBy: watched }, { brokenBy });
    }
    const { gives } = object;
    const watched: typeof gives = (facts) => {
      const value = gives(facts);
      note.askers.add(place);
      for (const mutation of mutationsOf(value)) note.mutations.add(mutation);
      return value;
    };
    return restoring(object, { gives: watched }, { gives });
  });
  const { ran, failures, broken } = await run({ onExample: (now) => (place = now) });
  for (const turnBack of undo) turnBack();
  if (broken) throw new Error(`the features cannot be run: ${broken}`);
  if (ran === 0) throw new Error("no example was run, so no mutant can be noticed");
  process.stderr.write(`${ran} examples, ${failures.length} of them fail as things are and prove nothing\n`);
  const failing = new Set(failures.map((failure) => failure.place));
  for (const { askers } of notes.values()) for (const asker of askers) if (failing.has(asker)) askers.delete(asker);
  baseline = { ran, failing: [...failing] };
  return notes;
}

function restoring(object: RuleObject, watched: object, original: object): () => void {
  Object.assign(object, watched);
  return () => Object.assign(object, original);
}

/** An example that never asks a rule cannot notice that it was turned round, so only those that do are run. */
async function tryMutant(mutant: string, own: readonly string[], others: readonly string[]): Promise<Fate> {
  if (own.length + others.length === 0) return { mutant, outcome: "not asked" };
  let crashed = false;
  for (const [by, paths] of [
    ["its own examples", own],
    ["other examples", others],
  ] as const) {
    if (paths.length === 0) continue;
    const { failures, broken } = await suite({ paths: joined(paths), parameters: { mutant }, failFast: true });
    if (broken) throw new Error(`${mutant}: ${broken}`);
    const [failure] = failures.filter(({ how }) => how !== "before it began");
    if (failure)
      return { mutant, outcome: "killed", by, how: failure.how, example: `${failure.place} ${failure.name}` };
    crashed ||= failures.length > 0;
  }
  return { mutant, outcome: crashed ? "crashed" : "survived" };
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

const WHAT_TO_DO = {
  survived: "tell an example that comes out otherwise when the rule is turned round",
  crashed: "no example could even begin; tell one that asks the rule only in its story",
  "not asked": "no passing example asks this rule; let the flow ask it and tell it",
} as const;

function report(): void {
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const killed = fates.filter(({ outcome }) => outcome === "killed");
  const ids = new Set(objects.map(({ id }) => id));
  const missing = options.rule ? [] : ruleIds.filter((id) => RULE_BOOK[id].notEnforced === undefined && !ids.has(id));
  const done =
    fates.length > 0 && killed.length === fates.length && missing.length === 0 && baseline.failing.length === 0;
  process.exitCode = done ? 0 : 1;
  if (options.json) {
    console.log(
      JSON.stringify({ seconds, killed: killed.length, mutants: fates.length, missing, baseline, fates }, null, 2),
    );
    return;
  }
  const table = new Table({
    head: ["not killed", "", "what to do"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const { mutant, outcome } of fates) if (outcome !== "killed") table.push([mutant, outcome, WHAT_TO_DO[outcome]]);
  if (table.length > 0) console.log(table.toString());
  if (missing.length > 0) console.log(`rules without an object, so nothing to turn round: ${missing.join(", ")}`);
  if (baseline.failing.length > 0) console.log(`these fail as things are: ${baseline.failing.join(", ")}`);
  const foreign = killed.filter(({ by }) => by === "other examples");
  if (foreign.length > 0)
    console.log(`killed by no example of the rule itself: ${foreign.map(({ mutant }) => mutant).join(", ")}`);
  const errors = killed.filter(({ how }) => how === "error").length;
  console.log(
    `${killed.length} of ${fates.length} mutants killed (${killed.length - errors} by an assertion, ${errors} by an error), ` +
      `${wanted.length} rule objects, ${baseline.ran} examples, ${seconds} s`,
  );
}

report();
