// Says what one sync of a file that grew takes at the median, in milliseconds.
import { closeSync, fdatasync, openSync, writeSync } from "node:fs";
import { median } from "./figure.ts";

const file = openSync(`${process.argv[2]}/file`, "w");
const times: number[] = [];
for (let turn = 0; turn < 400; turn += 1) {
  writeSync(file, Buffer.alloc(700));
  const begun = performance.now();
  await new Promise<void>((done, fail) => fdatasync(file, (error) => (error ? fail(error) : done())));
  times.push(performance.now() - begun);
}
closeSync(file);
console.log(median(times));
