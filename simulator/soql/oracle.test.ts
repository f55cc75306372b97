import fc, { type GeneratorValue } from "fast-check";
import { expect, test } from "vitest";
import { grouped, holding, joined, mayPrecede, type Way, type Wish, type World, worth } from "./oracle.suite.ts";
import { aMoment, idOf, sourceOf } from "./rows.suite.ts";
import type { ResultRow, ResultValue } from "./run.ts";
import type { FieldSchema, FieldType, Row, Value } from "./schema.ts";
import { answer } from "./soql.ts";

const POOL: Partial<Record<FieldType, readonly Value[]>> = {
  string: ["alpha", "ALPHA", "Beta", "b_t%", "", "it's \\ me", null],
  picklist: ["One", "one", "Two", null],
  multipicklist: ["x;y", "x", "Y;z", null],
  int: [-1, 0, 1, 2, 10, null],
  currency: [-1.5, 0, 2, 10, 10.25, null],
  boolean: [true, false, null],
  date: ["2030-12-31", "2031-01-01", "2031-05-14", null],
  datetime: ["2031-01-01T00:00:00.000Z", "2031-01-01T00:00:00.001Z", "2031-05-14T16:00:00.000Z", null],
};
const TYPES = Object.keys(POOL) as FieldType[];
const PATTERNS = ["a%", "%A", "_eta", "%", "b\\_t\\%", "b_t_", "%\\\\%", "%t's%", ""];
const TEXTS = ["string", "picklist", "email"];

/** Draws a world and a query over it. */
class Drawing {
  readonly #g: GeneratorValue;
  readonly world: World;
  readonly #fields: Record<"A__c" | "B__c" | "C__c", readonly FieldSchema[]>;

