import { Fault } from "#domain/fault.ts";
import { eventUuid } from "#domain/power/platform-event.ts";
import type { GivenValues } from "#domain/power/record-values.ts";
import type { Guarded } from "#http/app.ts";
import type { Api } from "#sobject/source.ts";
import { renderFields } from "#soql/render.ts";
import type { Simulator } from "#usecases/simulator.ts";
import type { ChangeRow } from "#usecases/wire/change-row.ts";
import type { ReadRowAnswer } from "#usecases/wire/read-row.ts";
import type { RowDone } from "#usecases/wire/setup-object.ts";
import { answered, json, noContent } from "./answers.ts";
import { jsonObject } from "./body.ts";
import type { SessionCall, Wire } from "./route.ts";

/** Rows one by one: made, read, changed and deleted by id or external id. */
export function rowRoutes(wire: Wire, { simulator }: Guarded): void {
  for (const api of ["data", "tooling"] as const) {
    const root = `/services/data/:version/${api === "tooling" ? "tooling/" : ""}sobjects/:object`;
    const change = async (call: SessionCall, one: ChangeRow["change"], shown: (done: RowDone) => Response) =>
      answered(await simulator.changeRow(call.session, { api, change: one }), shown);
    const update = async (call: SessionCall) =>
      change(call, { does: "update", id: keyOf(call), ...(await sent(call)) }, () => noContent());
    wire.session("POST", root, async (call) =>
      change(call, { does: "create", ...(await sent(call)) }, (done) => made(call, root, done)),
    );
    wire.session("GET", `${root}/:key`, (call) => read(simulator, call, api, keyOf(call)));
    wire.session("PATCH", `${root}/:key`, update);
    // Clients that cannot send PATCH say so in the address.
    wire.session("POST", `${root}/:key`, (call) => {
      if (call.c.req.query("_HttpMethod") !== "PATCH")
        throw new Fault("METHOD_NOT_ALLOWED", "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
      return update(call);
    });
    wire.session("DELETE", `${root}/:key`, (call) =>
      change(call, { does: "delete", object: part(call, "object"), id: keyOf(call) }, () => noContent()),
    );
    wire.session("GET", `${root}/:field/:key`, (call) => read(simulator, call, api, keyOf(call), part(call, "field")));
    wire.session("PATCH", `${root}/:field/:key`, async (call) => {
      const { object, values } = await sent(call);
      const [field, value] = [part(call, "field"), keyOf(call)];
      return change(call, { does: "upsert", object, field, value, values }, ({ id, created }) =>
        Number(call.version) < 46 && !created
          ? noContent()
          : json({ id, success: true, errors: [], created }, created ? 201 : 200),
      );
    });
  }
}

const part = ({ c }: SessionCall, name: string): string => c.req.param(name) ?? "";
const keyOf = (call: SessionCall): string => part(call, "key");

/** What a client sends of a row. */
async function sent(call: SessionCall): Promise<{ readonly object: string; readonly values: GivenValues }> {
  return { object: part(call, "object"), values: await jsonObject(call.c) };
}

const made = (
  { version }: SessionCall,
  root: string,
  { id, published }: { readonly id: string; readonly published?: true },
): Response =>
  json({ id, success: true, errors: published ? [enqueued(id)] : [] }, 201, {
    location: `${root.replace(":version", `v${version}`)}/${id}`,
  });

/** What the platform says of a published event, among the errors although it is none. */
const enqueued = (id: string) => ({ statusCode: "OPERATION_ENQUEUED", message: eventUuid(id), fields: [] });

async function read(simulator: Simulator, call: SessionCall, api: Api, key: string, field?: string): Promise<Response> {
  const asked = call.c.req.query("fields");
  const answer = await simulator.readRow(call.session, {
    api,
    object: part(call, "object"),
    key,
    ...(field !== undefined && { field }),
    ...(asked !== undefined && { fields: fieldsIn(asked) }),
  });
  return answered(answer, (found) => json(rowJson(found, call, api)));
}

/** The names of fields as an address has them. */
export const fieldsIn = (text: string): readonly string[] => text.split(",").map((name) => name.trim());

/** One row as the platform shows it. */
export const rowJson = ({ object, row, fields }: ReadRowAnswer, { version }: SessionCall, api: Api): unknown =>
  renderFields(object, row, fields, { version, tooling: api === "tooling" });
