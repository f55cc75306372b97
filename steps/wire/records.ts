import type { Id, OrgId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import type { Moment, WireTelling } from "#steps/face.ts";
import type { ShownSObject } from "#usecases/power/records.ts";
import { hides, plain, rowsIn, rowsOf, type WireRow } from "./say.ts";

// Business records, one by one and by query.

type Fields = Readonly<Record<string, string>>;

const textIn = (row: WireRow): Fields =>
  Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => (typeof value === "object" ? [] : [[name, `${value}`]])),
  );

const userIn = (row: WireRow, name: "CreatedBy" | "LastModifiedBy"): string =>
  `${(row[name] as WireRow | undefined)?.Username}`;

/** Records of all objects that an org has records of. */
export const listRecords =
  (org: OrgId): WireTelling<readonly ShownSObject[]> =>
  async (moment) => {
    if (moment.isAgent) return undefined;
    const { records } = await rowsIn(moment, org);
    const objects = [...new Set(records.values().map(({ sobject }) => sobject))];
    return {
      say: async (connection) => {
        const rows: ShownSObject[] = [];
        for (const sobject of objects) {
          const soql = `SELECT Id, Name, CreatedBy.Username, LastModifiedBy.Username, LastModifiedDate FROM ${sobject}`;
          for (const row of await rowsOf(connection, soql))
            rows.push({
              id: `${row.Id}` as Id<"Record">,
              sobject,
              fields: textIn({ Name: row.Name }),
              createdBy: userIn(row, "CreatedBy"),
              lastModifiedBy: userIn(row, "LastModifiedBy"),
              lastModifiedAt: `${row.LastModifiedDate}` as ShownSObject["lastModifiedAt"],
            });
        }
        return rows;
      },
      fits: hides,
    };
  };

const objectOf = async (moment: Moment, org: OrgId, id: Id<"Record">): Promise<string | undefined> =>
  rowOf((await rowsIn(moment, org)).records, id)?.sobject;

/** One record with all its fields. */
export const viewRecord =
  (org: OrgId, id: Id<"Record">): WireTelling<unknown> =>
  async (moment) => {
    const sobject = await objectOf(moment, org, id);
    if (sobject === undefined || moment.isAgent) return undefined;
    return {
      say: async (connection) => ({
        id,
        sobject,
        fields: textIn(plain(await connection.sobject(sobject).retrieve(id))),
      }),
      fits: hides,
    };
  };

export const createRecord =
  (sobject: string, fields: Fields): WireTelling<unknown> =>
  () => ({ say: async (connection) => connection.sobject(sobject).create({ ...fields }) });

/** Only a page can be asked to debug what is saved. */
export const editRecord =
  (org: OrgId, id: Id<"Record">, fields: Fields, debug: boolean): WireTelling<unknown> =>
  async (moment) => {
    const sobject = await objectOf(moment, org, id);
    if (sobject === undefined || debug) return undefined;
    return { say: async (connection) => connection.sobject(sobject).update({ Id: id, ...fields }), fits: hides };
  };
