import type { Id } from "#domain/ids.ts";
import type { SettingRecord } from "#domain/org.ts";
import { changing } from "./change-setting.ts";
import { checkValues, recordOf } from "./settings.ts";

export interface EditSettingRecord {
  readonly setting: Id<"CustomSetting">;
  readonly record: Id<"SettingRecord">;
  /** Fields that are not named keep their values. */
  readonly values: SettingRecord["values"];
}

/** Faults INVALID_FIELD for an unknown field, NOT_FOUND for an unknown record. */
export const editSettingRecord = changing<EditSettingRecord>(
  "edit a record of a custom setting",
  (_, { rows }, setting, { record, values }) => {
    checkValues(setting, values);
    const before = recordOf(rows, setting, record);
    return { before, after: { ...before, values: { ...before.values, ...values } } };
  },
);
