import type { ExpressionContext } from "@apexdevtools/apex-parser";

/** A name with dots as it was written, `debuglevel.apexcode`, and where it begins in the text. */
export interface Path {
  readonly kind: "path";
  readonly parts: readonly string[];
  readonly at: number;
}

/** Functions in the platform's own spelling, by the same in capitals. */
export const FUNCTIONS = {
  AVG: "AVG",
  COUNT: "COUNT",
  COUNT_DISTINCT: "COUNT_DISTINCT",
  MIN: "MIN",
  MAX: "MAX",
  SUM: "SUM",
  GROUPING: "GROUPING",
  TOLABEL: "toLabel",
  FORMAT: "FORMAT",
  CONVERTCURRENCY: "convertCurrency",
  CALENDAR_MONTH: "CALENDAR_MONTH",
  CALENDAR_QUARTER: "CALENDAR_QUARTER",
  CALENDAR_YEAR: "CALENDAR_YEAR",
  DAY_IN_MONTH: "DAY_IN_MONTH",
  DAY_IN_WEEK: "DAY_IN_WEEK",
  DAY_IN_YEAR: "DAY_IN_YEAR",
  DAY_ONLY: "DAY_ONLY",
  FISCAL_MONTH: "FISCAL_MONTH",
  FISCAL_QUARTER: "FISCAL_QUARTER",
  FISCAL_YEAR: "FISCAL_YEAR",
  HOUR_IN_DAY: "HOUR_IN_DAY",
  WEEK_IN_MONTH: "WEEK_IN_MONTH",
  WEEK_IN_YEAR: "WEEK_IN_YEAR",
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

/** A function over one field; `COUNT()` alone has no argument. */
export interface Call {
  readonly kind: "call";
  readonly name: FunctionName;
  readonly argument?: Path | Call;
  /** Whether the argument stood in `convertTimezone()`. */
  readonly inUsersZone?: true;
  readonly at: number;
}

export type Operand = Path | Call;

/** An Apex expression after a colon; over the wire there is none. */
export interface Bind {
  readonly kind: "bind";
  readonly text: string;
  readonly at: number;
  readonly expression: ExpressionContext;
}

/** A value that stands in a condition. */
export type Literal =
  | { readonly kind: "null"; readonly at: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly at: number }
  | { readonly kind: "number"; readonly value: number; readonly whole: boolean; readonly at: number }
  | { readonly kind: "currency"; readonly iso: string; readonly value: number; readonly at: number }
  | { readonly kind: "string"; readonly value: string; readonly pattern: string; readonly at: number }
  | { readonly kind: "date" | "time" | "datetime"; readonly value: string; readonly at: number }
  | { readonly kind: "period"; readonly name: string; readonly n?: number; readonly at: number }
  | Bind;

export type Value =
  | Literal
  | { readonly kind: "list"; readonly of: readonly Literal[]; readonly at: number }
  | { readonly kind: "query"; readonly query: Query; readonly at: number };

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "LIKE" | "IN" | "NOT IN" | "INCLUDES" | "EXCLUDES";

export interface Comparison {
  readonly kind: "comparison";
  readonly operand: Operand;
  readonly operator: Operator;
  readonly value: Value;
  readonly at: number;
}

export type Condition =
  | { readonly kind: "and"; readonly of: readonly Condition[] }
  | { readonly kind: "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | Comparison;

export interface When {
  readonly type: Path;
  readonly select: readonly Path[];
}

export type Selection =
  | { readonly kind: "field"; readonly operand: Operand; readonly alias?: string; readonly at: number }
  | { readonly kind: "fields"; readonly set: "ALL" | "STANDARD" | "CUSTOM"; readonly at: number }
  | { readonly kind: "children"; readonly query: Query; readonly at: number }
  | {
      readonly kind: "typeof";
      readonly path: Path;
      readonly whens: readonly When[];
      readonly otherwise: readonly Path[];
      readonly at: number;
    };

export interface Order {
  readonly by: Operand;
  readonly descending: boolean;
  readonly nullsLast: boolean;
}

export interface From {
  readonly path: Path;
  readonly alias?: string;
}

export interface GroupBy {
  readonly kind: "plain" | "rollup" | "cube";
  readonly by: readonly Operand[];
}

export type Amount = { readonly kind: "number"; readonly value: number; readonly at: number } | Bind;

/** One query as it was written, over the wire or in Apex; no name in it has been looked up. */
export interface Query {
  /** The text it was read from, which errors quote. */
  readonly text: string;
  readonly at: number;
  readonly select: readonly Selection[];
  readonly from: From;
  /** More names after FROM, each an alias for a path from the first: `FROM Contact c, c.Account a`. */
  readonly joins: readonly From[];
  readonly scope?: Path;
  readonly where?: Condition;
  readonly with?: "SECURITY_ENFORCED" | "USER_MODE" | "SYSTEM_MODE";
  readonly groupBy?: GroupBy;
  readonly having?: Condition;
  readonly orderBy: readonly Order[];
  readonly limit?: Amount;
  readonly offset?: Amount;
  /** `ALL ROWS` stands in Apex only; the wire has a path of its own for it. */
  readonly allRows: boolean;
  readonly forWhat: readonly ("VIEW" | "REFERENCE" | "UPDATE")[];
}
