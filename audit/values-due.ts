import type { SealedValue } from "./sealed-value.ts";

/** A sealed value that a line has to name. */
export interface Due {
  readonly org: string;
  readonly name: string;
  /** That of an item is known once its list is. */
  digest: string | undefined;
  isNamed: boolean;
}

/** The sealed values of one batch, until lines have named all of them. */
export class ValuesDue {
  /** By the number of the record, in the order of SPEC.md, section 9. */
  #due = new Map<number, readonly Due[]>();

  /** Those of one more record, some at least. */
  add(seq: number, org: string, sealed: readonly SealedValue[]): void {
    this.#due.set(
      seq,
      sealed.map(([name, digest]) => ({ org, name, digest, isNamed: false })),
    );
  }

  /** Nothing where there is no such value, or a line has named it. */
  get(seq: number, name: string): Due | undefined {
    const due = this.#find(seq, name);
    return due?.isNamed ? undefined : due;
  }

  #find(seq: number, name: string): Due | undefined {
    const values = this.#due.get(seq);
    if (!name.startsWith(ITEM)) return values?.find((due) => due.name === name);
    // The items of a list stand one behind the other, and there can be thousands.
    const list = values?.findIndex((due) => due.name === "changes") ?? -1;
    const item = values?.[list + 1 + Number(name.slice(ITEM.length))];
    return item?.name === name ? item : undefined;
  }

  /** The first value that no line has named. */
  get missing(): { readonly seq: number; readonly name: string } | undefined {
    for (const [seq, values] of this.#due) {
      const due = values.find(({ isNamed }) => !isNamed);
      if (due) return { seq, name: due.name };
    }
    return undefined;
  }

  /** The batch is over. */
  clear(): void {
    this.#due = new Map();
  }
}

const ITEM = "changes.";
