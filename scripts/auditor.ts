import { parseArgs } from "node:util";
import Table from "cli-table3";
import { isRuleId } from "#domain/rule-book.ts";
import { openSuite } from "#steps/reader/suite.ts";
import { refusals } from "./auditor/refusals.ts";
import { type Removal, withoutRule } from "./auditor/removals.ts";
import { judgeHistory, type Progress } from "./model/judged.ts";

// Takes every rule that can refuse away, one after the other, and asks the auditor whether it notices by the log alone.
// With --acts it judges a long random history instead, in which it must find nothing.

const USAGE = "npm run auditor [-- --rule GRANT-06 …] [--json] | npm run auditor -- --acts 1000000 [--seed 1]";
const { values: options } = parseArgs({
  options: {
    rule: { type: "string", multiple: true },
    acts: { type: "string" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const [acts, seed] = [options.acts === undefined ? undefined : Number(options.acts), Number(options.seed)];
const strange = (options.rule ?? []).filter((id) => !isRuleId(id));
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
if (strange.length > 0 || !Number.isInteger(seed) || (acts !== undefined && !(Number.isInteger(acts) && acts > 0))) {
  console.error(strange.length > 0 ? `there is no ${strange.join(" and no ")}; ${USAGE}` : USAGE);
  process.exit(2);
}

/** Acts from one line of a long history to the next. */
const LINES = 100_000;

const begun = performance.now();
process.exitCode = acts === undefined ? await tryRemovals() : await tryHistory(acts);

async function tryRemovals(): Promise<number> {
  const suite = await openSuite();
  const { of, ran, failing } = await refusals(suite);
  const rules = [...of.keys()].filter((id) => options.rule === undefined || options.rule.includes(id)).sort();
  const removals: Removal[] = [];
  for (const rule of rules) {
    const places = of.get(rule) ?? new Set();
    removals.push(
      places.size > 0 ? await withoutRule(suite, rule, places) : { rule, examples: 0, findings: 0, foundIn: 0 },
    );
    if (process.stderr.isTTY) process.stderr.write(`\r${removals.length} of ${rules.length} rules\u001b[K`);
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  const missed = removals.filter(({ findings }) => findings === 0);
  if (options.json) console.log(JSON.stringify({ ran, failing, seconds: seconds(), removals }, null, 2));
  else {
    console.log(tableOf(removals));
    if (failing.length > 0) console.log(`these fail as things are: ${failing.join(", ")}`);
    if (missed.length > 0) console.log(`not found: ${missed.map(({ rule }) => rule).join(", ")}`);
    const count = removals.length - missed.length;
    console.log(
      `${count} of ${removals.length} removed rules found out by the log alone; ${ran} examples, ${seconds()} s`,
    );
  }
  return removals.length > 0 && missed.length === 0 && failing.length === 0 ? 0 : 1;
}

function tableOf(removals: readonly Removal[]): string {
  const table = new Table({
    head: ["rule", "found by", "findings", "in examples", "first"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
    colWidths: [13, 10, 10, 13, 90],
    wordWrap: true,
  });
  for (const { rule, first, findings, examples, foundIn } of removals)
    table.push([rule, first?.check ?? "", findings, `${foundIn} of ${examples}`, first?.says ?? "nothing is found"]);
  return table.toString();
}

async function tryHistory(count: number): Promise<number> {
  const judged = await judgeHistory(seed, count, tell);
  const { records, held, notEvaluated, findings, first } = judged;
  if (options.json) console.log(JSON.stringify({ acts: count, seed, ...judged, seconds: seconds() }, null, 2));
  else {
    for (const one of first) console.log(`${one.check} ${one.rule ?? ""} ${one.says}`);
    const rate = Math.round(records / Number(seconds()));
    console.log(
      `${count} acts, ${records} records, ${held} decisions held against the rules, ${notEvaluated} not: ${findings} findings`,
    );
    console.log(`${seconds()} s with the acts themselves, ${rate} records a second`);
  }
  return records > 0 && held > 0 && findings === 0 ? 0 : 1;
}

/** A line now and then, with what process and auditor have taken so far. */
function tell({ acts, records, findings, judging }: Progress): void {
  if (acts % LINES !== 0) return;
  const perRecord = Math.round((1000 * judging) / records);
  process.stderr.write(
    `${acts} acts, ${records} records, ${findings} findings, ${seconds()} s; ${megabytes()} MB, ${perRecord} µs of the auditor a record\n`,
  );
}

/** What is in use once everything that is not has been collected, where that can be asked for (`--expose-gc`). */
function megabytes(): number {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
}

function seconds(): string {
  return ((performance.now() - begun) / 1000).toFixed(1);
}
