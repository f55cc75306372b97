import type { Decision } from "#domain/decision.ts";
import { Fault, noExternalId, noResource } from "#domain/fault.ts";
import { parseAnyId, recordId, type SessionId } from "#domain/ids.ts";
import { type CustomObject, type OrgRows, rowOf, type SObjectRecord } from "#domain/org.ts";
import { isPlatformEvent } from "#domain/power/platform-event.ts";
import { changedFields, type GivenValues } from "#domain/power/record-values.ts";
import { mayReachRecord, stamp } from "#domain/power/records.ts";
import { recordsWith } from "#domain/power/records-with.ts";
import { rightOn } from "#domain/user.ts";
import { STANDARD_OBJECTS } from "#sobject/record-objects.ts";
import { type Acting, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { recordFacts } from "#usecases/power/records.ts";
import { saved } from "#usecases/power/saved-record.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inApi } from "./in-api.ts";

/** Something to be done with one row. An id or a value can be that of a row which a change before it makes. */
export type RowChange = (
  | { readonly does: "create"; readonly object: string; readonly values: GivenValues }
  | {
      readonly does: "update";
      readonly object: string;
      readonly id: string | RowReference;
      readonly values: GivenValues;
    }
  | {
      readonly does: "upsert";
      readonly object: string;
      /** The external id that tells whether there is such a row, and its value. */
      readonly field: string;
      readonly value: string;
      readonly values: GivenValues;
    }
  | { readonly does: "delete" | "undelete"; readonly object?: string; readonly id: string | RowReference }
) & {
  /** What those behind it call its row. */
  readonly as?: string;
};

/** The same where all ids are known. */
export type SettledChange = RowChange & { readonly id?: string };

/** The id of a row that a change before this one makes. */
export class RowReference {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** What became of one change. */
export type RowChanged =
  | {
      readonly id: string;
      readonly created: boolean;
      /** Of a platform event: it is no row, but sent to whoever listens. */
      readonly published?: true;
      readonly fault?: undefined;
    }
  | { readonly fault: Fault; readonly id?: undefined };

export interface ChangeRows {
  readonly changes: readonly RowChange[];
  /** Whether one that fails takes all others along. */
  readonly allOrNone: boolean;
}

const NAME = "change records";

/**
 * Creates, changes and deletes business records, in one transaction: each change sees those before it. What a record
 * is asked here is what its page asks (POWER-16), and each change is on record by itself.
 */
export const changeRows =
  (ports: Ports) =>
  (session: SessionId, { changes, allOrNone }: ChangeRows): Promise<Answer<readonly RowChanged[]>> =>
    inApi<readonly RowChanged[]>(ports, session, { name: NAME }, (acting, standing) => {
      const changed: RowChanged[] = [];
      const happenings: Happening[] = [];
      const refusals: Happening[] = [];
      const made = new Map<string, string>();
      let rows = acting.rows;
      for (const change of changes) {
        try {
          const one = new Changing(ports, { ...acting, rows }, standing).make(resolved(change, made));
          if (change.as !== undefined) made.set(change.as, one.id);
          changed.push({ id: one.id, created: one.created, ...(!one.row && { published: true as const }) });
          happenings.push(...one.happenings);
          if (!one.row) continue;
          rows = { ...rows, records: rows.records.after([[one.row.id, one.row]]) };
        } catch (error) {
          if (!(error instanceof Fault)) throw error;
          changed.push({ fault: error });
          if (error instanceof Refused)
            refusals.push({ type: "power.refused", act: NAME, target: error.target, decision: error.decision });
        }
      }
      if (allOrNone && changed.some(({ fault }) => fault))
        return {
          decision: asTheUserMay(),
          happenings: refusals,
          value: changed.map((one) => (one.fault ? one : { fault: ROLLED_BACK })),
        };
      return { decision: asTheUserMay(), happenings: [...refusals, ...happenings], value: changed };
    });

const ROLLED_BACK = new Fault(
  "ALL_OR_NONE_OPERATION_ROLLED_BACK",
  "Record rolled back because not all records were valid and the request was using AllOrNone header",
);

/** A change that a rule refuses: on record as every refusal is, whatever becomes of the others. */
export class Refused extends Fault {
  readonly decision: Decision;
  readonly target: string;

  constructor(decision: Decision, target: string) {
    super("INSUFFICIENT_ACCESS_OR_READONLY", `insufficient access rights on object id: ${decision.because}`);
    this.decision = decision;
    this.target = target;
  }
}

/** Fault INVALID_CROSS_REFERENCE_KEY where what a change refers to was not made. */
function resolved(change: RowChange, made: ReadonlyMap<string, string>): SettledChange {
  const idOf = (reference: RowReference, ...fields: readonly string[]): string => {
    const id = made.get(reference.name);
    if (id === undefined) throw new Fault("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", fields);
    return id;
  };
  const id = "id" in change && change.id instanceof RowReference ? { id: idOf(change.id) } : {};
  if (!("values" in change)) return { ...change, ...id } as SettledChange;
  const values = Object.entries(change.values).map(([name, value]) => [
    name,
    value instanceof RowReference ? idOf(value, name) : value,
  ]);
  return { ...change, ...id, values: Object.fromEntries(values) } as SettledChange;
}

interface Made {
  readonly id: string;
  /** Absent of a platform event, which is no row. */
  readonly row?: SObjectRecord;
  readonly created: boolean;
  readonly happenings: readonly Happening[];
}

/** Changes of records under the rule that lets them be made; what else a save leaves has rules of its own. */
const under = (decision: Decision, happenings: readonly Happening[]): readonly Happening[] =>
  happenings.map((one) => (one.type === "power.record-changed" ? { ...one, decision } : one));

/** One change, made by whoever is at work in an org as it stands by then. */
class Changing {
  readonly #ports: Ports;
  readonly #acting: Acting;
  readonly #standing: Standing;

  constructor(ports: Ports, acting: Acting, standing: Standing) {
    this.#ports = ports;
    this.#acting = acting;
    this.#standing = standing;
  }

  make(change: SettledChange): Made {
    switch (change.does) {
      case "create": {
        const of = definitionOf(this.#acting.rows, change.object);
        return isPlatformEvent(of.name) ? this.#publish(of, change.values) : this.#create(of, change.values);
      }
      case "update": {
        const before = this.#record(change.id, change.object);
        return this.#update(definitionOf(this.#acting.rows, before.sobject), before, change.values);
      }
      case "upsert":
        return this.#upsert(change);
      default:
        return this.#moveToOrFromBin(change);
    }
  }

  #create(of: CustomObject, values: GivenValues): Made {
    this.#demandEdit(of);
    const fields = this.#fields(of, values);
    const decision = this.#demandReach({ sobject: of.name });
    const now = this.#standing.now;
    const id = recordId(of.keyPrefix, this.#ports.ids.next("Record"));
    const row: SObjectRecord = {
      id,
      sobject: of.name,
      fields,
      ...stamp.gives({ reader: this.#acting, now }),
      createdAt: now,
    };
    return { id, row, created: true, happenings: under(decision, this.#saved(row)) };
  }

  /** A platform event is what its record says: it is sent once that is durable, and can be asked for again. */
  #publish(of: CustomObject, given: GivenValues): Made {
    this.#demandEdit(of);
    this.#demandReach({ sobject: of.name });
    const values = this.#fields(of, withoutName(of, given));
    const id = this.#ports.ids.next("PlatformEvent");
    return {
      id,
      created: true,
      happenings: [{ type: "power.event-published", sobject: of.name, record: id, values }],
    };
  }

  #update(of: CustomObject, before: SObjectRecord, values: GivenValues): Made {
    this.#demandEdit(of);
    const decision = this.#demandReach(before);
    const fields = this.#fields(of, values, before);
    const names = stamp.gives({ reader: this.#acting, now: this.#standing.now, before });
    const row: SObjectRecord = { ...before, fields, ...names };
    return { id: row.id, row, created: false, happenings: under(decision, this.#saved(row, before)) };
  }

  #upsert({ object, field, value, values }: Extract<SettledChange, { does: "upsert" }>): Made {
    const of = definitionOf(this.#acting.rows, object);
    if (field.toLowerCase() === "id") {
      const before = this.#record(value, object);
      return this.#update(of, before, values);
    }
    const key = of.fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());
    if (!key?.externalId) throw noExternalId(field);
    const found = recordsWith(this.#acting.rows, of, key.name, value).filter(
      (one) => !one.deletedAt && this.#reaches(one, "read"),
    );
    if (found.length > 1) throw new Fault("MULTIPLE_CHOICES", `${found.map(({ id }) => id).join(" ")}`);
    const [before] = found;
    return before ? this.#update(of, before, values) : this.#create(of, { ...values, [key.name]: value });
  }

  #moveToOrFromBin({ does, id, object }: Extract<SettledChange, { does: "delete" | "undelete" }>): Made {
    const before = this.#record(id, object, does === "undelete");
    this.#demandEdit(definitionOf(this.#acting.rows, before.sobject));
    const decision = this.#demandReach(before);
    const { deletedAt: _, ...kept } = before;
    const row: SObjectRecord = does === "delete" ? { ...kept, deletedAt: this.#standing.now } : kept;
    const changed: Happening = {
      type: "power.record-changed",
      sobject: row.sobject,
      record: row.id,
      before: before.fields,
      ...(does === "undelete" && { after: row.fields }),
      changes: [{ table: "records", id: row.id, row }],
    };
    return { id: row.id, row, created: false, happenings: under(decision, [changed]) };
  }

  #saved(after: SObjectRecord, before?: SObjectRecord): readonly Happening[] {
    return saved(this.#ports, this.#acting, this.#standing, { ...(before && { before }), after, debug: false });
  }

  #fields(of: CustomObject, values: GivenValues, before?: SObjectRecord): SObjectRecord["fields"] {
    const { rows, entitlements } = this.#acting;
    return changedFields(values, {
      of,
      rows,
      ...(before && { before }),
      mayEdit: (field) => rightOn(entitlements, "fields", `${of.name}.${field}`) === "Read and Edit",
      isThere: (sobject, id) =>
        sobject === "User"
          ? rowOf(rows.users, id) !== undefined
          : rowOf(rows.records, id)?.sobject === sobject && !rowOf(rows.records, id)?.deletedAt,
    });
  }

  /** The record of an id, as far as whoever asks may know of it. */
  #record(text: string, object: string | undefined, isDeleted = false): SObjectRecord {
    const id = parseAnyId(text);
    if (!id) throw new Fault("MALFORMED_ID", `malformed id ${text}`);
    const record = rowOf(this.#acting.rows.records, id);
    const isOther = object !== undefined && record?.sobject.toLowerCase() !== object.toLowerCase();
    if (!record || isOther || !this.#reaches(record, "read")) throw noResource();
    if (!isDeleted && record.deletedAt) throw new Fault("ENTITY_IS_DELETED", "entity is deleted");
    if (isDeleted && !record.deletedAt) throw new Fault("UNDELETE_FAILED", "Entity is not in the recycle bin");
    return record;
  }

  #reaches(record: SObjectRecord, to: "read" | "change"): boolean {
    return mayReachRecord(recordFacts(this.#acting, this.#standing, record, to)).effect === "allow";
  }

  /** Fault INSUFFICIENT_ACCESS_OR_READONLY where the object is read only for whoever asks. */
  #demandEdit({ name }: CustomObject): void {
    if (rightOn(this.#acting.entitlements, "objects", name) !== "Read and Edit")
      throw new Fault("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id");
  }

  /** The decision that lets a record be changed. Refused where it does not. */
  #demandReach(record: Pick<SObjectRecord, "sobject"> & Partial<SObjectRecord>): Decision {
    const decision = mayReachRecord(recordFacts(this.#acting, this.#standing, record, "change"));
    if (decision.effect === "deny") throw new Refused(decision, record.id ?? record.sobject);
    return decision;
  }
}

/** Events have no name. Fault INVALID_FIELD where one is given all the same. */
function withoutName(of: CustomObject, given: GivenValues): GivenValues {
  const name = Object.keys(given).find((field) => field.toLowerCase() === "name");
  if (name === undefined || of.fields.some((field) => field.name === "Name")) return given;
  throw new Fault("INVALID_FIELD", `No such column '${name}' on sobject of type ${of.name}`);
}

/** The object of business records of a name, in whatever letters. Fault NOT_FOUND where there is none. */
function definitionOf({ customObjects }: OrgRows, name: string): CustomObject {
  const same = (one: CustomObject) => one.name.toLowerCase() === name.toLowerCase();
  const found = Object.values(customObjects).find(same) ?? STANDARD_OBJECTS.find(same);
  if (!found) throw noResource();
  return found;
}
