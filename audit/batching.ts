import type { Sequenced } from "./sequencer.ts";

/** A batch holds no more than either of these, unless a single append does. */
const MOST_RECORDS = 1024;
const MOST_CHARACTERS = 1024 * 1024;

/** Takes the appends of the next batch off the queue: as many as fit, at least one, and never part of one. */
export function takeBatch<Append extends Sequenced>(queue: Append[]): readonly Append[] {
  let records = 0;
  let characters = 0;
  const over = queue.findIndex(({ lines }, place) => {
    records += lines.length;
    for (const line of lines) characters += line.length;
    return place > 0 && (records > MOST_RECORDS || characters > MOST_CHARACTERS);
  });
  return queue.splice(0, over === -1 ? queue.length : over);
}
