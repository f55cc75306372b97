// Many clients at a simulator that is killed at random: npm run load -- --minutes 10 --connections 50 --kills 20 --seed 1
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { load } from "./wire/load.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    connections: { type: "string", default: "50" },
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
  },
});
const [minutes, connections, kills, seed] = [values.minutes, values.connections, values.kills, values.seed].map(Number);
const isWhole = (number: number | undefined, least: number): number is number =>
  Number.isSafeInteger(number) && (number ?? 0) >= least;
if (!(Number(minutes) > 0) || !isWhole(connections, 6) || !isWhole(kills, 0) || !isWhole(seed, 0)) {
  console.error(
    "npm run load [-- --minutes 10 --connections 50 --kills 20 --seed 1]: minutes above 0, from 6 connections on, and whole numbers",
  );
  process.exit(2);
}

const onProgress = (said: string) => process.stderr.write(`${said}\n`);
const done = await load({ seconds: Number(minutes) * 60, connections, kills, seed, onProgress });
const { tally, seconds, findings } = done;
const table = new Table({
  head: ["", "answered", "refused", "p50 ms", "p99 ms"],
  style: { head: [], border: [] },
  chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
});
for (const [kind, count, refused, p50, p99] of tally.rows)
  table.push([kind, count, refused, p50.toFixed(1), p99.toFixed(1)]);
console.log(table.toString());
console.log(
  `${tally.requests} requests in ${Math.round(seconds)} s, ${Math.round(tally.requests / seconds)} a second; ${done.kills} kills, ${tally.cutOff} requests cut off`,
);
console.log(
  `${done.acknowledgedWrites} acknowledged writes, ${done.cutOffWrites} cut off; ${done.found} records found; ${done.audited} records of the audit log verified`,
);
for (const finding of findings.slice(0, 30)) console.log(finding);
console.log(`${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
