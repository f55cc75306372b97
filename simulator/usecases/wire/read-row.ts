import { Fault, noExternalId, noResource } from "#domain/fault.ts";
import { parseAnyId, type SessionId } from "#domain/ids.ts";
import type { Api } from "#sobject/source.ts";
import { type FieldSchema, fieldNamed, type ObjectSchema, type Row } from "#soql/schema.ts";
import { asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { goesOnRecord } from "#usecases/power/code.ts";
import { inApi } from "./in-api.ts";
import { codeAt, codeShown, seesInFull, sourceFor, tracesRead } from "./objects.ts";

export interface ReadRow {
  readonly api: Api;
  readonly object: string;
  /** An id of 15 or 18 characters, or the value of an external id. */
  readonly key: string;
  /** The external id that the key is a value of; without it the key is an id. */
  readonly field?: string;
  /** What is asked for; all fields unless it is said. */
  readonly fields?: readonly string[];
}

/** One row with the fields that were asked for. */
export interface ReadRowAnswer {
  readonly object: ObjectSchema;
  readonly fields: readonly FieldSchema[];
  readonly row: Row;
}

/** One row by its id or by an external id. Faults of the platform's own where there is none, or no such field. */
export const readRow =
  (ports: Ports) =>
  (session: SessionId, { api, object, key, field, fields }: ReadRow): Promise<Answer<ReadRowAnswer>> =>
    inApi<ReadRowAnswer>(ports, session, { name: "read a row" }, async (acting, standing) => {
      const source = await sourceFor({ ports, acting, standing }, api, [object]);
      const schema = source.schema(object);
      if (!schema) throw noResource();
      const asked = fields?.map((name) => {
        const found = fieldNamed(schema, name);
        if (!found) throw new Fault("INVALID_FIELD", `No such column '${name}' on entity '${schema.name}'.`);
        return found;
      });
      const row = field === undefined ? byId() : byField(field);
      if (!row) throw noResource();
      if (row.IsDeleted === true) throw new Fault("ENTITY_IS_DELETED", "entity is deleted");
      const shown = asked ?? schema.fields;
      const sensitive = source.object(object)?.sensitive;
      const isSensitive = sensitive !== undefined && shown.some(({ name }) => sensitive.includes(name));
      const code = isSensitive ? codeAt(acting, `${row.Id}`) : undefined;
      const seesSetting = isSensitive && code === undefined;
      const happenings: Happening[] = [];
      if (acting.delegate)
        happenings.push({ type: "power.rows-queried", sobject: schema.name, query: "one row by its id", found: 1 });
      if (code && goesOnRecord(acting, code) && seesInFull(acting, standing, code))
        happenings.push(codeShown(acting, standing, code));
      if (seesSetting) happenings.push({ type: "power.protected-setting-read", setting: schema.name, records: 1 });
      if (source.object(object)?.trace) happenings.push(...tracesRead(acting, [source.object(object)]));
      return { decision: asTheUserMay(), happenings, value: { object: schema, fields: shown, row } };

      function byId(): Row | undefined {
        const id = parseAnyId(key);
        if (!id) throw new Fault("MALFORMED_ID", `malformed id ${key}`);
        return source.byId(object, id);
      }

      function byField(name: string): Row | undefined {
        const external = schema && fieldNamed(schema, name);
        if (!external?.externalId && !external?.unique) throw noExternalId(name);
        return [...source.by(object, external.name, key)].find(({ IsDeleted }) => IsDeleted !== true);
      }
    });