  constructor(g: GeneratorValue) {
    this.#g = g;
    const fields = () =>
      Array.from({ length: this.upTo(5) + 1 }, (_, n): FieldSchema => {
        const type = this.one(TYPES);
        return { name: `F${n}__c`, type, indexed: !["boolean", "multipicklist"].includes(type) && this.chance(2) };
      });
    this.#fields = { A__c: fields(), B__c: fields(), C__c: fields() };
    const rows = (prefix: string, own: readonly FieldSchema[], to?: string, parents?: readonly Row[]) =>
      Array.from({ length: this.upTo(6) }, (_, n): Row => {
        const row: Record<string, Value> = { Id: idOf(prefix, n) };
        for (const { name, type } of own) if (!this.chance(6)) row[name] = this.one(POOL[type] ?? [null]);
        if (to && parents) row[to] = this.chance(4) ? null : (parents[this.upTo(6)]?.Id ?? null);
        return row;
      });
    const C__c = rows("a03", this.#fields.C__c);
    const B__c = rows("a02", this.#fields.B__c, "C__c", C__c);
    const A__c = rows("a01", this.#fields.A__c, "B__c", B__c);
    const id = { name: "Id", type: "id" } as const;
    const link = (to: "B" | "C") =>
      ({ name: `${to}__c`, type: "reference", referenceTo: [`${to}__c`], relationshipName: `${to}__r` }) as const;
    this.world = {
      rows: { A__c, B__c, C__c },
      objects: {
        A__c: { name: "A__c", keyPrefix: "a01", fields: [id, link("B"), ...this.#fields.A__c] },
        B__c: {
          name: "B__c",
          keyPrefix: "a02",
          fields: [id, link("C"), ...this.#fields.B__c],
          children: [{ name: "As__r", object: "A__c", field: "B__c" }],
        },
        C__c: { name: "C__c", keyPrefix: "a03", fields: [id, ...this.#fields.C__c] },
      },
    };
  }

  upTo(most: number): number {
    return this.#g(fc.nat, most);
  }

  /** Once in so many times. */
  chance(often: number): boolean {
    return this.upTo(often - 1) === 0;
  }

  one<T>(of: readonly T[]): T {
    return of[this.upTo(of.length - 1)] as T;
  }

  way(from: "A__c" | "B__c", only: (type: FieldType) => boolean = () => true): Way {
    const objects = from === "A__c" ? (["A__c", "B__c", "C__c"] as const) : (["B__c", "C__c"] as const);
    const steps = from === "A__c" ? (["B__r", "C__r"] as const) : (["C__r"] as const);
    const depth = this.upTo(steps.length);
    const fields = this.#fields[objects[depth] ?? from].filter(({ type }) => only(type));
    const { name, type } =
      this.chance(6) || fields.length === 0 ? ({ name: "Id", type: "id" } as const) : this.one(fields);
    return { steps: steps.slice(0, depth), name, type };
  }

  wish(from: "A__c" | "B__c", depth: number): Wish {
    const kind = depth === 0 ? "atom" : this.one(["atom", "and", "or", "not"] as const);
    if (kind === "not") return { kind, of: this.wish(from, depth - 1) };
    if (kind !== "atom") {
      const of = Array.from({ length: this.upTo(1) + 2 }, () => this.wish(from, depth - 1));
      return { kind, of };
    }
    const way = this.way(from);
    const text = TEXTS.includes(way.type);
    const operator =
      way.type === "multipicklist"
        ? this.one(["=", "!=", "INCLUDES", "EXCLUDES", "IN"])
        : way.type === "boolean"
          ? this.one(["=", "!="])
          : this.one(["=", "!=", "<", "<=", ">", ">=", "IN", "NOT IN", ...(text ? ["LIKE"] : [])]);
    const rows =
      way.steps.length === 0 ? (from === "A__c" ? "a01" : "a02") : way.steps.at(-1) === "C__r" ? "a03" : "a02";
    const pool: readonly Value[] =
      operator === "LIKE"
        ? PATTERNS
        : way.type === "id"
          ? [0, 1, 2, 5].map((n) => idOf(rows, n))
          : (POOL[way.type] ?? []);
    const several = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(operator);
    const fit = operator === "INCLUDES" || operator === "EXCLUDES" ? pool.filter((one) => one !== null) : pool;
    return {
      kind: "atom",
      way,
      operator,
      values: Array.from({ length: several ? this.upTo(2) + 1 : 1 }, () => this.one(fit)),
    };
  }

  /** What stands after WHERE: sometimes with a sub-select beside it. */
  where(from: "A__c" | "B__c"): Wish | undefined {
    if (this.chance(5)) return undefined;
    const wish = this.wish(from, 2);
    if (from === "B__c" || !this.chance(3)) return wish;
    return { kind: "and", of: [{ kind: "join", negated: this.chance(2), wish: this.wish("B__c", 1) }, wish] };
  }
}

const written = ({ steps, name }: Way): string => [...steps, name].join(".");

function literal(value: Value, type: FieldType, pattern: boolean): string {
  if (value === null || typeof value === "boolean" || typeof value === "number") return String(value);
  if (type === "date" || type === "datetime") return value;
  return pattern ? `'${value.replace(/'/g, "\\'")}'` : `'${value.replace(/[\\']/g, "\\$&")}'`;
}

function clause(wish: Wish): string {
  switch (wish.kind) {
    case "and":
    case "or":
      return wish.of
        .map((one) => (one.kind === "atom" || one.kind === "join" ? clause(one) : `(${clause(one)})`))
        .join(` ${wish.kind.toUpperCase()} `);
    case "not":
      return `NOT (${clause(wish.of)})`;
    case "join":
      return `B__c ${wish.negated ? "NOT " : ""}IN (SELECT Id FROM B__c WHERE ${clause(wish.wish)})`;
    case "atom": {
      const values = wish.values.map((value) => literal(value, wish.way.type, wish.operator === "LIKE"));
      const several = ["IN", "NOT IN", "INCLUDES", "EXCLUDES"].includes(wish.operator);
      return `${written(wish.way)} ${wish.operator} ${several ? `(${values.join(", ")})` : values[0]}`;
    }
  }
}

const where = (wish: Wish | undefined): string => (wish ? ` WHERE ${clause(wish)}` : "");

/** The value at a path of an answered row. */
function shown(row: ResultRow, path: readonly string[]): Value {
  const [name, ...more] = path;
  const found: ResultValue | undefined = row.values.find((one) => one.name === name);
  if (found?.kind === "value") return found.value;
  if (found?.kind === "parent") return found.row ? shown(found.row, more) : null;
  throw new Error(`no ${path.join(".")}`);
}

const ids = (rows: readonly ResultRow[]): string[] => rows.map(({ id = "" }) => id);
const sorted = (texts: Iterable<string>): string[] => [...texts].toSorted();

function checkRows(
  draw: Drawing,
  rows: readonly ResultRow[],
  wish: Wish | undefined,
  asked: readonly Way[],
  orders: readonly Order[],
): void {
  const all = joined(draw.world, "A__c");
  const expected = wish ? [...holding(draw.world, all, wish)] : all;
  expect(sorted(ids(rows))).toEqual(sorted(expected.map((one) => String(one[""]?.Id))));
  for (const row of rows) {
    const own = all.find((one) => one[""]?.Id === row.id);
    for (const way of asked) {
      const missing = way.steps.length > 0 && own && own[way.steps.join(".")] === undefined;
      expect(shown(row, [...way.steps, way.name])).toEqual(own && !missing ? worth(own, way) : null);
    }
  }
  for (const [nth, row] of rows.entries()) {
    const [before, own] = [rows[nth - 1], row].map((one) => all.find((each) => one && each[""]?.Id === one.id));
    if (!before || !own) continue;
    const verdicts = orders.map(({ way, descending, nullsLast }) =>
      mayPrecede(worth(before, way), worth(own, way), descending, nullsLast),
    );
    expect(verdicts.find((one) => one !== "same") ?? "same").not.toBe("after");
  }
}

interface Order {
  readonly way: Way;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

const sortable = (type: FieldType) => type !== "multipicklist" && type !== "boolean";
const groupable = (type: FieldType) => !["multipicklist", "currency", "datetime"].includes(type);

async function askRows(draw: Drawing): Promise<void> {
  const wish = draw.where("A__c");
  const asked = [
    ...new Map(Array.from({ length: draw.upTo(3) }, () => draw.way("A__c")).map((way) => [written(way), way])).values(),
  ];
  const orders = Array.from({ length: draw.upTo(2) }, () => ({
    way: draw.way("A__c", sortable),
    descending: draw.chance(2),
    nullsLast: draw.chance(2),
  }));
  const select = ["Id", ...asked.map(written).filter((one) => one !== "Id")].join(", ");
  const by = orders.map(
    ({ way, descending, nullsLast }) => `${written(way)}${descending ? " DESC" : ""}${nullsLast ? " NULLS LAST" : ""}`,
  );
  const text = `SELECT ${select} FROM A__c${where(wish)}${by.length > 0 ? ` ORDER BY ${by.join(", ")}` : ""}`;
  const { objects, rows } = draw.world;
  const ask = async (more: string) =>
    (await answer(text + more, sourceOf(Object.values(objects), rows), aMoment())).result.rows;
  const whole = await ask("");
  checkRows(draw, whole, wish, asked, orders);
  const [offset, limit] = [draw.upTo(3), draw.upTo(4)];
  expect(ids(await ask(` LIMIT ${limit} OFFSET ${offset}`))).toEqual(ids(whole).slice(offset, offset + limit));
}

async function askGroups(draw: Drawing): Promise<void> {
  const wish = draw.where("A__c");
  const ways = [
    ...new Map(
      Array.from({ length: draw.upTo(2) }, () => draw.way("A__c", groupable)).map((way) => [written(way), way]),
    ).values(),
  ].filter(({ name }) => name !== "Id");
  const numbers = draw.way("A__c", (type) => type === "int" || type === "currency");
  const sum =
    numbers.name === "Id"
      ? ""
      : `, SUM(${written(numbers)}) total, AVG(${written(numbers)}) mean, MIN(${written(numbers)}) least`;
  const keys = ways.map((way, nth) => `${written(way)} k${nth}`);
  const text = `SELECT ${[...keys, `COUNT(Id) n${sum}`].join(", ")} FROM A__c${where(wish)}${ways.length > 0 ? ` GROUP BY ${ways.map(written).join(", ")}` : ""}`;
  const { objects, rows } = draw.world;
  const { result } = await answer(text, sourceOf(Object.values(objects), rows), aMoment());
  const all = joined(draw.world, "A__c");
  const held = wish ? [...holding(draw.world, all, wish)] : all;
  const groups = ways.length === 0 ? [held] : grouped(held, ways);
  const lower = (value: Value | undefined) => (typeof value === "string" ? value.toLowerCase() : (value ?? null));
  const expected = groups.map((group) => {
    const values = group.map((row) => worth(row, numbers)).filter((one) => typeof one === "number");
    const total = values.reduce((so, one) => so + one, 0);
    const [first] = group;
    const none = values.length === 0;
    const key = (way: Way) => lower(first ? worth(first, way) : null);
    const numeric =
      sum === "" ? [] : [none ? null : total, none ? null : total / values.length, none ? null : Math.min(...values)];
    return JSON.stringify([...ways.map(key), group.length, ...numeric]);
  });
  expect(
    sorted(
      result.rows.map(({ values }) =>
        JSON.stringify(values.map((one) => (one.kind === "value" ? lower(one.value) : one))),
      ),
    ),
  ).toEqual(sorted(expected));
}

async function askChildren(draw: Drawing): Promise<void> {
  const [outer, inner] = [draw.where("B__c"), draw.wish("A__c", 1)];
  const text = `SELECT Id, (SELECT Id FROM As__r WHERE ${clause(inner)}) FROM B__c${where(outer)}`;
  const { objects, rows } = draw.world;
  const { result } = await answer(text, sourceOf(Object.values(objects), rows), aMoment());
  const kids = [...holding(draw.world, joined(draw.world, "A__c"), inner)];
  const all = joined(draw.world, "B__c");
  const held = outer ? [...holding(draw.world, all, outer)] : all;
  const expected = held.map((one) => {
    const own = kids.filter((kid) => kid[""]?.B__c === one[""]?.Id).map((kid) => String(kid[""]?.Id));
    return `${one[""]?.Id}: ${sorted(own)}`;
  });
  const found = result.rows.map(({ id, values }) => {
    const children = values.find((one) => one.kind === "children");
    return `${id}: ${sorted(ids(children?.rows ?? []))}`;
  });
  expect(sorted(found)).toEqual(sorted(expected));
}

async function askCount(draw: Drawing): Promise<void> {
  const wish = draw.where("A__c");
  const { objects, rows } = draw.world;
  const { result } = await answer(
    `SELECT COUNT() FROM A__c${where(wish)}`,
    sourceOf(Object.values(objects), rows),
    aMoment(),
  );
  const all = joined(draw.world, "A__c");
  expect(result.totalSize).toBe(wish ? holding(draw.world, all, wish).size : all.length);
}

test("the engine answers what the oracle answers", { timeout: 300_000 }, async () => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      asked += 1;
      const draw = new Drawing(g);
      await draw.one([askRows, askRows, askGroups, askChildren, askCount])(draw);
    }),
    { numRuns: 2000, seed: 11 },
  );
  expect(asked).toBeGreaterThanOrEqual(2000);
});
