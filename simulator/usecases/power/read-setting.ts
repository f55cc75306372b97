import type { Id, SessionId } from "#domain/ids.ts";
import { mayUseSetting } from "#domain/power/settings.ts";
import { act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import {
  isProtected,
  type ListedSetting,
  listed,
  type ShownRecord,
  settingFacts,
  settingOf,
  shown,
} from "./settings.ts";

export interface ShownSetting extends ListedSetting {
  readonly fields: readonly string[];
  readonly records: readonly ShownRecord[];
}

/** Manage on the Custom Settings page: the records of one setting. */
export const readSetting =
  (ports: Ports) =>
  (session: SessionId, id: Id<"CustomSetting">): Promise<Answer<ShownSetting>> => {
    const org = orgOfSession(ports, session);
    const page = { org, name: "read a custom setting", needs: "View Setup and Configuration" } as const;
    return act<ShownSetting>(ports, session, page, (acting, standing) => {
      const setting = settingOf(acting.rows, id);
      const facts = settingFacts(acting, standing, setting);
      const decision = mayUseSetting(facts);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: facts.what }] };
      const records = Object.values(acting.rows.settingRecords).filter((one) => one.setting === id);
      const read: Happening = { type: "power.protected-setting-read", setting: setting.name, records: records.length };
      return {
        decision,
        ...(acting.delegate && isProtected(setting) && { happenings: [read] }),
        value: { ...listed(setting), fields: setting.fields, records: records.map(shown) },
      };
    });
  };
