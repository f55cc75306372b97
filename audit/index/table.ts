import { EVENT_CATALOGUE } from "#domain/events.ts";
import { DAY, type Instant, toMillis } from "#domain/time.ts";
import { CELL, CELLS, FLAG, RowInCells, writeCells } from "./cells.ts";
import type { IndexRow } from "./row.ts";
import type { AuditIndex, Search } from "./search.ts";
import { Words } from "./words.ts";

/** How many rows there is room for at first. */
const ROOM = 256;

type Test = (cells: Int32Array, place: number) => boolean;

/** The rows of the index in memory: every search looks at all of them, which a million of them do not make slow. */
export class IndexTable implements AuditIndex {
  readonly words: Words;
  #cells: Int32Array;
  #size: number;

  /** An empty table, or one over rows that were kept. */
  constructor(words = new Words(), cells = new Int32Array(0), size = 0) {
    this.words = words;
    this.#cells = cells;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  /** The cells of the rows from a number on. */
  cellsFrom(seq: number): Int32Array {
    return this.#cells.subarray(seq * CELLS, this.#size * CELLS);
  }

  /** Takes in the row of the next record. */
  add(row: IndexRow): void {
    if (row.seq !== this.#size) throw new Error(`the index has record ${this.#size} next and was given ${row.seq}`);
    if ((this.#size + 1) * CELLS > this.#cells.length) this.#grow();
    writeCells(this.#cells, this.#size * CELLS, row, this.words);
    this.#size += 1;
  }

  #grow(): void {
    const cells = new Int32Array(Math.max(ROOM * CELLS, this.#cells.length * 2));
    cells.set(this.#cells);
    this.#cells = cells;
  }

  *search(search: Search): Generator<IndexRow, void> {
    const tests = testsFor(search, this.words);
    if (!tests) return;
    const end = Math.min(search.asOf ?? this.#size, this.#size);
    const [first, last, step] = search.backwards ? [end - 1, search.from ?? 0, -1] : [search.from ?? 0, end - 1, 1];
    // Rows that come while somebody goes through the answer may move to other cells; those in the answer stay.
    const cells = this.#cells;
    for (let seq = first; step === 1 ? seq <= last : seq >= last; seq += step) {
      const place = seq * CELLS;
      let fits = true;
      for (const test of tests) {
        if (test(cells, place)) continue;
        fits = false;
        break;
      }
      if (fits) yield new RowInCells(cells, seq, this.words);
    }
  }
}

/** What a row has to pass; nothing where no row can, because what is looked for never came. */
function testsFor(search: Search, words: Words): readonly Test[] | undefined {
  const { org, types, person, sessions, grants, effect, rule, byDelegate, since, until } = search;
  const tests: Test[] = [];
  if (org !== undefined && !isWord(tests, CELL.org, words.find(org))) return undefined;
  if (rule !== undefined && !isWord(tests, CELL.rule, words.find(rule))) return undefined;
  if (effect) tests.push(flagged(effect === "allow" ? FLAG.allow : FLAG.deny));
  if (types) tests.push(isOneOf(CELL.type, meantBy(types), words));
  if (sessions) tests.push(isOneOf(CELL.session, sessions, words));
  if (grants) tests.push(isOneOf(CELL.grant, grants, words));
  if (byDelegate) tests.push((cells, place) => cells[place + CELL.delegateUser] !== 0);
  if (person) {
    const meant = words.mark((word) => isUser(word, person));
    const [user, delegate] = [isMarked(CELL.user, meant), isMarked(CELL.delegateUser, meant)];
    tests.push((cells, place) => user(cells, place) || delegate(cells, place));
  }
  if (since) tests.push(notBefore(since));
  if (until) {
    const late = notBefore(until);
    tests.push((cells, place) => !late(cells, place));
  }
  return tests;
}

const EVENT_TYPES = Object.keys(EVENT_CATALOGUE);

/** The events that are named, by themselves or by their area. */
const meantBy = (types: readonly string[]): ReadonlySet<string> =>
  new Set(EVENT_TYPES.filter((one) => types.some((type) => isOfType(one, type))));

/** Whether an event is the one named, or of the area named. */
const isOfType = (word: string, type: string): boolean =>
  type.includes(".") ? word === type : word.startsWith(`${type}.`);

const isUser = (word: string, { id, org }: NonNullable<Search["person"]>): boolean =>
  org === undefined ? word.endsWith(` ${id}`) : word === `${org} ${id}`;

function isWord(tests: Test[], cell: number, word: number | undefined): boolean {
  if (word === undefined) return false;
  tests.push((cells, place) => cells[place + cell] === word);
  return true;
}

const flagged =
  (flag: number): Test =>
  (cells, place) =>
    ((cells[place + CELL.flags] ?? 0) & flag) !== 0;

const isMarked =
  (cell: number, marks: Uint8Array): Test =>
  (cells, place) =>
    marks[cells[place + cell] ?? 0] === 1;

function isOneOf(cell: number, meant: ReadonlySet<string>, words: Words): Test {
  const marks = new Uint8Array(words.size);
  for (const word of meant) {
    const number = words.find(word);
    if (number !== undefined) marks[number] = 1;
  }
  return isMarked(cell, marks);
}

function notBefore(at: Instant): Test {
  const millis = toMillis(at);
  const day = Math.floor(millis / DAY);
  const within = millis - day * DAY;
  return (cells, place) => {
    const own = cells[place + CELL.day] ?? 0;
    return own > day || (own === day && (cells[place + CELL.millis] ?? 0) >= within);
  };
}
