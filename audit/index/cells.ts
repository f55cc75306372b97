import type { EventType, Stream } from "#domain/events.ts";
import type { DebugSessionId, GrantId, OrgId, SessionId, UserId, UserRef } from "#domain/ids.ts";
import { DAY, fromMillis, type Instant, SECOND, toMillis } from "#domain/time.ts";
import type { IndexRow } from "./row.ts";
import type { Words } from "./words.ts";

// A row is sixteen whole numbers of four bytes, and so the width of what a processor fetches from memory at once: a
// look at all rows of a long log costs no more than fetching them. An instant takes two: its day, and where in the day.

/** Which number of a row holds what. */
export const CELL = {
  day: 0,
  millis: 1,
  type: 2,
  org: 3,
  user: 4,
  delegateUser: 5,
  session: 6,
  debugSession: 7,
  grant: 8,
  party: 9,
  account: 10,
  untilDay: 11,
  untilMillis: 12,
  how: 13,
  rule: 14,
  flags: 15,
} as const;
export const CELLS = 16;

/** The bits of the last cell. */
export const FLAG = { allow: 1, deny: 2, withCase: 4, byAgent: 8, until: 16 } as const;

/** A user as one word: tenants cannot mix, since a sandbox keeps the ids of the users it copied. */
const wordOfUser = (user: UserRef | undefined): string | undefined => user && `${user.org} ${user.id}`;

function userOfWord(word: string | undefined): UserRef | undefined {
  if (word === undefined) return undefined;
  const [org, id] = word.split(" ") as [OrgId, UserId];
  return { org, id };
}

/** Writes a row into its cells, which begin at a place. */
export function writeCells(cells: Int32Array, place: number, row: IndexRow, words: Words): void {
  const at = toMillis(row.at);
  const day = Math.floor(at / DAY);
  const effect = row.effect === "allow" ? FLAG.allow : row.effect === "deny" ? FLAG.deny : 0;
  let flags = effect | (row.withCase ? FLAG.withCase : 0) | (row.byAgent ? FLAG.byAgent : 0);
  cells[place + CELL.day] = day;
  cells[place + CELL.millis] = at - day * DAY;
  cells[place + CELL.type] = words.add(row.type);
  cells[place + CELL.org] = words.add(row.org);
  cells[place + CELL.user] = words.add(wordOfUser(row.user));
  cells[place + CELL.delegateUser] = words.add(wordOfUser(row.delegateUser));
  cells[place + CELL.session] = words.add(row.session);
  cells[place + CELL.debugSession] = words.add(row.debugSession);
  cells[place + CELL.grant] = words.add(row.grant);
  cells[place + CELL.party] = words.add(row.party);
  cells[place + CELL.account] = words.add(row.account);
  if (row.until) {
    const until = toMillis(row.until);
    const last = Math.floor(until / DAY);
    cells[place + CELL.untilDay] = last;
    cells[place + CELL.untilMillis] = until - last * DAY;
    flags |= FLAG.until;
  }
  cells[place + CELL.how] = words.add(row.how);
  cells[place + CELL.rule] = words.add(row.rule);
  cells[place + CELL.flags] = flags;
}

/** The days there were, as instants begin with them: to write out a date takes longer than all else of a row. */
const days = new Map<number, string>();

const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, "0"));

/** The instant of a day since 1970 and milliseconds in it. */
function instantOf(day: number, millis: number): Instant {
  let date = days.get(day);
  if (date === undefined) {
    date = fromMillis(day * DAY).slice(0, -"00:00:00.000Z".length);
    days.set(day, date);
  }
  const seconds = Math.floor(millis / SECOND);
  const minutes = Math.floor(seconds / 60);
  const time = `${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}`;
  return `${date}${time}.${String(millis % SECOND).padStart(3, "0")}Z` as Instant;
}

/** A row that is read out of its cells only as far as somebody looks at it. */
export class RowInCells implements IndexRow {
  readonly seq: number;
  readonly #cells: Int32Array;
  readonly #words: Words;

  constructor(cells: Int32Array, seq: number, words: Words) {
    this.#cells = cells;
    this.seq = seq;
    this.#words = words;
  }

  #cell(cell: number): number {
    return this.#cells[this.seq * CELLS + cell] ?? 0;
  }

  #word<Word extends string>(cell: number): Word | undefined {
    return this.#words.at(this.#cell(cell)) as Word | undefined;
  }

  #has(flag: number): boolean {
    return (this.#cell(CELL.flags) & flag) !== 0;
  }

  get at(): Instant {
    return instantOf(this.#cell(CELL.day), this.#cell(CELL.millis));
  }
  get type(): EventType {
    return this.#word<EventType>(CELL.type) as EventType;
  }
  get org(): Stream {
    return this.#word<Stream>(CELL.org) as Stream;
  }
  get user(): UserRef | undefined {
    return userOfWord(this.#word(CELL.user));
  }
  get delegateUser(): UserRef | undefined {
    return userOfWord(this.#word(CELL.delegateUser));
  }
  get session(): SessionId | undefined {
    return this.#word(CELL.session);
  }
  get debugSession(): DebugSessionId | undefined {
    return this.#word(CELL.debugSession);
  }
  get grant(): GrantId | undefined {
    return this.#word(CELL.grant);
  }
  get party(): string | undefined {
    return this.#word(CELL.party);
  }
  get account(): UserId | undefined {
    return this.#word(CELL.account);
  }
  get until(): Instant | undefined {
    if (!this.#has(FLAG.until)) return undefined;
    return instantOf(this.#cell(CELL.untilDay), this.#cell(CELL.untilMillis));
  }
  get how(): string | undefined {
    return this.#word(CELL.how);
  }
  get rule(): string | undefined {
    return this.#word(CELL.rule);
  }
  get effect(): "allow" | "deny" | undefined {
    return this.#has(FLAG.allow) ? "allow" : this.#has(FLAG.deny) ? "deny" : undefined;
  }
  get withCase(): boolean {
    return this.#has(FLAG.withCase);
  }
  get byAgent(): boolean {
    return this.#has(FLAG.byAgent);
  }
}
