import { parseArgs } from "node:util";
import { history, type Told } from "./model/history.ts";

// Plays a long random history, twice with one seed: npm run model -- --acts 100000 --seed 1
// In no state may more debugging sessions, threads or seats be in use than there are, and the two logs must be the same.

const USAGE = "npm run model [-- --acts 100000] [--seed 1] [--json]";
const { values } = parseArgs({
  options: {
    acts: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const [acts, seed] = [Number(values.acts), Number(values.seed)];
if (!Number.isInteger(acts) || acts < 1 || !Number.isInteger(seed)) {
  console.error(`--acts and --seed are whole numbers; ${USAGE}`);
  process.exit(2);
}

const begun = performance.now();
const first = await told("first");
const second = await told("second");
const same = first.hash === second.hash && first.records === second.records;
const seconds = Math.round((performance.now() - begun) / 100) / 10;
report(first);
process.exitCode = same && first.violations.length === 0 ? 0 : 1;

async function told(which: string): Promise<Told> {
  const one = await history(seed, acts, (done) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${which} time: ${done} of ${acts} acts\u001b[K`);
    else if (done % Math.ceil(acts / 5) < 1_000 && done > 0)
      process.stderr.write(`${which} time: ${done} of ${acts} acts\n`);
  });
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  return one;
}

function report({ records, hash, violations, peaks, counts, rules }: Told): void {
  const byCount = [...rules].sort(([, one], [, other]) => other - one);
  if (values.json) {
    const about = { seconds, acts, seed, records, hash, same, violations, peaks, counts };
    console.log(JSON.stringify({ ...about, rules: Object.fromEntries(byCount) }, null, 2));
    return;
  }
  for (const violation of violations.slice(0, 20)) console.log(violation);
  console.log(
    `${acts} acts: ${counts.allow} let in, ${counts.deny} refused, ${counts.fault} asked for what was not there`,
  );
  console.log(
    `refused most: ${byCount
      .slice(0, 12)
      .map(([rule, count]) => `${rule} ${count}`)
      .join(", ")}`,
  );
  console.log(
    `at most ${peaks.sessions} debugging sessions at once, ${peaks.ofOnePublisher} of one publisher, ${peaks.threads} threads in one, ${peaks.seats} seats of one license`,
  );
  console.log(`${violations.length} limits exceeded in ${records} records`);
  console.log(same ? `both logs end with hash ${hash}` : `the logs differ: ${hash} and ${second.hash}`);
  console.log(`${seconds} s`);
}
