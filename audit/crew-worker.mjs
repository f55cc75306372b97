// Where the thread of a worker begins. Plain JavaScript, so that what was stripped of its types once is not again: that
// costs a worker more than reading its first ten thousand records.
import module from "node:module";

module.enableCompileCache();
await import("./crew-worker.ts");
