import type { Outside } from "./outside.ts";

/** Nobody needs to see how far something is that is over by then, in milliseconds. */
const PATIENCE = 1000;
/** How often the line is written anew, in milliseconds. */
const OFTEN = 250;
const MEBIBYTE = 1024 * 1024;

/**
 * Says on one line of a terminal how far the reading of something long has come, how fast it goes and how long it will
 * still take, in bytes or in records; says nothing where notes go elsewhere.
 */
export function progressOn(
  { err, columns, sinceStart }: Outside,
  unit: "bytes" | "records" = "bytes",
): (done: number, of: number) => void {
  const begun = sinceStart();
  let last = begun;
  return (done, of) => {
    const now = sinceStart();
    if (columns === undefined || now - begun < PATIENCE || (now - last < OFTEN && done < of)) return;
    last = now;
    const rate = done / ((now - begun) / 1000);
    const share = Math.floor((100 * done) / Math.max(1, of));
    const left = Math.ceil((of - done) / rate);
    const bar = "#".repeat(Math.floor(share / 5)).padEnd(20, ".");
    err(
      `\r[${bar}] ${share} %  ${unit === "bytes" ? `${(rate / MEBIBYTE).toFixed(1)} MiB` : `${Math.round(rate)} records`}/s  ${left} s left\u001b[K`,
    );
    if (done >= of) err("\r\u001b[K");
  };
}
