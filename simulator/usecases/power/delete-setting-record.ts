import type { Id } from "#domain/ids.ts";
import { changing } from "./change-setting.ts";
import { recordOf } from "./settings.ts";

export interface DeleteSettingRecord {
  readonly setting: Id<"CustomSetting">;
  readonly record: Id<"SettingRecord">;
}

/** Fault NOT_FOUND for an unknown record. */
export const deleteSettingRecord = changing<DeleteSettingRecord>(
  "delete a record of a custom setting",
  (_, { rows }, setting, { record }) => ({ before: recordOf(rows, setting, record) }),
);
