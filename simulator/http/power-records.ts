import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** Names of objects and fields are one line each, as in a world file. */
const fields = z.record(written(80), z.string().max(255));
const record = z.object({
  id: z.string(),
  sobject: z.string(),
  fields,
  createdBy: z.string(),
  lastModifiedBy: z.string(),
  lastModifiedAt: z.string(),
});
/** Asks for a debug log of the save. */
const debug = z.boolean().default(false);

const PATH = "/orgs/{org}/app/records";
const params = { org: idOf("Org"), record: idOf("Record") };

/** Business records. */
export function recordRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: PATH,
        summary: "List the records within the user's reach",
        who: "person",
        rules: ["POWER-16"],
        params: { org: idOf("Org") },
        value: z.array(record),
      },
      ({ session }) => simulator.listRecords(session),
    ),
    define(
      app,
      {
        method: "get",
        path: `${PATH}/{record}`,
        summary: "View a record",
        who: "person",
        rules: ["POWER-16"],
        params,
        value: record,
      },
      ({ session, params: { record: id } }) => simulator.viewRecord(session, id),
    ),
    define(
      app,
      {
        method: "post",
        path: PATH,
        summary: "Create a record",
        who: "person",
        rules: ["POWER-16", "POWER-22"],
        params: { org: idOf("Org") },
        body: z.strictObject({ sobject: written(80), fields, debug }),
        value: record,
        status: 201,
      },
      ({ session, body }) => simulator.createRecord(session, body),
    ),
    define(
      app,
      {
        method: "patch",
        path: `${PATH}/{record}`,
        summary: "Change a record",
        who: "person",
        rules: ["POWER-16", "POWER-22"],
        params,
        body: z.strictObject({ fields, debug }),
        value: record,
      },
      ({ session, params: { record: id }, body }) => simulator.editRecord(session, { record: id, ...body }),
    ),
  ];
}
