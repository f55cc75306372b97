import type { From, Path, Query } from "./ast.ts";
import type { FieldRef, Step } from "./bound.ts";
import { faultAt, type SoqlError } from "./error.ts";
import { type FieldSchema, fieldNamed, type ObjectSchema, referenceNamed, type Source } from "./schema.ts";

/** How many steps a path may take from a row to its parents. */
const STEPS = 5;
const REFER = "Please reference your WSDL or the describe call for the appropriate names.";

/** What a polymorphic parent can be asked, whatever it turns out to be: the fields of the platform's own object Name. */
const NAME_FIELDS = new Set(
  "alias email firstname id isactive lastname middlename name phone profileid recordtypeid suffix title type username userroleid".split(
    " ",
  ),
);

/** The objects that names are looked up in: the one after FROM, and the aliases beside it. */
export interface Scope {
  readonly text: string;
  readonly source: Source;
  readonly object: ObjectSchema;
  /** Each alias, in small letters, with the relationships it stands for. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
}

const noSuchColumn = (text: string, at: number, name: string, entity: string): SoqlError =>
  faultAt(
    text,
    at,
    "INVALID_FIELD",
    `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${REFER}`,
  );

const noSuchRelationship = (text: string, at: number, name: string): SoqlError =>
  faultAt(
    text,
    at,
    "INVALID_FIELD",
    `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFER}`,
  );

export const noSuchChildren = (text: string, at: number, name: string): SoqlError =>
  faultAt(
    text,
    at,
    "INVALID_TYPE",
    `Didn't understand relationship '${name}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${REFER}`,
  );

/** The object a query is from. */
export function objectOf(source: Source, text: string, { path }: From): ObjectSchema {
  const name = path.parts.join(".");
  const object = source.schema(name);
  if (object) return object;
  const sentence = `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${REFER}`;
  throw faultAt(text, path.at, "INVALID_TYPE", sentence);
}

/** The scope of a query's own clauses; an alias after the first name stands for a path that begins with another. */
export function scopeOf(source: Source, query: Query, object: ObjectSchema): Scope {
  const aliases = new Map<string, readonly string[]>();
  if (query.from.alias) aliases.set(query.from.alias.toLowerCase(), []);
  for (const { path, alias } of query.joins) {
    const [head = "", ...more] = path.parts;
    const known =
      aliases.get(head.toLowerCase()) ?? (head.toLowerCase() === object.name.toLowerCase() ? [] : undefined);
    if (!known || more.length === 0) throw noSuchRelationship(query.text, path.at, head);
    aliases.set((alias ?? path.parts.at(-1) ?? "").toLowerCase(), [...known, ...more]);
  }
  return { text: query.text, source, object, aliases };
}

/** A path without its alias: what begins with an alias, or with the object's own name, begins at the row. */
function fromTheRow({ object, aliases }: Scope, parts: readonly string[]): readonly string[] {
  const [head = "", ...more] = parts;
  if (more.length === 0) return parts;
  const known = aliases.get(head.toLowerCase());
  if (known) return [...known, ...more];
  return !referenceNamed(object, head) && head.toLowerCase() === object.name.toLowerCase() ? more : parts;
}

/** Where relationships lead from an object, one step for each name. */
function stepsOf(scope: Scope, names: readonly string[], at: number): readonly Step[] {
  const steps: Step[] = [];
  let here: readonly ObjectSchema[] = [scope.object];
  for (const name of names) {
    const field = firstOf(here, (object) => referenceNamed(object, name));
    const [first, ...more] = (field?.referenceTo ?? []).flatMap((one) => scope.source.schema(one) ?? []);
    if (!field || !first) throw noSuchRelationship(scope.text, at, name);
    const targets = [first, ...more] as const;
    steps.push({ relationship: field.relationshipName ?? name, field, targets });
    here = targets;
  }
  if (steps.length > STEPS) {
    // The sentence is ours: the platform's is not known to us.
    const sentence = `a field path follows at most ${STEPS} relationships, not ${steps.length}`;
    throw faultAt(scope.text, at, "MALFORMED_QUERY", sentence);
  }
  return steps;
}

/** The path as steps, for TYPEOF: all of its names are relationships. */
export const relationshipOf = (scope: Scope, path: Path): readonly Step[] =>
  stepsOf(scope, fromTheRow(scope, path.parts), path.at);

/** The field a path leads to. */
export function fieldOf(scope: Scope, path: Path): FieldRef {
  const parts = fromTheRow(scope, path.parts);
  const name = parts.at(-1) ?? "";
  const steps = stepsOf(scope, parts.slice(0, -1), path.at);
  const last = steps.at(-1);
  const objects = last?.targets ?? [scope.object];
  if (last && objects.length > 1 && name.toLowerCase() === "type")
    return { kind: "field", steps, field: { name: "Type", type: "string" }, type: "string", typeName: true };
  const open = objects.length === 1 || NAME_FIELDS.has(name.toLowerCase());
  const field = open ? firstOf(objects, (object) => fieldNamed(object, name)) : undefined;
  if (!field) throw noSuchColumn(scope.text, path.at, name, objects.length > 1 ? "Name" : (objects[0]?.name ?? ""));
  return { kind: "field", steps, field, type: field.type };
}

function firstOf(
  objects: readonly ObjectSchema[],
  find: (object: ObjectSchema) => FieldSchema | undefined,
): FieldSchema | undefined {
  for (const object of objects) {
    const found = find(object);
    if (found) return found;
  }
  return undefined;
}
