import type { Id, OrgId } from "#domain/ids.ts";
import { type CustomSetting, rowOf } from "#domain/org.ts";
import type { Moment, WireTelling } from "#steps/face.ts";
import { hides, ownerIn, rowsIn, rowsOf } from "./say.ts";

// Records of custom settings. Those of a custom metadata type are metadata, which these interfaces only read.

type Values = Readonly<Record<string, string>>;
type SettingId = Id<"CustomSetting">;

async function settingOf(moment: Moment, org: OrgId, id: SettingId): Promise<CustomSetting | undefined> {
  return rowOf((await rowsIn(moment, org)).customSettings, id);
}

const writable = async (moment: Moment, org: OrgId, id: SettingId): Promise<CustomSetting | undefined> => {
  const setting = await settingOf(moment, org, id);
  return setting?.type === "custom setting" ? setting : undefined;
};

/** All records of a setting, each with its owner's name. */
export const readSetting =
  (org: OrgId, id: SettingId): WireTelling<unknown> =>
  async (moment) => {
    const setting = await settingOf(moment, org, id);
    if (!setting || moment.isAgent) return undefined;
    const { fields, name, label } = setting;
    return {
      say: async (connection) => {
        const rows = await rowsOf(connection, `SELECT Id, Name, ${fields.join(", ")} FROM ${name}`);
        const records = rows.map(({ Id, Name, ...values }) => ({ id: Id, owner: Name, values }));
        return { id, name, label, fields, records };
      },
      fits: hides,
    };
  };

export const createSettingRecord =
  (org: OrgId, id: SettingId, owner: string, values: Values): WireTelling<unknown> =>
  async (moment) => {
    const [setting, rows] = [await writable(moment, org, id), await rowsIn(moment, org)];
    const SetupOwnerId = ownerIn(rows, owner);
    if (!setting || SetupOwnerId === undefined) return undefined;
    return { say: (connection) => connection.sobject(setting.name).create({ SetupOwnerId, ...values }) };
  };

export const editSettingRecord =
  (org: OrgId, id: SettingId, record: Id<"SettingRecord">, values: Values): WireTelling<unknown> =>
  async (moment) => {
    const setting = await writable(moment, org, id);
    return setting && { say: (connection) => connection.sobject(setting.name).update({ Id: record, ...values }) };
  };

export const deleteSettingRecord =
  (org: OrgId, id: SettingId, record: Id<"SettingRecord">): WireTelling<unknown> =>
  async (moment) => {
    const setting = await writable(moment, org, id);
    return setting && { say: (connection) => connection.sobject(setting.name).destroy(record) };
  };
