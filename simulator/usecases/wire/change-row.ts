import { Fault, noExternalId, noResource } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { OrgRows } from "#domain/org.ts";
import { catalogueOf } from "#sobject/catalogue.ts";
import type { SObject } from "#sobject/object.ts";
import { STANDARD_OBJECTS } from "#sobject/record-objects.ts";
import type { Api } from "#sobject/source.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { asMeant, throughApi } from "./in-api.ts";
import { changeRows, Refused, type RowChange, type SettledChange } from "./rows.ts";
import { Sent } from "./sent.ts";
import type { Around, Doing, RowDone, SetupObject, Verb } from "./setup-object.ts";
import { isUnsimulated, setupObject } from "./setup-objects.ts";

/** One change of one row, with the object that it is said to be of. */
export interface ChangeRow {
  readonly api: Api;
  readonly change: Exclude<SettledChange, { readonly does: "delete" | "undelete" }> | Deletion;
}

interface Deletion {
  readonly does: "delete";
  readonly object: string;
  readonly id: string;
}

/**
 * Makes, changes or deletes one row of whatever object. Of a business record it is what `changeRows` does; of all else
 * the act that whoever does it on a page does, with the same rules and records. Faults of the platform's own where the
 * object does not allow it, and UNSIMULATED where nothing here does it.
 */
export const changeRow =
  (ports: Ports) =>
  async (session: SessionId, { api, change }: ChangeRow): Promise<Answer<RowDone>> => {
    const org = orgOfSession(ports, session);
    const rows = await ports.orgs.of(org);
    if (api === "data" && isBusiness(rows, change.object)) return businessRow(ports, session, change);
    const around: Around = {
      ports: throughApi(ports),
      session,
      org,
      rows,
      debugLevels: ports.folds.tracing.levels.get(org) ?? [],
    };
    const { unmeant } = setupObject(rows, catalogueOf(rows).get(change.object.toLowerCase())?.schema.name ?? "");
    return asMeant<RowDone>(
      ports,
      session,
      "write a row through the API",
      () => meant(around, api, change),
      unmeant && ((fault) => unmeant(around, fault)),
    );
  };

function isBusiness({ customObjects }: OrgRows, name: string): boolean {
  const same = (one: { readonly name: string }) => one.name.toLowerCase() === name.toLowerCase();
  return Object.values(customObjects).some(same) || STANDARD_OBJECTS.some(same);
}

async function businessRow(ports: Ports, session: SessionId, change: RowChange): Promise<Answer<RowDone>> {
  const { value, ...rest } = await changeRows(ports)(session, { changes: [change], allOrNone: false });
  const [changed] = value ?? [];
  if (changed?.fault instanceof Refused) return { ...rest, decision: changed.fault.decision };
  if (changed?.fault) throw changed.fault;
  return changed ? { ...rest, value: changed } : rest;
}

/** The act that a change is. */
function meant(around: Around, api: Api, change: ChangeRow["change"]): Doing {
  const object = objectCalled(around.rows, api, change.object);
  const verbs = setupObject(around.rows, object.schema.name);
  if (change.does === "delete") {
    const does = verbs.delete ?? cannot("delete", object, verbs);
    return does(around, change.id);
  }
  if (change.does === "create") {
    const does = verbs.create ?? cannot("create", object, verbs);
    return does(around, new Sent(object.schema, change.values));
  }
  const does = verbs.update ?? cannot("update", object, verbs);
  if (change.does === "update") return does(around, new Sent(object.schema, change.values), change.id);
  if (change.field.toLowerCase() !== "id") throw noExternalId(change.field);
  return does(around, new Sent(object.schema, change.values), change.value);
}

/** The object of a name in one of the APIs, in whatever letters. Fault NOT_FOUND, or UNSIMULATED for one the platform has. */
function objectCalled(rows: OrgRows, api: Api, name: string): SObject {
  const object = catalogueOf(rows).get(name.toLowerCase());
  if (object && !(api === "tooling" && isBusiness(rows, name)) && (object.api === "both" || object.api === api))
    return object;
  if (!object && isUnsimulated(name)) throw new Fault("UNSIMULATED", `the object ${name} is not simulated`);
  throw noResource();
}

/** Why nothing of the kind can be done. */
function cannot(verb: Verb, { schema: { name, label = name } }: SObject, verbs: SetupObject): never {
  const what = verbs.unsimulated?.[verb];
  if (what !== undefined) throw new Fault("UNSIMULATED", `${what} is not simulated`);
  if (verb !== "delete")
    throw new Fault(
      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
      `entity type cannot be ${verb === "create" ? "inserted" : "updated"}: ${label}`,
    );
  const allowed = ["HEAD", "GET", ...(verbs.update ? ["PATCH"] : [])].join(",");
  throw new Fault("METHOD_NOT_ALLOWED", `HTTP Method 'DELETE' not allowed. Allowed are ${allowed}`);
}
