import { count, type Entry, list, type Members, part, type Ref, ref, text, texts } from "./entry.ts";
import type { Lately } from "./lately.ts";
import { businessDaysOn, instant } from "./time.ts";
import { partiesOf, type Span, type Trail, type Trails } from "./trails.ts";

/** Business days until a review, or the remedy of what it found, is due (REVIEW-10). */
export const DAYS = { high: 2, low: 10, remedy: 5 } as const;

/** What a review has to begin with; what nobody can tell any more is left out. */
export interface Opening {
  /** The session, or the records from one number to another: `0Ak…`, `17-21`. */
  readonly subject: string;
  readonly reasons: readonly string[];
  readonly risk: "high" | "low";
  readonly subscriber?: string | undefined;
  readonly parties?: readonly Ref[];
  readonly dueAt: number;
}

/** Records as a part of the log: nothing where there is none. */
export function spanIn(of: Members | undefined): Span | undefined {
  const [first, last] = [count(of, "first"), count(of, "last")];
  return first !== undefined && last !== undefined ? { first, last } : undefined;
}

export const subjectOfSpan = ({ first, last }: Span): string => `${first}-${last}`;

/** What a record says is reviewed. */
export function subjectIn(entry: Entry): string {
  const about = part(entry, "about");
  const span = spanIn(about);
  return text(about, "session") ?? text(about, "debugSession") ?? (span ? subjectOfSpan(span) : "nothing");
}

/** How a review of a session has to begin. */
export const openingOf = (trail: Trail, at: number, reasons: readonly string[], risk: Opening["risk"]): Opening => ({
  subject: trail.id,
  reasons,
  risk,
  subscriber: trail.login.user.org,
  parties: partiesOf(trail),
  dueAt: businessDaysOn(at, DAYS[risk]),
});

/** How the review of a finding has to begin; nothing for a session that there never was, or records that are not there. */
export function openingOfFinding(
  entry: Entry,
  at: number,
  { trails, lately }: { readonly trails: Trails; readonly lately: Lately },
): Opening | undefined {
  const subject = subjectIn(entry);
  const reasons = ["finding"];
  const untold = { subject, reasons, risk: "high", dueAt: businessDaysOn(at, DAYS.high) } as const;
  const span = spanIn(part(entry, "about"));
  if (span) {
    if (span.first > span.last || span.last >= entry.seq) return undefined;
    const known = lately.whose(span);
    return known ? { ...untold, subscriber: known.org, parties: known.parties } : untold;
  }
  const trail = trails.get(subject);
  if (trail) return openingOf(trail, at, reasons, "high");
  return trails.forgets ? untold : undefined;
}

/** What a record says of a review that does not hold, each in words. */
export function* wrongIn(entry: Entry, due: Opening): Generator<string, void> {
  if (subjectIn(entry) !== due.subject) yield `of ${subjectIn(entry)}, and ${due.subject} is due`;
  const reasons = texts(entry, "reasons").join(", ");
  if (reasons !== due.reasons.join(", ")) yield `because of ${reasons}, and it is because of ${due.reasons.join(", ")}`;
  if (text(entry, "risk") !== due.risk) yield `at ${text(entry, "risk")} risk, which is ${due.risk}`;
  if (text(entry, "dueAt") !== instant(due.dueAt))
    yield `due at ${text(entry, "dueAt")}, and it is due at ${instant(due.dueAt)}`;
  if (!due.parties) return;
  const [said, parties] = [peopleIn(entry, "parties"), due.parties.map(nameOf)];
  if (said.join() !== parties.join())
    yield `with ${said.join(" and ")} as its parties, which are ${parties.join(" and ")}`;
  if (text(entry, "subscriber") !== due.subscriber)
    yield `of org ${text(entry, "subscriber")}, and it is of ${due.subscriber}`;
}

const nameOf = ({ org, id }: Ref): string => `${id} of ${org}`;

const peopleIn = (entry: Entry, name: string): readonly string[] =>
  list(entry, name).map((one) => {
    const person = ref({ one }, "one");
    return person ? nameOf(person) : "nobody";
  });
