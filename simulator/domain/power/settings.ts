import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { type ComponentFacts, withinTheLicense } from "#domain/license/reach.ts";
import type { CustomSetting } from "#domain/org.ts";
import { ownPackagesOnly, type PackageFacts } from "./managed.ts";
import { pageRight } from "./page-right.ts";
import { agentOf } from "./reader.ts";

/** `managed` is there for protected settings only: what is not protected is open to whoever may open the page. */
export interface SettingFacts extends PackageFacts, Pick<ComponentFacts, "lapsed"> {
  readonly setting: Pick<CustomSetting, "type">;
}

export const protectedFromTheCustomer = rule<SettingFacts>(
  "POWER-04",
  ({ reader, what, managed }) =>
    managed && !agentOf(reader)
      ? `${what} is protected by the managed package ${managed.name} and hidden from ${reader.org.name}`
      : undefined,
  "give the publisher login access and let its agent look at the setting",
);

export const metadataStaysClosed = rule<SettingFacts>(
  "POWER-13",
  ({ what, managed, setting }) =>
    managed && setting.type === "custom metadata type" ? `${what} is protected custom metadata` : undefined,
  "ship the change with a new version of the package",
);

/** The order in which a look at a setting's data, or a change of it, is judged. */
export const SETTING_ORDER: readonly Rule<SettingFacts>[] = [
  protectedFromTheCustomer,
  withinTheLicense,
  ownPackagesOnly,
  metadataStaysClosed,
];

/** May the records of a setting be seen and changed? An allow quotes POWER-04 for protected data. */
export const mayUseSetting = (facts: SettingFacts): Decision =>
  decide(facts, SETTING_ORDER, facts.managed ? protectedFromTheCustomer : pageRight);

/** Whether a setting is in the list of the Custom Settings page. */
export const listedSetting = definition<SettingFacts, boolean>(
  "POWER-12",
  ({ setting, managed, reader }) =>
    setting.type === "custom setting" && (managed === undefined || agentOf(reader)?.org.id === managed.publisher),
);
