// Crashes of every kind, and a look at what each has left: npm run crash -- --power --errors --points --load --races
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { fail } from "./crash/errors.ts";
import { killUnderLoad } from "./crash/load.ts";
import { killAtPoints } from "./crash/points.ts";
import { losePower } from "./crash/power.ts";
import { race } from "./crash/races.ts";
import { isClean, type Tally } from "./crash/tally.ts";

const USAGE =
  "npm run crash [-- [--power] [--errors] [--points] [--load] [--races] [--states 100000] [--times 200] [--seed 1]]";
const { values } = parseArgs({
  options: {
    power: { type: "boolean" },
    errors: { type: "boolean" },
    points: { type: "boolean" },
    load: { type: "boolean" },
    races: { type: "boolean" },
    states: { type: "string", default: "100000" },
    times: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const seed = numberIn("seed", 0);
const times = numberIn("times", 1);
const states = numberIn("states", 1);
/** As many races as there are sizes of them, twice: with an owner that is stopped, and with one that is killed. */
const RACES = 14;

function numberIn(name: "seed" | "times" | "states", least: number): number {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  console.error(`--${name} "${values[name]}" is no whole number from ${least} on; ${USAGE}`);
  process.exit(2);
}

interface Row {
  readonly what: string;
  readonly crashes: number;
  readonly looked: number;
  readonly lost: number;
  readonly falseCorruption: number | "-";
  readonly otherwise: number | "-";
  readonly because: readonly string[];
  readonly isClean: boolean;
}

const rowOf = (what: string, tally: Tally): Row => ({ what, ...tally, isClean: isClean(tally) });
const progress = (what: string, every: number) => (done: number) => {
  if (done % every === 0) process.stderr.write(`${what}: ${done}\n`);
};
/** Steps that come in clusters, told of no more than every so many. */
function sparsely(what: string, every: number): (done: number) => void {
  let told = 0;
  return (done) => {
    if (done < told + every) return;
    told = done;
    process.stderr.write(`${what}: ${done}\n`);
  };
}

async function underLoad(): Promise<Row> {
  const { kills, acknowledged, losses, records, torn } = await killUnderLoad({
    times,
    seed,
    onProgress: progress("kills under load", 20),
  });
  process.stderr.write(`under load: ${records} records, ${torn} torn tails set aside\n`);
  const what = "killed under load";
  const row = { what, crashes: kills, looked: acknowledged, lost: losses.length } as const;
  return { ...row, falseCorruption: "-", otherwise: "-", because: losses, isClean: losses.length === 0 };
}

const KINDS: Readonly<Record<"power" | "errors" | "points" | "load" | "races", () => Promise<Row>>> = {
  power: async () =>
    rowOf(
      "loss of power",
      await losePower({ states, seed, onProgress: sparsely("states after a loss of power", 5000) }),
    ),
  errors: async () =>
    rowOf("a call fails", await fail({ seed, onProgress: sparsely("states after a failed call", 500) })),
  points: async () =>
    rowOf("killed at each call", await killAtPoints({ seed, onProgress: sparsely("kills at a call", 50) })),
  load: underLoad,
  races: async () => rowOf("processes race", await race({ races: RACES, onProgress: progress("races", 2) })),
};
const names = Object.keys(KINDS) as (keyof typeof KINDS)[];
const chosen = names.filter((name) => values[name]);

const table = new Table({
  head: ["", "crashes", "acknowledged, looked for", "lost", "called corrupt", "otherwise", "seconds"],
  style: { head: [], border: [] },
});
let isAllClean = true;
for (const name of chosen.length > 0 ? chosen : names) {
  const begun = performance.now();
  const { what, crashes, looked, lost, falseCorruption, otherwise, because, isClean: clean } = await KINDS[name]();
  const seconds = Math.round((performance.now() - begun) / 100) / 10;
  table.push([what, crashes, looked, lost, falseCorruption, otherwise, seconds]);
  for (const one of because) console.error(one);
  isAllClean &&= clean;
}
console.log(table.toString());
if (!isAllClean) console.error("something was found, or nothing was looked at");
process.exitCode = isAllClean ? 0 : 1;
