import type { SealedValues } from "./sealed-value.ts";

/** A sealed value that a line has to name. */
export interface Due {
  readonly org: string;
  readonly name: string;
  /** That of an item is known once its list is, or its value. */
  digest: string | undefined;
  isNamed: boolean;
}

/** The sealed values of one record. */
interface DuesOfRecord {
  readonly org: string;
  readonly values: readonly Due[];
  readonly rows: number;
  /** Those items of `changes` that were asked for, by their place: how many there are, a record can say as it likes. */
  readonly items: Map<number, Due>;
}

/** The sealed values of one batch, until lines have named all of them. */
export class ValuesDue {
  /** By the number of the record. */
  #due = new Map<number, DuesOfRecord>();

  /** Those of one more record, some at least. */
  add(seq: number, org: string, { sealed, rows }: SealedValues): void {
    const values = sealed.map(([name, digest]): Due => ({ org, name, digest, isNamed: false }));
    this.#due.set(seq, { org, values, rows, items: new Map() });
  }

  /** Nothing where there is no such value, or a line has named it. */
  get(seq: number, name: string): Due | undefined {
    const due = name.startsWith(ITEM)
      ? this.item(seq, placeIn(name))
      : this.#due.get(seq)?.values.find((one) => one.name === name);
    return due?.isNamed ? undefined : due;
  }

  /** An item of the list `changes`, named or not. */
  item(seq: number, place: number): Due | undefined {
    const record = this.#due.get(seq);
    if (!record || !(place >= 0 && place < record.rows)) return undefined;
    const known = record.items.get(place);
    if (known) return known;
    const made: Due = { org: record.org, name: `${ITEM}${place}`, digest: undefined, isNamed: false };
    record.items.set(place, made);
    return made;
  }

  /** How many items the list `changes` of a record has. */
  rowsOf(seq: number): number {
    return this.#due.get(seq)?.rows ?? 0;
  }

  /** The first value that no line has named, in the order of SPEC.md, section 9. */
  get missing(): { readonly seq: number; readonly name: string } | undefined {
    for (const [seq, { values, rows, items }] of this.#due) {
      for (const { name, isNamed } of values) {
        if (!isNamed) return { seq, name };
        if (name !== "changes") continue;
        let place = 0;
        while (items.get(place)?.isNamed) place += 1;
        if (place < rows) return { seq, name: `${ITEM}${place}` };
      }
    }
    return undefined;
  }

  /** The batch is over. */
  clear(): void {
    this.#due = new Map();
  }
}

const ITEM = "changes.";

/** The place that the name of an item says; NaN where it says none. */
function placeIn(name: string): number {
  const digits = name.slice(ITEM.length);
  const place = Number(digits);
  return Number.isSafeInteger(place) && `${place}` === digits ? place : Number.NaN;
}
