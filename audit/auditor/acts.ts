import type { Area, Sort } from "./act.ts";
import { wordsOf } from "./act.ts";
import { DEBUG, sortOfDebugging } from "./debug.ts";
import { type Entry, text } from "./entry.ts";
import { GRANT } from "./grant.ts";
import { LICENSE } from "./license.ts";
import { LMO } from "./lmo.ts";
import { LOG } from "./log.ts";
import { LOGIN } from "./login.ts";
import { POWER } from "./power.ts";
import { wordsOfReading } from "./reading.ts";
import { REVIEW } from "./review.ts";
import { LOOKS, TRACE } from "./trace.ts";

/** Every area; what one of them says of an act is found here. */
const AREAS: readonly Area[] = [GRANT, LMO, LOGIN, POWER, DEBUG, LOG, LICENSE, TRACE, REVIEW];

const ACTS: ReadonlyMap<string, Sort> = new Map(AREAS.flatMap(({ acts }) => Object.entries(acts)));
const NAMED = AREAS.flatMap(({ named = [] }) => named);
const EVENTS: ReadonlyMap<string, string | Sort> = new Map(AREAS.flatMap(({ events }) => Object.entries(events)));

const actNamed = (words: string): Sort | undefined =>
  ACTS.get(words) ?? NAMED.find(([begins]) => words.startsWith(begins))?.[1];

/** What the act behind a record is asked; nothing where the auditor knows no such act. */
export function sortOf(entry: Entry): Sort | undefined {
  const special = sortOfDebugging(entry);
  if (special) return special;
  const known = EVENTS.get(entry.type);
  if (typeof known === "object") return known;
  const look = entry.type === "trace.read" ? LOOKS[text(entry, "trace") ?? ""] : wordsOfReading(entry);
  const words = look ?? known ?? wordsOf(entry);
  return words === undefined ? undefined : actNamed(words);
}
