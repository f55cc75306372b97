import type { FunctionName } from "./ast.ts";
import type { ChildRelationship, FieldSchema, FieldType, ObjectSchema, Value } from "./schema.ts";

// A query whose every name has been looked up and whose every value fits: what the planner and the engine work on.

/** One step from a row to its parent; several targets make it polymorphic. */
export interface Step {
  readonly relationship: string;
  readonly field: FieldSchema;
  readonly targets: readonly [ObjectSchema, ...ObjectSchema[]];
}

export interface FieldRef {
  readonly kind: "field";
  readonly steps: readonly Step[];
  readonly field: FieldSchema;
  readonly type: FieldType;
  /** `Owner.Type` of a polymorphic parent is the name of its object. */
  readonly typeName?: true;
}

export interface FunctionRef {
  readonly kind: "function";
  readonly name: FunctionName;
  readonly of: Expression;
  readonly inUsersZone: boolean;
  readonly type: FieldType;
}

export interface Aggregate {
  readonly kind: "aggregate";
  readonly name: "COUNT" | "COUNT_DISTINCT" | "SUM" | "AVG" | "MIN" | "MAX";
  readonly of?: FieldRef;
  readonly type: FieldType;
}

/** 1 where a subtotal of ROLLUP or CUBE leaves a grouped field out, else 0. */
export interface Grouping {
  readonly kind: "grouping";
  readonly of: FieldRef;
  readonly type: "int";
}

export type Expression = FieldRef | FunctionRef | Aggregate | Grouping;

/** A stretch of time, from the first on and before the second. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

export type Comparand = Value | Range;

export type Test =
  | {
      readonly kind: "test";
      readonly of: Expression;
      readonly operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "IN" | "NOT IN";
      readonly to: readonly Comparand[];
    }
  | { readonly kind: "like"; readonly of: Expression; readonly patterns: readonly string[] }
  | {
      readonly kind: "includes";
      readonly of: Expression;
      readonly negated: boolean;
      /** One of these has to be there whole. */
      readonly sets: readonly (readonly string[])[];
    }
  | { readonly kind: "semijoin"; readonly of: FieldRef; readonly negated: boolean; readonly query: BoundQuery };

export type BoundCondition =
  | { readonly kind: "and"; readonly of: readonly BoundCondition[] }
  | { readonly kind: "or"; readonly of: readonly BoundCondition[] }
  | { readonly kind: "not"; readonly of: BoundCondition }
  | Test;

/** What is answered under one name. */
export type Output =
  | { readonly kind: "value"; readonly name: string; readonly of: Expression; readonly written: string }
  | { readonly kind: "parent"; readonly name: string; readonly step: Step; readonly outputs: Output[] }
  | {
      readonly kind: "typeof";
      readonly name: string;
      readonly step: Step;
      readonly whens: readonly { readonly object: ObjectSchema; readonly outputs: readonly Output[] }[];
      readonly otherwise: readonly Output[];
    }
  | {
      readonly kind: "children";
      readonly name: string;
      readonly relationship: ChildRelationship;
      readonly query: BoundQuery;
    };

export interface BoundOrder {
  readonly of: Expression;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface BoundQuery {
  readonly object: ObjectSchema;
  /** `COUNT()` alone; rows as they are; or one row for each group. */
  readonly answers: "count" | "rows" | "groups";
  readonly outputs: readonly Output[];
  readonly where?: BoundCondition;
  /** Which of the keys each set of groups goes by: one set, or several of ROLLUP and CUBE. */
  readonly keys: readonly (FieldRef | FunctionRef)[];
  readonly sets: readonly (readonly number[])[];
  readonly having?: BoundCondition;
  readonly orderBy: readonly BoundOrder[];
  readonly limit: number;
  readonly offset: number;
  /** Whether deleted rows count: `ALL ROWS`, or queryAll. */
  readonly deletedToo: boolean;
}

/** The same for two expressions that mean the same. */
export function signatureOf(of: Expression): string {
  if (of.kind === "field")
    return [...of.steps.map(({ relationship }) => relationship), of.field.name].join(".").toLowerCase();
  const inner = of.of ? signatureOf(of.of) : "";
  return of.kind === "function"
    ? `${of.name}${of.inUsersZone ? "*" : ""}(${inner})`
    : `${of.kind === "grouping" ? "GROUPING" : of.name}(${inner})`;
}
