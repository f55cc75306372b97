/** The most rows that a leaf holds. A change copies the leaves it touches and the list of them, so neither may be long. */
const MOST = 128;

interface Leaf<Row> {
  readonly ids: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * What rows are found by besides their ids. Each leaf is looked through once, so a change has only those looked through
 * again that it touches.
 */
export class LeafIndex<Row> {
  readonly #keyOf: (row: Row) => string | undefined;
  readonly #leaves = new WeakMap<Leaf<Row>, ReadonlyMap<string | undefined, readonly Row[]>>();

  constructor(keyOf: (row: Row) => string | undefined) {
    this.#keyOf = keyOf;
  }

  within(leaf: Leaf<Row>, key: string): readonly Row[] {
    let found = this.#leaves.get(leaf);
    if (!found) {
      found = Map.groupBy(leaf.rows, this.#keyOf);
      this.#leaves.set(leaf, found);
    }
    return found.get(key) ?? [];
  }
}

/**
 * Rows by their ids, in the order of the ids: a table that grows with what clients do. Immutable like every table of an
 * org, but what a change makes shares all leaves with what was there before except those it touches, so that it costs
 * the same however many rows there are.
 */
export class GrowingTable<Row> {
  readonly #leaves: readonly Leaf<Row>[];

  private constructor(leaves: readonly Leaf<Row>[]) {
    this.#leaves = leaves;
  }

  static of<Row>(rows: Readonly<Record<string, Row>>): GrowingTable<Row> {
    return new GrowingTable<Row>([]).after(Object.entries(rows));
  }

  get(id: string): Row | undefined {
    const leaf = this.#leaves[leafFor(this.#leaves, id)];
    const place = leaf ? placeIn(leaf.ids, id) : 0;
    return leaf?.ids[place] === id ? leaf.rows[place] : undefined;
  }

  /** The rows that an index has under a key, in the order of their ids. */
  by(index: LeafIndex<Row>, key: string): readonly Row[] {
    return this.#leaves.flatMap((leaf) => index.within(leaf, key));
  }

  values(): readonly Row[] {
    return this.#leaves.flatMap(({ rows }) => rows);
  }

  *[Symbol.iterator](): Generator<readonly [id: string, row: Row], void> {
    for (const { ids, rows } of this.#leaves) for (const [place, id] of ids.entries()) yield [id, rows[place] as Row];
  }

  /** As JSON has every table. */
  toJSON(): Readonly<Record<string, Row>> {
    return Object.fromEntries(this);
  }

  /** The table after some rows were written or, with `null`, deleted. */
  after(changes: Iterable<readonly [id: string, row: Row | null]>): GrowingTable<Row> {
    const leaves = [...this.#leaves];
    for (const [id, row] of changes) {
      const at = leafFor(leaves, id);
      const { ids, rows } = leaves[at] ?? { ids: [], rows: [] };
      const place = placeIn(ids, id);
      const gone = ids[place] === id ? 1 : 0;
      if (row === null && gone === 0) continue;
      const leaf = {
        ids: ids.toSpliced(place, gone, ...(row === null ? [] : [id])),
        rows: rows.toSpliced(place, gone, ...(row === null ? [] : [row])),
      };
      leaves.splice(at, 1, ...halved(leaf, at === leaves.length - 1));
    }
    return new GrowingTable(leaves);
  }
}

/** The place of the last leaf that begins at an id or before it; the first where all begin behind it. */
function leafFor(leaves: readonly Leaf<unknown>[], id: string): number {
  let [from, to] = [0, leaves.length];
  while (to - from > 1) {
    const middle = (from + to) >>> 1;
    if ((leaves[middle]?.ids[0] ?? "") <= id) from = middle;
    else to = middle;
  }
  return from;
}

/** The place of an id among others in order, or where it would stand. */
function placeIn(ids: readonly string[], id: string): number {
  let [from, to] = [0, ids.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((ids[middle] ?? "") < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** A leaf as it may stand: not at all where it is empty, and as two where it is too long. */
function halved<Row>({ ids, rows }: Leaf<Row>, isLast: boolean): readonly Leaf<Row>[] {
  if (ids.length === 0) return [];
  if (ids.length <= MOST) return [{ ids, rows }];
  // Ids are given out in order, so what comes next mostly comes behind the last: the leaf before it stays full.
  const cut = isLast ? MOST : MOST / 2;
  return [
    { ids: ids.slice(0, cut), rows: rows.slice(0, cut) },
    { ids: ids.slice(cut), rows: rows.slice(cut) },
  ];
}
