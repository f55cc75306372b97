import type { Decision } from "#domain/decision.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import type { CustomSetting, SettingRecord } from "#domain/org.ts";
import { mayUseSetting } from "#domain/power/settings.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { isProtected, type ShownRecord, settingFacts, settingOf, shown } from "./settings.ts";

interface Change {
  readonly before?: SettingRecord;
  readonly after?: SettingRecord;
}

/** Creates, edits or deletes records of a custom setting; the event carries what was there before and after (POWER-04, POWER-13). */
export const changing =
  <Request extends { readonly setting: Id<"CustomSetting"> }>(
    name: string,
    changeOf: (ports: Ports, acting: Acting, setting: CustomSetting, request: Request) => Change,
  ) =>
  (ports: Ports) =>
  (session: SessionId, request: Request): Promise<Answer<ShownRecord>> => {
    const org = orgOfSession(ports, session);
    return act<ShownRecord>(
      ports,
      session,
      { org, name, needs: "View Setup and Configuration" },
      (acting, standing) => {
        const setting = settingOf(acting.rows, request.setting);
        const facts = settingFacts(acting, standing, setting);
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
      },
    );
  };
