import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import { faultBody, statusOf } from "#http/errors.ts";
import type { App } from "#http/route.ts";
import type { Answer } from "#usecases/ports.ts";
import type { RowChange, RowChanged } from "#usecases/wire/rows.ts";
import { json, refused } from "./answers.ts";
import { jsonObject } from "./body.ts";
import { changesOf, wholeAnswers, wholeCall } from "./composite-whole.ts";
import type { SessionCall, Wire } from "./route.ts";
import { fieldsIn, rowJson } from "./rows.ts";

/** As many records as one call may carry. */
const MOST = 200;
/** As many calls as one composite call may hold. */
const MOST_CALLS = 25;

type Members = Readonly<Record<string, unknown>>;

/** Many records, or many calls, in one. */
export function compositeRoutes(wire: Wire, app: App, { simulator }: Guarded): void {
  const root = "/services/data/:version/composite";
  const change = async (call: SessionCall, changes: readonly RowChange[], allOrNone: boolean) => {
    if (changes.length > MOST)
      throw new Fault(
        "EXCEEDED_ID_LIMIT",
        `record limit reached. cannot submit more than ${MOST} records into this call`,
      );
    const { value } = await simulator.changeRows(call.session, { changes, allOrNone });
    if (!value) throw new Fault("INSUFFICIENT_ACCESS", "this session may not use the API");
    return value;
  };

  wire.session("POST", `${root}/sobjects`, async (call) => {
    const { records, allOrNone } = await collectionIn(call);
    const changes = records.map((one): RowChange => ({ does: "create", object: typeOf(one), values: one }));
    return json((await change(call, changes, allOrNone)).map((one) => resultOf(one)));
  });
  wire.session("PATCH", `${root}/sobjects`, async (call) => {
    const { records, allOrNone } = await collectionIn(call);
    const changes = records.map((one): RowChange => {
      const { id, values } = withoutId(one);
      return { does: "update", object: typeOf(one), id, values };
    });
    return json((await change(call, changes, allOrNone)).map((one) => resultOf(one)));
  });
  wire.session("PATCH", `${root}/sobjects/:object/:field`, async (call) => {
    const { records, allOrNone } = await collectionIn(call);
    const { object = "", field = "" } = call.c.req.param() as Readonly<Record<string, string>>;
    const changes = records.map((one): RowChange => {
      const [name, value] = Object.entries(one).find(([key]) => key.toLowerCase() === field.toLowerCase()) ?? [];
      const values = Object.fromEntries(Object.entries(one).filter(([key]) => key !== name));
      return { does: "upsert", object, field, value: `${value ?? ""}`, values };
    });
    return json(
      (await change(call, changes, allOrNone)).map((one) => ({
        ...resultOf(one),
        created: one.fault ? false : one.created,
      })),
    );
  });
  wire.session("DELETE", `${root}/sobjects`, async (call) => {
    const ids = (call.c.req.query("ids") ?? "").split(",").filter((id) => id !== "");
    const changes = ids.map((id): RowChange => ({ does: "delete", id: id.trim() }));
    return json((await change(call, changes, call.c.req.query("allOrNone") === "true")).map((one) => resultOf(one)));
  });
  wire.session("POST", `${root}/sobjects/:object`, async (call) => {
    const { ids, fields } = await jsonObject(call.c);
    if (!isTexts(ids) || !isTexts(fields))
      throw new Fault("JSON_PARSER_ERROR", "ids and fields have to be lists of texts");
    if (ids.length > 2000) throw new Fault("EXCEEDED_ID_LIMIT", "no more than 2000 ids can be asked for at once");
    const object = call.c.req.param("object") ?? "";
    const asked = fieldsIn(fields.join());
    const found: unknown[] = [];
    for (const key of ids) {
      const { decision, value, receipt } = await ifThere(() =>
        simulator.readRow(call.session, { api: "data", object, key, fields: asked }),
      );
      if (decision?.effect === "deny") return refused(decision, receipt);
      found.push(value ? rowJson(value, call, "data") : null);
    }
    return json(found);
  });

  wire.session("POST", root, async (call) => {
    const { compositeRequest, allOrNone } = await jsonObject(call.c);
    if (!isRecords(compositeRequest))
      throw new Fault("JSON_PARSER_ERROR", "compositeRequest has to be a list of calls");
    if (compositeRequest.length > MOST_CALLS)
      throw new Fault("LIMIT_EXCEEDED", `no more than ${MOST_CALLS} calls can be made at once`);
    if (allOrNone === true) {
      const calls = compositeRequest.map(wholeCall);
      return json({ compositeResponse: wholeAnswers(calls, await change(call, changesOf(calls), true), call.version) });
    }
    const answers = new Map<string, unknown>();
    const compositeResponse: unknown[] = [];
    for (const one of compositeRequest) {
      const referenceId = `${one.referenceId ?? ""}`;
      const answer = await subcall(app, call, one, answers);
      if (answer.status < 400) answers.set(referenceId, answer.body);
      compositeResponse.push({
        body: answer.body,
        httpHeaders: answer.headers,
        httpStatusCode: answer.status,
        referenceId,
      });
    }
    return json({ compositeResponse });
  });

  wire.session("POST", `${root}/batch`, async (call) => {
    const { batchRequests, haltOnError } = await jsonObject(call.c);
    if (!isRecords(batchRequests)) throw new Fault("JSON_PARSER_ERROR", "batchRequests has to be a list of calls");
    if (batchRequests.length > MOST_CALLS)
      throw new Fault("LIMIT_EXCEEDED", `no more than ${MOST_CALLS} calls can be made at once`);
    const results: { readonly statusCode: number; readonly result: unknown }[] = [];
    for (const one of batchRequests) {
      const halted = haltOnError === true && results.some(({ statusCode }) => statusCode >= 400);
      if (halted) {
        results.push({
          statusCode: 412,
          result: [{ errorCode: "BATCH_PROCESSING_HALTED", message: "Batch processing halted per request" }],
        });
        continue;
      }
      const url = `/services/data/${`${one.url ?? ""}`.replace(/^\/?(?:services\/data\/)?/, "")}`;
      const { status, body } = await subcall(app, call, { method: one.method, url, body: one.richInput }, new Map());
      results.push({ statusCode: status, result: body });
    }
    return json({ hasErrors: results.some(({ statusCode }) => statusCode >= 400), results });
  });
}

