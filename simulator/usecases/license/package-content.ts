import type { ApexClass, Change, CustomObject, CustomSetting, OrgRows, Package, SettingRecord } from "#domain/org.ts";
import type { Ports } from "#usecases/ports.ts";

/** What a package writes into an org: code that is new or replaces its own, its objects, and settings that are not there yet. */
export function contentInto({ ids }: Ports, rows: OrgRows, { namespace, content }: Package): readonly Change[] {
  if (!content) return [];
  const code = content.code.map((one): Change => {
    const there = Object.values(rows.apexClasses).find(
      (row) => row.namespace === namespace && row.name === one.name && row.kind === one.kind,
    );
    const id = there?.id ?? ids.next(one.kind === "class" ? "ApexClass" : "ApexTrigger");
    const row: ApexClass = { id, namespace, ...one };
    return { table: "apexClasses", id, row };
  });
  const settings = content.settings
    .filter(({ name }) => !Object.values(rows.customSettings).some((row) => row.name === name))
    .flatMap(({ values, ...one }): readonly Change[] => {
      const setting: CustomSetting = { id: ids.next("CustomSetting"), namespace, ...one };
      const made: Change = { table: "customSettings", id: setting.id, row: setting };
      if (!values) return [made];
      const id = ids.next("SettingRecord");
      const record: SettingRecord = { id, setting: setting.id, owner: "Organization", values };
      return [made, { table: "settingRecords", id, row: record }];
    });
  const objects = (content.objects ?? []).map((one): Change => {
    const there = Object.values(rows.customObjects).find((row) => row.name === one.name);
    const id = there?.id ?? ids.next("CustomObject");
    const row: CustomObject = { id, namespace, ...one };
    return { table: "customObjects", id, row };
  });
  return [...code, ...settings, ...objects];
}
