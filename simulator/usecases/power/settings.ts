import { Fault, notFound } from "#domain/fault.ts";
import type { Id } from "#domain/ids.ts";
import { lapsedIn } from "#domain/license/reach.ts";
import { type CustomSetting, type OrgRows, rowOf, type SettingRecord } from "#domain/org.ts";
import type { SettingFacts } from "#domain/power/settings.ts";
import type { Acting } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { packageFacts } from "./packages.ts";

export interface ListedSetting {
  readonly id: Id<"CustomSetting">;
  readonly name: string;
  readonly label: string;
  readonly visibility: CustomSetting["visibility"];
  readonly namespace?: string;
}

export interface ShownRecord {
  readonly id: Id<"SettingRecord">;
  readonly owner: string;
  readonly values: SettingRecord["values"];
}

export const listed = ({ id, name, label, visibility, namespace }: CustomSetting): ListedSetting => ({
  id,
  name,
  label,
  visibility,
  ...(namespace && { namespace }),
});

export const shown = ({ id, owner, values }: SettingRecord): ShownRecord => ({ id, owner, values });

export const isProtected = ({ visibility, namespace }: CustomSetting): boolean =>
  visibility === "protected" && namespace !== undefined;

/** The setting of this id. Fault NOT_FOUND when the org has none. */
export function settingOf(rows: OrgRows, id: Id<"CustomSetting">): CustomSetting {
  const setting = rowOf(rows.customSettings, id);
  if (!setting) throw notFound("custom setting with id", id);
  return setting;
}

/** Gathers what decides whether a setting's data may be seen and changed. */
export function settingFacts(acting: Acting, { now }: Pick<Standing, "now">, setting: CustomSetting): SettingFacts {
  const lapsed = lapsedIn(acting.rows, setting.namespace, now);
  return {
    ...packageFacts(acting, `${setting.type} ${setting.name}`, isProtected(setting) ? setting.namespace : undefined),
    ...(lapsed && { lapsed }),
    setting,
  };
}

/** Fault INVALID_FIELD when a value is for no field of the setting. */
export function checkValues({ label, fields }: CustomSetting, values: SettingRecord["values"]): void {
  const stranger = Object.keys(values).find((field) => !fields.includes(field));
  if (stranger) throw new Fault("INVALID_FIELD", `${label} has no field "${stranger}"; it has ${fields.join(", ")}`);
}

/** A record belongs to the organization, a profile or a user, each at most once. Faults INVALID_FIELD and CONFLICT. */
export function checkOwner({ settingRecords, profiles, users }: OrgRows, setting: CustomSetting, owner: string): void {
  const known =
    owner === "Organization" ||
    Object.values(profiles).some(({ name }) => name === owner) ||
    Object.values(users).some(({ username }) => username === owner);
  if (!known)
    throw new Fault("INVALID_FIELD", `"${owner}" owns no settings; name Organization, a profile or a username`);
  if (Object.values(settingRecords).some((one) => one.setting === setting.id && one.owner === owner))
    throw new Fault("CONFLICT", `${setting.label} has a record of "${owner}" already; edit that one`);
}

/** The record of this id, if it is one of the setting's. Fault NOT_FOUND when it is not. */
export function recordOf(rows: OrgRows, { id, label }: CustomSetting, record: Id<"SettingRecord">): SettingRecord {
  const row = rowOf(rows.settingRecords, record);
  if (row?.setting !== id) throw notFound(`record of ${label} with id`, record);
  return row;
}
