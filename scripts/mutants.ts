import { parseArgs } from "node:util";
import Table from "cli-table3";
import { isRuleId, RULE_BOOK, ruleIds } from "#domain/rule-book.ts";
import { readFeatures } from "#steps/reader/features.ts";
import { KINDS } from "#steps/reader/mutants.ts";
import { openSuite } from "#steps/reader/suite.ts";
import { type Fate, type Trial, tryMutant } from "./mutants/fates.ts";
import { readSurvivors, verdictOn } from "./mutants/survivors.ts";
import { openUnits, type Units } from "./mutants/units.ts";
import { watch } from "./mutants/watch.ts";

// Turns every rule round, moves every number and takes every step away, one after the other, and asks the features
// whether they notice, and the domain's unit tests where the features do not. What can be changed without a failing
// example is told by nobody, whatever the features say.

const USAGE = `npm run mutants [-- --rule GRANT-06 …] [--kind ${KINDS.join("|")} …] [--json]`;

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean" },
    rule: { type: "string", multiple: true },
    kind: { type: "string", multiple: true },
    help: { type: "boolean" },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const strange = [
  ...(options.rule ?? []).filter((id) => !isRuleId(id)),
  ...(options.kind ?? []).filter((kind) => !KINDS.some((one) => one === kind)),
];
if (strange.length > 0) {
  console.error(`there is no ${strange.join(" and no ")}; ${USAGE}`);
  process.exit(2);
}

const begun = performance.now();
const listed = readSurvivors();
const rulesOf = new Map(readFeatures().flatMap(({ examples }) => examples.map(({ place, rules }) => [place, rules])));
const suite = await openSuite();
const { candidates, objects, ran, places, failing } = await watch(suite);
process.stderr.write(`${ran} examples, ${failing.length} of them fail as things are and prove nothing\n`);

const wanted = candidates.filter(
  ({ kind, rules }) =>
    (!options.kind || options.kind.includes(kind)) && (!options.rule || rules.some((id) => options.rule?.includes(id))),
);
let units: Promise<Units> | undefined;
const trial: Trial = {
  places,
  proves: (place) => rulesOf.get(place) ?? [],
  suite,
  units: () => {
    units ??= openUnits();
    return units;
  },
};
const fates: Fate[] = [];
for (const candidate of wanted) {
  fates.push(await tryMutant(candidate, trial));
  tellProgress(candidate.name);
}
if (process.stderr.isTTY) process.stderr.write("\n");
await (await units)?.close();
report();

/** On a terminal one line that is written over, elsewhere a line for every tenth. */
function tellProgress(name: string): void {
  const alive = fates.filter(({ outcome }) => outcome !== "killed").length;
  const said = `${fates.length} of ${wanted.length} mutants, ${alive} not killed, at ${name}`;
  const tenths = (count: number) => Math.floor((10 * count) / wanted.length);
  if (process.stderr.isTTY) process.stderr.write(`\r${said}\u001b[K`);
  else if (tenths(fates.length) > tenths(fates.length - 1)) process.stderr.write(`${said}\n`);
}

function report(): void {
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  const killed = fates.filter(({ outcome }) => outcome === "killed");
  const { unexplained, killedAllTheSame, unknown } = verdictOn(
    fates,
    listed,
    candidates.map(({ name }) => name),
  );
  const ids = new Set(objects.map(({ id }) => id));
  const whole = !options.rule && !options.kind;
  const missing = whole ? ruleIds.filter((id) => RULE_BOOK[id].notEnforced === undefined && !ids.has(id)) : [];
  const wrong = [unexplained, killedAllTheSame, unknown, missing, failing];
  process.exitCode = fates.length > 0 && wrong.every(({ length }) => length === 0) ? 0 : 1;
  if (options.json) {
    const baseline = { ran, failing };
    const result = { seconds, killed: killed.length, mutants: fates.length, missing, baseline };
    console.log(JSON.stringify({ ...result, unexplained, killedAllTheSame, unknown, fates }, null, 2));
    return;
  }
  if (unexplained.length > 0) console.log(tableOf(unexplained));
  tell("rules without an object, so nothing to turn round", missing);
  tell("these fail as things are", failing);
  tell("listed in scripts/mutants-survivors.json and killed all the same; take them off the list", killedAllTheSame);
  tell("listed in scripts/mutants-survivors.json, and there is no such mutant", unknown);
  tell("killed by no example of the rule itself", by("other examples", ["rule", "figure", "policy"]));
  tell("killed by unit tests only", by("unit tests"));
  if (fates.length === 0) console.log("no mutant fits; is a rule or a kind missing?");
  const errors = killed.filter(({ how }) => how === "error").length;
  const explained = fates.length - killed.length - unexplained.length;
  console.log(
    `${killed.length} of ${fates.length} mutants killed (${killed.length - errors} by an assertion, ${errors} by an error), ` +
      `${explained} explained; ${kindsTried()}; ${ran} examples, ${seconds} s`,
  );
}

function kindsTried(): string {
  const counts = KINDS.map((kind) => [kind, fates.filter((one) => one.kind === kind).length] as const);
  return counts.flatMap(([kind, count]) => (count > 0 ? [`${count} of kind ${kind}`] : [])).join(", ");
}

function by(whom: Fate["by"], kinds: readonly string[] = KINDS): readonly string[] {
  return fates.flatMap((one) => (one.by === whom && kinds.includes(one.kind) ? [one.mutant] : []));
}

function tell(what: string, names: readonly string[]): void {
  if (names.length > 0) console.log(`${what}: ${names.join(", ")}`);
}

function tableOf(unexplained: readonly Fate[]): string {
  const table = new Table({
    head: ["not killed", "", "what to do"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  const toDo = {
    killed: "",
    survived: "tell an example that comes out otherwise, or list it with the reason why none can",
    crashed: "no example could even begin; tell one that meets the change only in its story",
    "not asked": "no passing example gets there; let the flow ask it, and tell it",
  } as const satisfies Record<Fate["outcome"], string>;
  for (const { mutant, outcome } of unexplained) table.push([mutant, outcome, toDo[outcome]]);
  return table.toString();
}
