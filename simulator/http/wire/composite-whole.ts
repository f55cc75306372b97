import { Fault } from "#domain/fault.ts";
import { faultBody, statusOf } from "#http/errors.ts";
import { type RowChange, type RowChanged, RowReference } from "#usecases/wire/rows.ts";

// A composite call with allOrNone: its calls change rows, in one transaction. Whatever else such a call could hold would
// have to see what those before it have changed and nobody else may see yet; it is refused by name.

type Members = Readonly<Record<string, unknown>>;

/** One call of it. */
interface WholeCall {
  readonly referenceId: string;
  readonly change: RowChange;
}

const ROW = /^\/services\/data\/v\d+\.0\/sobjects\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?\/?$/;

/** The change that a call asks for. Fault UNSIMULATED where it asks for something else. */
export function wholeCall({ method = "GET", url = "", body, referenceId = "" }: Members): WholeCall {
  const [, object, key, value] = (ROW.exec(`${url}`) ?? []).map(decoded);
  const as = `${referenceId}`;
  const change = object === undefined ? undefined : changeOf(`${method}`.toUpperCase(), object, key, value);
  if (!change)
    throw new Fault(
      "UNSIMULATED",
      `${method} ${url} is not simulated within a composite call with allOrNone, where single rows can be made, changed and deleted`,
    );
  return { referenceId: as, change: { ...change(valuesIn(body)), as } };
}

/** A part of an address as it is meant. Fault INVALID_INPUT where it is no such part. */
function decoded(part: string | undefined): string | undefined {
  try {
    return part && decodeURIComponent(part);
  } catch {
    throw new Fault("INVALID_INPUT", `"${part}" is no part of an address`);
  }
}

/** What a method does to a row at an address; nothing where it does something else. */
function changeOf(
  method: string,
  object: string,
  key: string | undefined,
  value: string | undefined,
): ((values: Members) => RowChange) | undefined {
  if (key === undefined) return method === "POST" ? (values) => ({ does: "create", object, values }) : undefined;
  const id = referred(key) as string | RowReference;
  if (value !== undefined)
    return method === "PATCH" ? (values) => ({ does: "upsert", object, field: key, value, values }) : undefined;
  if (method === "PATCH") return (values) => ({ does: "update", object, id, values });
  return method === "DELETE" ? () => ({ does: "delete", object, id }) : undefined;
}

function valuesIn(body: unknown): Members {
  if (body === undefined || body === null) return {};
  if (typeof body !== "object" || Array.isArray(body))
    throw new Fault("JSON_PARSER_ERROR", "the body of a call has to be a record");
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, referred(value)]));
}

/** `@{one.id}` is the id of the row that the call named `one` makes. Fault UNSIMULATED for any other reference. */
function referred(value: unknown): unknown {
  if (typeof value !== "string" || !value.includes("@{")) return value;
  const [, name] = /^@\{([A-Za-z0-9_]+)\.id\}$/i.exec(value) ?? [];
  if (name === undefined)
    throw new Fault(
      "UNSIMULATED",
      `the reference ${value.slice(0, 100)} is not simulated with allOrNone, but @{name.id} is`,
    );
  return new RowReference(name);
}

/** The changes of all calls. Fault PROCESSING_HALTED where one refers to a call that does not stand before it. */
export function changesOf(calls: readonly WholeCall[]): readonly RowChange[] {
  const known = new Set<string>();
  for (const { change, referenceId } of calls) {
    const values = "values" in change ? Object.values(change.values) : [];
    for (const value of ["id" in change ? change.id : undefined, ...values])
      if (value instanceof RowReference && !known.has(value.name))
        throw new Fault("PROCESSING_HALTED", `Invalid reference specified. No value for ${value.name}.id found`);
    known.add(referenceId);
  }
  return calls.map(({ change }) => change);
}

/** What each call is answered, in their order. */
export const wholeAnswers = (
  calls: readonly WholeCall[],
  changed: readonly RowChanged[],
  version: string,
): readonly unknown[] =>
  calls.map(({ referenceId, change }, place) => {
    const one = changed[place];
    if (!one) throw new Error("a call without an answer");
    return { ...answerOf(change, one, version), referenceId };
  });

function answerOf(change: RowChange, changed: RowChanged, version: string) {
  const { fault } = changed;
  if (fault) {
    const isOther = fault.code === "ALL_OR_NONE_OPERATION_ROLLED_BACK";
    const said = isOther ? ROLLED_BACK : fault;
    return { body: faultBody(said), httpHeaders: {}, httpStatusCode: statusOf[said.code] };
  }
  const { id, created } = changed;
  if (change.does === "create") {
    const httpHeaders = { Location: `/services/data/v${version}/sobjects/${change.object}/${id}` };
    return { body: { id, success: true, errors: [] }, httpHeaders, httpStatusCode: 201 };
  }
  if (change.does === "upsert")
    return { body: { id, success: true, errors: [], created }, httpHeaders: {}, httpStatusCode: created ? 201 : 200 };
  return { body: null, httpHeaders: {}, httpStatusCode: 204 };
}

const ROLLED_BACK = new Fault(
  "PROCESSING_HALTED",
  "The transaction was rolled back since another operation in the same transaction failed.",
);
