import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { eventUuid } from "#domain/power/platform-event.ts";
import type { GivenValues } from "#domain/power/record-values.ts";
import type { Guarded } from "#http/app.ts";
import type { Api } from "#sobject/source.ts";
import { renderRows } from "#soql/render.ts";
import type { Simulator } from "#usecases/simulator.ts";
import type { ReadRowAnswer } from "#usecases/wire/read-row.ts";
import type { RowChange } from "#usecases/wire/rows.ts";
import { answered, json, noContent } from "./answers.ts";
import { jsonObject } from "./body.ts";
import type { SessionCall, Wire } from "./route.ts";

/** Rows one by one: made, read, changed and deleted by id or external id. */
export function rowRoutes(wire: Wire, { simulator }: Guarded): void {
  for (const api of ["data", "tooling"] as const) {
    const root = `/services/data/:version/${api === "tooling" ? "tooling/" : ""}sobjects/:object`;
    wire.session("POST", root, async (call) =>
      made(call, root, await changeOne(simulator, call, { does: "create", ...(await sent(call)) })),
    );
    wire.session("GET", `${root}/:key`, (call) => read(simulator, call, api, keyOf(call)));
    wire.session("PATCH", `${root}/:key`, (call) => update(simulator, call));
    // Clients that cannot send PATCH say so in the address.
    wire.session("POST", `${root}/:key`, (call) => {
      if (call.c.req.query("_HttpMethod") !== "PATCH")
        throw new Fault("METHOD_NOT_ALLOWED", "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE");
      return update(simulator, call);
    });
    wire.session("DELETE", `${root}/:key`, async (call) => {
      await changeOne(simulator, call, { does: "delete", object: part(call, "object"), id: keyOf(call) });
      return noContent();
    });
    wire.session("GET", `${root}/:field/:key`, (call) => read(simulator, call, api, keyOf(call), part(call, "field")));
    wire.session("PATCH", `${root}/:field/:key`, async (call) => {
      const { object, values } = await sent(call);
      const [field, value] = [part(call, "field"), keyOf(call)];
      const changed = await changeOne(simulator, call, { does: "upsert", object, field, value, values });
      if (Number(call.version) < 46 && !changed.created) return noContent();
      return json({ id: changed.id, success: true, errors: [], created: changed.created }, changed.created ? 201 : 200);
    });
  }
}

const part = ({ c }: SessionCall, name: string): string => c.req.param(name) ?? "";
const keyOf = (call: SessionCall): string => part(call, "key");

/** What a client sends of a row. */
async function sent(call: SessionCall): Promise<{ readonly object: string; readonly values: GivenValues }> {
  return { object: part(call, "object"), values: await jsonObject(call.c) };
}

async function update(simulator: Simulator, call: SessionCall): Promise<Response> {
  const { object, values } = await sent(call);
  await changeOne(simulator, call, { does: "update", object, id: keyOf(call), values });
  return noContent();
}

/** One change by itself: where it comes to nothing, that is the answer. */
async function changeOne(
  simulator: Simulator,
  { session }: { readonly session: SessionId },
  change: RowChange,
): Promise<{ readonly id: string; readonly created: boolean; readonly published?: true }> {
  const { value } = await simulator.changeRows(session, { changes: [change], allOrNone: false });
  const [changed] = value ?? [];
  if (!changed) throw new Fault("INSUFFICIENT_ACCESS", "this session may not use the API");
  if (changed.fault) throw changed.fault;
  return changed;
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
  const asked = call.c.req
    .query("fields")
    ?.split(",")
    .map((name) => name.trim());
  const answer = await simulator.readRow(call.session, {
    api,
    object: part(call, "object"),
    key,
    ...(field !== undefined && { field }),
    ...(asked && { fields: asked }),
  });
  return answered(answer, (value) => json(rendered(value, call.version, api)));
}

const rendered = ({ object, fields, row }: ReadRowAnswer, version: string, api: Api): unknown =>
  renderRows(
    [
      {
        object,
        id: `${row.Id}`,
        values: fields.map((field) => ({
          kind: "value",
          name: field.name,
          type: field.type,
          field,
          value: row[field.name] ?? null,
        })),
      },
    ],
    { version, tooling: api === "tooling" },
  )[0];
