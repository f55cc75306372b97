import type { Decision } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { type CustomSetting, rowOf, type SettingRecord } from "#domain/org.ts";
import { mayUseSetting } from "#domain/power/settings.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { checkOwner, checkValues, isProtected, type ShownRecord, settingFacts, settingOf, shown } from "./settings.ts";

interface Change {
  readonly before?: SettingRecord;
  readonly after?: SettingRecord;
}

/** Creates, edits or deletes records of a custom setting; the event carries what was there before and after (POWER-04, POWER-13). */
const changing =
  <Request extends { readonly setting: Id<"CustomSetting"> }>(
    name: string,
    changeOf: (ports: Ports, acting: Acting, setting: CustomSetting, request: Request) => Change,
  ) =>
  (ports: Ports) =>
  (session: SessionId, request: Request): Promise<Answer<ShownRecord>> => {
    const org = orgOfSession(ports, session);
    return act<ShownRecord>(ports, session, { org, name, needs: "View Setup and Configuration" }, (acting) => {
      const setting = settingOf(acting.rows, request.setting);
      const facts = settingFacts(acting, setting);
      const decision: Decision = mayUseSetting(facts);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: name, target: facts.what }] };
      const { before, after } = changeOf(ports, acting, setting, request);
      const record = after ?? before;
      if (!record) throw new Error("a change of a setting that changes no record");
      const changed: Happening = {
        type: isProtected(setting) ? "power.protected-setting-changed" : "power.setting-changed",
        setting: setting.name,
        record: record.id,
        ...(before && { before: before.values }),
        ...(after && { after: after.values }),
        changes: [{ table: "settingRecords", id: record.id, row: after ?? null }],
      };
      return { decision, happenings: [changed], value: shown(record) };
    });
  };

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

export interface EditSettingRecord {
  readonly setting: Id<"CustomSetting">;
  readonly record: Id<"SettingRecord">;
  /** Fields that are not named keep their values. */
  readonly values: SettingRecord["values"];
}

/** Faults INVALID_FIELD for an unknown field, NOT_FOUND for an unknown record. */
export const editSettingRecord = changing<EditSettingRecord>(
  "edit a record of a custom setting",
  (_, acting, setting, { record, values }) => {
    checkValues(setting, values);
    const before = recordOf(acting, setting, record);
    return { before, after: { ...before, values: { ...before.values, ...values } } };
  },
);

export interface DeleteSettingRecord {
  readonly setting: Id<"CustomSetting">;
  readonly record: Id<"SettingRecord">;
}

/** Fault NOT_FOUND for an unknown record. */
export const deleteSettingRecord = changing<DeleteSettingRecord>(
  "delete a record of a custom setting",
  (_, acting, setting, { record }) => ({ before: recordOf(acting, setting, record) }),
);

function recordOf({ rows }: Acting, { id, label }: CustomSetting, record: Id<"SettingRecord">): SettingRecord {
  const row = rowOf(rows.settingRecords, record);
  if (row?.setting !== id) throw notFound(`record of ${label} with id`, record);
  return row;
}
