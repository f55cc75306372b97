import type { IndexRow } from "#audit/index/row.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { ShownRecord } from "#usecases/ports.ts";
import { type Entry, entryOf, NOT_DISCLOSED, WITHHELD, wordsFor } from "./entry.ts";
import { GRANT_STEPS, type GrantBar, grantBars } from "./grant-bar.ts";
import { type Regard, regardOf } from "./regard.ts";
import { type AuditSource, type Reach, reachOf, recordsBySeq, type Scope } from "./source.ts";
import { type Verdict, verdictOn } from "./verdict.ts";
import { BEGINNINGS } from "./visits.ts";
import { type ToldVisit, toldVisits } from "./who.ts";

export interface SheetQuestion extends Scope {
  readonly session: SessionId;
}

/** Something that was changed, with what it was and what it became as far as that is disclosed; nothing where it was not there. */
export interface ToldChange extends Entry {
  readonly before?: Values;
  readonly after?: Values;
}

type Values = Readonly<Record<string, string>> | typeof NOT_DISCLOSED | typeof WITHHELD;

/** All that the log knows of one LoginAs session. */
export interface Sheet extends Reach {
  readonly visit: ToldVisit;
  /** The login access it rests on. */
  readonly grant?: GrantBar;
  readonly verdict: Verdict;
  readonly looked: readonly Entry[];
  readonly changed: readonly ToldChange[];
  readonly debugged: readonly Entry[];
  readonly refused: readonly Entry[];
}

/**
 * The sheet of one LoginAs session: under which login access, whether that ran at each act, what was looked at, what was
 * changed before and after. Fault NOT_FOUND where no LoginAs session of that id began before `asOf`.
 */
export async function sheetOf(source: AuditSource, question: SheetQuestion): Promise<Sheet> {
  const { index } = source;
  const asOf = reachOf(source, question);
  const rows = [...index.search({ sessions: new Set([question.session]), asOf })];
  const begun = rows.find(({ type, delegateUser }) => delegateUser && BEGINNINGS.includes(type));
  const [visit] = begun ? await toldVisits(source, [begun], asOf) : [];
  if (!begun || !visit) throw notFound("LoginAs session with id", question.session);
  const grants = new Set(begun.grant ? [begun.grant] : []);
  const [grant] = grantBars(index.search({ grants, types: GRANT_STEPS, asOf }));
  const acts = rows.filter(({ delegateUser }) => delegateUser);
  const records = await recordsBySeq(
    source,
    acts.filter(isShown).map(({ seq }) => seq),
  );
  const told = (isMeant: (row: IndexRow) => boolean): readonly ShownRecord[] =>
    acts.filter(isMeant).flatMap(({ seq }) => records.get(seq) ?? []);
  const of = (regard: Regard) => told((row) => regardOf(row) === regard);
  return {
    visit,
    ...(grant && { grant }),
    verdict: verdictOn(rows, grant),
    looked: of("looked").map(entryOf),
    changed: of("changed").map(changeOf),
    debugged: of("debugged").map(entryOf),
    refused: told(isRefusal).map(entryOf),
    asOf,
  };
}

const isRefusal = ({ effect }: IndexRow): boolean => effect === "deny";
const isShown = (row: IndexRow): boolean => isRefusal(row) || regardOf(row) !== undefined;

function changeOf(record: ShownRecord): ToldChange {
  const isWithheld = (name: string) => record.withheld?.includes(name) === true;
  return {
    ...entryOf(record),
    ...("before" in record && { before: valuesIn(record.before) }),
    ...("after" in record && { after: valuesIn(record.after) }),
    ...(isWithheld("before") && { before: WITHHELD }),
    ...(isWithheld("after") && { after: WITHHELD }),
  };
}

/** The fields of a row as they were; a single value stands as one field of no name. */
function valuesIn(value: unknown): Values {
  if (typeof value !== "object" || value === null) return { "": wordsFor(value) };
  if ("$sealed" in value) return NOT_DISCLOSED;
  return Object.fromEntries(Object.entries(value).map(([field, one]) => [field, wordsFor(one)]));
}
