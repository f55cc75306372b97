import type { Id } from "#domain/ids.ts";
import type { SettingRecord } from "#domain/org.ts";
import { changing } from "./change-setting.ts";
import { checkOwner, checkValues } from "./settings.ts";

export interface CreateSettingRecord {
  readonly setting: Id<"CustomSetting">;
  /** `Organization`, a profile's name or a username. */
  readonly owner: string;
  readonly values: SettingRecord["values"];
}

/** Faults INVALID_FIELD for an unknown field or owner, CONFLICT when the owner has a record already. */
export const createSettingRecord = changing<CreateSettingRecord>(
  "create a record of a custom setting",
  ({ ids }, { rows }, setting, { owner, values }) => {
    checkValues(setting, values);
    checkOwner(rows, setting, owner);
    return { after: { id: ids.next("SettingRecord"), setting: setting.id, owner, values } };
  },
);
