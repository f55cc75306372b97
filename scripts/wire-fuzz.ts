// Spoiled requests to the platform's own interfaces: npm run fuzz -- --requests 200000 --seed 1
import { parseArgs } from "node:util";
import { fuzz } from "./wire/fuzz.ts";

const { values } = parseArgs({
  options: { requests: { type: "string", default: "200000" }, seed: { type: "string", default: "1" } },
});
const [requests, seed] = [Number(values.requests), Number(values.seed)];
if (!Number.isSafeInteger(requests) || requests < 1 || !Number.isSafeInteger(seed)) {
  console.error("npm run fuzz [-- --requests 200000 --seed 1]: both are whole numbers");
  process.exit(2);
}
const begun = performance.now();
const { statuses, findings, heap } = await fuzz(requests, seed, (done) => {
  if (done % 20_000 === 0) process.stderr.write(`${done} of ${requests}\n`);
});
const told = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${status}: ${count}`);
console.log(`${requests} requests in ${Math.round((performance.now() - begun) / 1000)} s; ${told.join(", ")}`);
const megabytes = (bytes: number | undefined) => Math.round((bytes ?? 0) / 1024 / 1024);
console.log(`heap after each round: ${megabytes(heap[1])} MB early, ${megabytes(heap.at(-1))} MB at the end`);
for (const finding of findings.slice(0, 20)) console.log(finding);
console.log(`${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
