import { rowOf, type Table, valuesOf } from "#domain/org.ts";
import type { FieldSchema, ObjectSchema, Row, Source } from "#soql/schema.ts";
import { type Catalogue, catalogueOf } from "./catalogue.ts";
import type { Facts, SObject } from "./object.ts";

/** Which of the platform's two APIs is asked. */
export type Api = "data" | "tooling";

/** What whoever reads may know of. */
export interface Open {
  object(name: string): boolean;
  field(object: string, field: string): boolean;
  /** The fields of an object that may be known of: its own list where all may. */
  fieldsOf(schema: ObjectSchema): readonly FieldSchema[];
}

/** Rows by the value of a field, text in small letters. */
type Index = ReadonlyMap<string | number, readonly Row[]>;

/** Rows that are the same for everybody, with the indexes over them, for as long as their table stands. */
const kept = new WeakMap<object, WeakMap<SObject, RowSet>>();

/** The rows of one object, and indexes over them that are made when they are asked for. */
class RowSet {
  readonly rows: readonly Row[];
  readonly #indexes = new Map<string, Index>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }

  by(field: string, value: string | number): readonly Row[] {
    let index = this.#indexes.get(field);
    if (!index) {
      index = Map.groupBy(
        this.rows.filter((row) => row[field] !== null && row[field] !== undefined),
        (row) => keyOf(row[field] as string | number),
      );
      this.#indexes.set(field, index);
    }
    return index.get(keyOf(value)) ?? [];
  }
}

const keyOf = (value: string | number): string | number => (typeof value === "string" ? value.toLowerCase() : value);

/** The rows of an org as whoever reads may see them. */
export class OrgSource implements Source {
  readonly #facts: Facts;
  readonly #api: Api;
  readonly #open: Open;
  readonly #catalogue: Catalogue;
  readonly #schemas = new Map<string, ObjectSchema | undefined>();
  readonly #sets = new Map<string, RowSet>();
  /** What was looked up, null for what is not there: every row asks for its object. */
  readonly #found = new Map<string, SObject | null>();

  constructor(facts: Facts, api: Api, open: Open) {
    this.#facts = facts;
    this.#api = api;
    this.#open = open;
    this.#catalogue = catalogueOf(facts.rows);
  }

  /** The object of a name, in whatever letters, if whoever reads may know of it. */
  object(name: string): SObject | undefined {
    let found = this.#found.get(name);
    if (found === undefined) {
      found = this.#look(name) ?? null;
      this.#found.set(name, found);
    }
    return found ?? undefined;
  }

  #look(name: string): SObject | undefined {
    const object = this.#catalogue.get(name.toLowerCase());
    if (!object || (object.api !== "both" && object.api !== this.#api)) return undefined;
    if (!this.#open.object(object.schema.name) || object.isThere?.(this.#facts) === false) return undefined;
    return object;
  }

  /** All objects that whoever reads may know of, by name. */
  objects(): readonly SObject[] {
    return [...this.#catalogue.keys()].sort().flatMap((name) => this.object(name) ?? []);
  }

  schema(name: string): ObjectSchema | undefined {
    const key = name.toLowerCase();
    if (!this.#schemas.has(key)) this.#schemas.set(key, this.#narrowed(this.object(name)));
    return this.#schemas.get(key);
  }

  #narrowed(object: SObject | undefined): ObjectSchema | undefined {
    if (!object) return undefined;
    const { schema } = object;
    const fields = this.#open.fieldsOf(schema);
    const children = schema.children?.filter(
      (child) => this.object(child.object) && this.#open.field(child.object, child.field),
    );
    // Where nothing is hidden it stays the same object, by which others keep what they have worked out of it.
    const isWhole = fields === schema.fields && children?.length === schema.children?.length;
    return isWhole ? schema : { ...schema, fields, ...(children && { children }) };
  }

  scan(name: string): readonly Row[] {
    return this.#shown(name, this.#setOf(name).rows);
  }

  byId(name: string, id: string): Row | undefined {
    const object = this.object(name);
    if (!object) return undefined;
    const { rows } = object;
    // The id of a row of a table is mostly the key of it, and then nothing has to be looked through.
    const row =
      (rows.from === "table" && this.#made(object, rowOf(this.#facts.rows[rows.table] as never, id))) ||
      this.#setOf(name).by("Id", id)[0];
    return row?.Id === id ? this.#shown(name, [row])[0] : undefined;
  }

  by(name: string, field: string, value: string | number): readonly Row[] {
    return this.#shown(name, this.#setOf(name).by(field, value));
  }

  #shown(name: string, rows: readonly Row[]): readonly Row[] {
    const shows = this.object(name)?.shows;
    return shows ? rows.filter((row) => shows(this.#facts, row)) : rows;
  }

  #made({ rows }: SObject, row: unknown): Row | undefined {
    return rows.from === "table" && row !== undefined
      ? rows.make(row as never, this.#facts.rows, this.#facts)
      : undefined;
  }

  #setOf(name: string): RowSet {
    const object = this.object(name);
    if (!object) return new RowSet([]);
    const key = object.schema.name;
    let set = this.#sets.get(key);
    if (set) return set;
    const { rows } = object;
    if (rows.from === "facts") set = new RowSet(rows.make(this.#facts));
    else {
      const table = this.#facts.rows[rows.table];
      const shared = rows.isShared ? (kept.get(table) ?? new WeakMap<SObject, RowSet>()) : undefined;
      const made = () =>
        valuesOf<Table>(this.#facts.rows, rows.table)
          .map((one) => this.#made(object, one))
          .filter((row) => row !== undefined);
      set = shared?.get(object) ?? new RowSet(made());
      if (shared) {
        shared.set(object, set);
        kept.set(table, shared);
      }
    }
    this.#sets.set(key, set);
    return set;
  }
}
