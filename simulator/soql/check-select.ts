import { FUNCTIONS, type Path, type Query, type Selection } from "./ast.ts";
import type { BoundQuery, Expression, Output, Step } from "./bound.ts";
import { signatureOf } from "./bound.ts";
import { faultAt } from "./error.ts";
import { aggregates, expressionOf, fromParent, stepsIn, subjectOf } from "./expressions.ts";
import { fieldOf, noSuchChildren, relationshipOf, type Scope } from "./names.ts";
import { type ChildRelationship, isCustom, type ObjectSchema } from "./schema.ts";

/** How many rows FIELDS(ALL) and FIELDS(CUSTOM) may be asked for. */
const FIELDS_ROWS = 200;

export interface Selecting {
  readonly scope: Scope;
  /** Binds a query for children, one level further from the root. */
  readonly children: (query: Query, object: ObjectSchema) => BoundQuery;
}

/** What a query of rows answers: values, their parents nested, children, in the order of the SELECT. */
export function outputsOf(with_: Selecting, query: Query): Output[] {
  const { scope } = with_;
  const outputs: Output[] = [];
  const seen = new Set<string>();
  for (const selection of query.select) {
    switch (selection.kind) {
      case "fields":
        checkFieldsLimit(scope, query, selection);
        for (const field of scope.object.fields)
          if (selection.set === "ALL" || (selection.set === "CUSTOM") === isCustom(field))
            place(scope, outputs, seen, { kind: "field", steps: [], field, type: field.type }, selection.at);
        break;
      case "children":
        outputs.push(childrenOf(with_, selection.query));
        break;
      case "typeof":
        outputs.push(typeofOf(scope, selection));
        break;
      default: {
        const of = expressionOf(scope, selection.operand);
        const malformed = (sentence: string) => faultAt(scope.text, selection.at, "MALFORMED_QUERY", sentence);
        if (selection.alias !== undefined && of.kind === "field")
          throw malformed("only aggregate expressions use field aliasing");
        if (aggregates(of)) throw malformed("aggregate functions are not allowed in a query for children");
        if (of.kind === "grouping" || (of.kind === "function" && !isShown(of.name)))
          throw malformed(`Field must be grouped or aggregated: ${subjectOf(of)}`);
        place(scope, outputs, seen, of, selection.at, selection.alias);
      }
    }
  }
  return outputs;
}

/** Functions that change how a value is shown, and nothing else. */
const isShown = (name: string): boolean => name === "TOLABEL" || name === "FORMAT" || name === "CONVERTCURRENCY";

/** Puts a value where it belongs: under its parents, which come where the first of their values stands. */
function place(scope: Scope, outputs: Output[], seen: Set<string>, of: Expression, at: number, alias?: string): void {
  const written = writtenOf(of);
  const path = [...stepsIn(of).map(({ relationship }) => relationship), subjectOf(of)].join(".");
  const key = (alias ?? path).toLowerCase();
  if (seen.has(key)) throw faultAt(scope.text, at, "MALFORMED_QUERY", `duplicate field selected: ${alias ?? path}`);
  seen.add(key);
  if (alias !== undefined) {
    outputs.push({ kind: "value", name: alias, of, written });
    return;
  }
  const steps = stepsIn(of);
  let here = outputs;
  for (const step of steps) here = parentIn(here, step);
  here.push({ kind: "value", name: subjectOf(of), of: fromParent(of, steps.length), written });
}

function parentIn(outputs: Output[], step: Step): Output[] {
  const known = outputs.find((one) => one.kind === "parent" && one.step.field === step.field);
  if (known?.kind === "parent") return known.outputs;
  const parent = { kind: "parent", name: step.relationship, step, outputs: [] } satisfies Output;
  outputs.push(parent);
  return parent.outputs;
}

/** An expression in canonical letters, as columns without an alias are called. */
export function writtenOf(of: Expression): string {
  if (of.kind === "field")
    return signatureOf(of) && [...of.steps.map((one) => one.relationship), of.field.name].join(".");
  const inner = of.of ? writtenOf(of.of) : "";
  if (of.kind === "function") return `${FUNCTIONS[of.name]}(${of.inUsersZone ? `convertTimezone(${inner})` : inner})`;
  return `${of.kind === "grouping" ? "GROUPING" : of.name}(${inner})`;
}

function checkFieldsLimit(scope: Scope, { limit, where }: Query, { set, at }: Selection & { kind: "fields" }): void {
  if (set === "STANDARD" || (limit?.kind === "number" && limit.value <= FIELDS_ROWS)) return;
  const byId =
    where?.kind === "comparison" && where.operand.kind === "path" && /^id$/i.test(where.operand.parts.join("."));
  if (byId && (where.operator === "=" || (where.operator === "IN" && where.value.kind === "list"))) {
    if (where.value.kind !== "list" || where.value.of.length <= FIELDS_ROWS) return;
  }
  const sentence = `The SOQL FIELDS function must have a LIMIT of at most ${FIELDS_ROWS}`;
  throw faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
}

function childrenOf({ scope, children }: Selecting, query: Query): Output {
  const parts = query.from.path.parts;
  const name = parts.at(-1) ?? "";
  const [head = ""] = parts;
  const own =
    parts.length === 1 ||
    scope.aliases.has(head.toLowerCase()) ||
    head.toLowerCase() === scope.object.name.toLowerCase();
  const relationship = own ? childrenNamed(scope.object, name) : undefined;
  const object = relationship && scope.source.schema(relationship.object);
  if (!relationship || !object || parts.length > 2)
    throw noSuchChildren(scope.text, query.from.path.at, parts.join("."));
  return { kind: "children", name: relationship.name, relationship, query: children(query, object) };
}

const childrenNamed = (object: ObjectSchema, name: string): ChildRelationship | undefined =>
  object.children?.find((one) => one.name.toLowerCase() === name.toLowerCase());

/** TYPEOF answers what the parent's own kind has, with the fields of its branch. */
function typeofOf(scope: Scope, { path, whens, otherwise, at }: Selection & { kind: "typeof" }): Output {
  const steps = relationshipOf(scope, path);
  const [step, more] = steps;
  const malformed = (sentence: string) => faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
  // The sentences about TYPEOF are ours.
  if (!step || more || step.targets.length === 1)
    throw malformed(`TYPEOF needs a relationship that leads to several objects, not '${path.parts.join(".")}'`);
  const valuesOf = (targets: readonly ObjectSchema[], paths: readonly Path[]): Output[] => {
    const [first, ...others] = targets;
    if (!first) return [];
    const outputs: Output[] = [];
    const seen = new Set<string>();
    const inner = { text: scope.text, source: scope.source, object: first, aliases: new Map() };
    for (const one of paths) {
      const of =
        others.length > 0
          ? fromParent(fieldOf(scope, { ...one, parts: [step.relationship, ...one.parts] }), 1)
          : fieldOf(inner, one);
      place(inner, outputs, seen, of, one.at);
    }
    return outputs;
  };
  const branches = whens.map(({ type, select }) => {
    const name = type.parts.join(".").toLowerCase();
    const object = step.targets.find((one) => one.name.toLowerCase() === name);
    if (!object) throw malformed(`'${type.parts.join(".")}' is nothing that '${step.relationship}' leads to`);
    return { object, outputs: valuesOf([object], select) };
  });
  return {
    kind: "typeof",
    name: step.relationship,
    step,
    whens: branches,
    otherwise: valuesOf(step.targets, otherwise),
  };
}
