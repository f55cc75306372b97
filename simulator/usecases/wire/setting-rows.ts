import { Fault } from "#domain/fault.ts";
import { type CustomSetting, type OrgRows, rowOf as rowIn, type SettingRecord } from "#domain/org.ts";
import type { Answer } from "#usecases/ports.ts";
import { changing } from "#usecases/power/change-setting.ts";
import { createSettingRecord } from "#usecases/power/create-setting-record.ts";
import { deleteSettingRecord } from "#usecases/power/delete-setting-record.ts";
import { editSettingRecord } from "#usecases/power/edit-setting-record.ts";
import { idInAddress, pointsNowhere, type Sent } from "./sent.ts";
import { rowOf, type SetupObject } from "./setup-object.ts";

/** Who owns a record, as settings call it: by the id of the organization, a profile or a user. */
function ownerIn({ company, profiles, users }: OrgRows, id: string | undefined): string {
  if (id === undefined || Object.hasOwn(company, id)) return "Organization";
  const owner = rowIn(profiles, id)?.name ?? rowIn(users, id)?.username;
  if (owner === undefined) throw pointsNowhere("SetupOwnerId");
  return owner;
}

const valuesIn = ({ fields }: CustomSetting, sent: Sent): SettingRecord["values"] =>
  Object.fromEntries(fields.filter((name) => sent.has(name)).map((name) => [name, sent.text(name) ?? ""]));

/** The records of one custom setting, for whoever the powers let at them (POWER-04). */
export const settingRecords = (setting: CustomSetting): SetupObject => ({
  unmeant: ({ ports, session }, fault) =>
    changing<{ readonly setting: CustomSetting["id"] }>("edit a record of a custom setting", () => {
      throw fault;
    })(ports)(session, { setting: setting.id }) as Promise<Answer<never>>,
  create: ({ ports, session, rows }, sent) => {
    sent.demandOnly("SetupOwnerId", ...setting.fields);
    const owner = ownerIn(rows, sent.anyId("SetupOwnerId"));
    const values = valuesIn(setting, sent);
    return () =>
      rowOf(createSettingRecord(ports)(session, { setting: setting.id, owner, values }), ({ id }) => id, true);
  },
  update: ({ ports, session }, sent, text) => {
    if (sent.has("SetupOwnerId"))
      throw new Fault("INVALID_FIELD_FOR_INSERT_UPDATE", "Unable to create/update fields: SetupOwnerId.", [
        "SetupOwnerId",
      ]);
    sent.demandOnly(...setting.fields);
    const record = idInAddress("SettingRecord", text);
    const values = valuesIn(setting, sent);
    return () => rowOf(editSettingRecord(ports)(session, { setting: setting.id, record, values }), ({ id }) => id);
  },
  delete: ({ ports, session }, text) => {
    const record = idInAddress("SettingRecord", text);
    return () => rowOf(deleteSettingRecord(ports)(session, { setting: setting.id, record }), ({ id }) => id);
  },
});

/** Records of a custom metadata type are metadata and no data: the API for rows only reads them. */
export const isWritable = ({ type }: CustomSetting): boolean => type === "custom setting";
