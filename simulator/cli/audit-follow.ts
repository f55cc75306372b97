import type { Entry } from "#usecases/audit/entry.ts";
import { askedFor, sessionIn, typesIn } from "./audit-asking.ts";
import { questionsFor } from "./audit-questions-source.ts";
import { cellsOf } from "./audit-shown.ts";
import type { Given } from "./command.ts";
import type { Names } from "./names.ts";
import { pageFor } from "./page.ts";
import { wholeNumber } from "./values.ts";

/** How often new records are asked for, in milliseconds. */
const PAUSE = 200;
/** The most that one question is answered with. */
const MOST = 1000;

/** Shows the last records that are meant, and then what comes, one by one, until somebody interrupts. */
export async function follow(given: Given): Promise<undefined> {
  const lines = wholeNumber(given.needed("lines"), "lines", MOST);
  const questions = await questionsFor(given);
  const session = given.text("session");
  const about = {
    ...(await askedFor(given, questions)),
    ...(await typesIn(given)),
    ...(session !== undefined && { session: sessionIn(session) }),
    ...(given.options.refused === true && { effect: "deny" as const }),
  };
  let stopped = false;
  const stop = given.outside.askedToStop().then(() => {
    stopped = true;
  });
  let { entries, next } = await questions.timeline({ ...about, limit: Math.max(lines, 1) });
  if (lines === 0) entries = [];
  while (!stopped) {
    for (const entry of entries) write(given, entry, questions.names);
    await Promise.race([stop, new Promise((resolve) => setTimeout(resolve, PAUSE))]);
    if (!stopped) ({ entries, next } = await questions.timeline({ ...about, from: next, limit: MOST }));
  }
  return undefined;
}

/** One record as it happens: a line of text, or a line of JSON. */
function write({ outside, json }: Given, entry: Entry, names: Names): void {
  const [seq = "", time = "", ...rest] = cellsOf(entry, names);
  const text = `${pageFor(outside).faint(`${seq.padStart(5)}  ${time}`)}  ${rest.filter(Boolean).join("  ")}`;
  outside.out(`${json ? JSON.stringify(entry) : text}\n`);
}
