import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const listed = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  visibility: z.enum(["public", "protected"]),
  namespace: z.string().optional(),
});
const values = z.record(z.string().min(1).max(80), z.string().max(255));
const record = z.object({ id: z.string(), owner: z.string(), values });

const PATH = "/orgs/{org}/setup/custom-settings";
const params = { org: idOf("Org"), setting: idOf("CustomSetting") };
const recordParams = { ...params, record: idOf("SettingRecord") };
const about = { who: "person", rules: ["POWER-04", "POWER-08", "POWER-13", "POWER-21"] } as const;

/** Setup, Custom Settings, and their records. */
export function settingRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: PATH,
        summary: "List custom settings",
        who: "person",
        rules: ["POWER-08", "POWER-12"],
        params: { org: idOf("Org") },
        value: z.array(listed),
      },
      ({ session }) => simulator.listSettings(session),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/{setting}`,
        summary: "Manage a custom setting: read its records",
        ...about,
        params,
        value: listed.extend({ fields: z.array(z.string()), records: z.array(record) }),
      },
      ({ session, params: { setting } }) => simulator.readSetting(session, setting),
    ),
    define(
      app,
      {
        method: "post",
        path: `${PATH}/{setting}/records`,
        summary: "Create a record of a custom setting",
        ...about,
        params,
        body: z.strictObject({ owner: z.string().min(1).max(200), values }),
        value: record,
        status: 201,
      },
      ({ session, params: { setting }, body }) => simulator.createSettingRecord(session, { setting, ...body }),
    ),
    define(
      app,
      {
        method: "patch",
        path: `${PATH}/{setting}/records/{record}`,
        summary: "Edit a record of a custom setting",
        ...about,
        params: recordParams,
        body: z.strictObject({ values }),
        value: record,
      },
      ({ session, params: { setting, record: id }, body }) =>
        simulator.editSettingRecord(session, { setting, record: id, ...body }),
    ),
    define(
      app,
      {
        method: "delete",
        path: `${PATH}/{setting}/records/{record}`,
        summary: "Delete a record of a custom setting",
        ...about,
        params: recordParams,
        value: record,
      },
      ({ session, params: { setting, record: id } }) => simulator.deleteSettingRecord(session, { setting, record: id }),
    ),
  ];
}
