import { cpus } from "node:os";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { append } from "./append.ts";
import { decide } from "./decide.ts";
import { type Bench, type Figure, shown, verdictOn } from "./figure.ts";
import { memory } from "./memory.ts";
import { orgs } from "./orgs.ts";
import { proof } from "./proof.ts";
import { query } from "./query.ts";
import { questions } from "./questions.ts";
import { fresh, ready } from "./ready.ts";
import { request } from "./request.ts";
import { soql } from "./soql.ts";
import { specs } from "./specs.ts";
import { reopening, verification } from "./whole-log.ts";
import { wire } from "./wire.ts";

// The figures that were promised, each with its bound. Ratios are taken within one run, in alternating order, over
// several rounds, of which the median counts: so they mean the same on a slow machine and on a fast one.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** The figures as JSON instead of a table. */
    json: { type: "boolean" },
    /** Where the durable log is written; a folder of its own on the disk that counts. */
    dir: { type: "string" },
  },
});

const BENCHES: Readonly<Record<string, Bench>> = {
  decide,
  append: () => append(values.dir),
  proof: () => proof(values.dir),
  fresh,
  ready,
  questions: () => questions(values.dir),
  verify: () => verification(values.dir),
  reopen: () => reopening(values.dir),
  request,
  wire,
  query,
  orgs,
  soql,
  specs,
  memory: () => memory(values.dir),
};

/** What takes many minutes is measured for whoever asks for it. */
const ON_REQUEST: ReadonlySet<string> = new Set(["memory"]);

const chosen = positionals.length > 0 ? positionals : Object.keys(BENCHES).filter((name) => !ON_REQUEST.has(name));
const figures: Figure[] = [];
const failed: string[] = [];
for (const name of chosen) {
  const bench = BENCHES[name];
  if (!bench) throw new Error(`no bench "${name}"; there are ${Object.keys(BENCHES).join(", ")}`);
  process.stderr.write(`${name} …\n`);
  try {
    figures.push(...(await bench()));
  } catch (error) {
    failed.push(`${name} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const judged = figures.map((figure) => ({ ...figure, verdict: verdictOn(figure) }));
if (values.json) {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length };
  console.log(JSON.stringify({ machine, figures: judged, failed }, null, 2));
} else if (judged.length > 0) {
  const table = new Table({
    head: ["figure", "measured", "wanted", "", "beside it"],
    style: { head: [], border: [] },
    chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
  });
  for (const { name, measured, unit, wanted, bound, verdict, beside = "" } of judged)
    table.push([name, `${shown(measured)} ${unit}`, `${wanted} ${shown(bound)}`, verdict, beside]);
  console.log(table.toString());
}
for (const one of failed) console.error(one);

process.exitCode =
  judged.length > 0 && failed.length === 0 && judged.every(({ verdict }) => verdict !== "missed") ? 0 : 1;