interface SubAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
}

/** What is answered, or nothing of it where what was asked for is not there. */
async function ifThere<Value>(ask: () => Promise<Answer<Value>>): Promise<Partial<Answer<Value>>> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Fault && statusOf[error.code] === 404) return {};
    throw error;
  }
}

const isRecords = (value: unknown): value is readonly Members[] =>
  Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null && !Array.isArray(one));

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string");

async function collectionIn(
  call: SessionCall,
): Promise<{ readonly records: readonly Members[]; readonly allOrNone: boolean }> {
  const { records, allOrNone } = await jsonObject(call.c);
  if (!isRecords(records)) throw new Fault("JSON_PARSER_ERROR", "records has to be a list of records");
  return { records, allOrNone: allOrNone === true };
}

function typeOf({ attributes }: Members): string {
  const type = typeof attributes === "object" && attributes !== null ? (attributes as Members).type : undefined;
  if (typeof type !== "string") throw new Fault("INVALID_INPUT", "each record needs attributes with its type");
  return type;
}

function withoutId(record: Members): { readonly id: string; readonly values: Members } {
  const [name, id] = Object.entries(record).find(([key]) => key.toLowerCase() === "id") ?? [];
  return { id: `${id ?? ""}`, values: Object.fromEntries(Object.entries(record).filter(([key]) => key !== name)) };
}

/** Here an error's code is called its status code. */
export const errorsOf = ({ code, message, fields }: Fault) => [{ statusCode: code, message, fields }];
const resultOf = (one: RowChanged) =>
  one.fault ? { success: false, errors: errorsOf(one.fault) } : { id: one.id, success: true, errors: [] };

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** One of the calls within a call, with what those before it answered in the places that name them. */
async function subcall(
  app: App,
  call: SessionCall,
  about: Members,
  answers: ReadonlyMap<string, unknown>,
): Promise<SubAnswer> {
  try {
    const url = filled(`${about.url ?? ""}`, answers);
    if (!/^\/services\/data\/v\d+\.0\//.test(url) || /\/composite(?:\/(?:batch|tree)|$|\?)/.test(url))
      throw new Fault("INVALID_INPUT", `"${url}" is no address that can be called here`);
    const method = METHODS.find((one) => one === `${about.method ?? "GET"}`.toUpperCase());
    if (!method)
      throw new Fault("INVALID_INPUT", `"${`${about.method}`.slice(0, 40)}" is no method that can be called here`);
    const isSent = method !== "GET" && about.body !== undefined && about.body !== null;
    return await askedOf(app, call, method, url, isSent ? filled(JSON.stringify(about.body), answers) : undefined);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { status: statusOf[error.code], body: faultBody(error), headers: {} };
  }
}

/** `@{one.records[0].Id}` is what the call named `one` answered there. */
const filled = (text: string, answers: ReadonlyMap<string, unknown>): string =>
  text.replaceAll(/@\{([A-Za-z0-9_]+)((?:\.[A-Za-z0-9_]+|\[\d+\])*)\}/g, (written, name: string, path: string) => {
    let value = answers.get(name);
    for (const [step] of path.matchAll(/[A-Za-z0-9_]+/g)) value = (value as Members | undefined)?.[step];
    if (value === undefined || value === null || typeof value === "object")
      throw new Fault("PROCESSING_HALTED", `Invalid reference specified. No value for ${written.slice(2, -1)} found`);
    return JSON.stringify(`${value}`).slice(1, -1);
  });

/** The same request path as from outside, in the same session, from the same host. */
async function askedOf(
  app: App,
  { c, base }: SessionCall,
  method: string,
  url: string,
  body?: string,
): Promise<SubAnswer> {
  const headers: Record<string, string> = { host: new URL(base).host };
  for (const name of ["authorization", "cookie", "sforce-query-options"]) {
    const value = c.req.header(name);
    if (value !== undefined) headers[name] = value;
  }
  if (body !== undefined) headers["content-type"] = "application/json";
  const answer = await app.request(`${base}${url}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  const location = answer.headers.get("location");
  return {
    status: answer.status,
    body: text === "" ? null : JSON.parse(text),
    headers: location === null ? {} : { Location: location },
  };
}
