import type { Outside } from "./outside.ts";

/** Milliseconds that something may take before anybody is told how far it is. */
const PATIENCE = 1000;

/** Tells how far a long work is, on standard error: a line for every tenth of it, and none for what is done at once. */
export function progressOn({ err, systemMillis }: Outside, what: string): (done: number, of: number) => void {
  const begun = systemMillis();
  let told = 0;
  return (done, of) => {
    const tenth = Math.floor((done / of) * 10);
    const took = systemMillis() - begun;
    if (tenth <= told || took < PATIENCE) return;
    told = tenth;
    const rate = Math.round((done / took) * 1000);
    const left = Math.ceil((of - done) / Math.max(rate, 1));
    err(`${what}: ${tenth * 10} %, ${done} of ${of}, ${rate} a second, ${left} s left\n`);
  };
}
