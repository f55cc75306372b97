import type { Context } from "hono";
import { Fault } from "#domain/fault.ts";
import type { Env } from "#http/route.ts";

/** The body as JSON, whatever it says it is. Fault JSON_PARSER_ERROR where it is none. */
async function jsonSent(c: Context<Env>): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw new Fault(
      "JSON_PARSER_ERROR",
      "The HTTP entity body is required, but this request has no entity body or it is no JSON.",
    );
  }
}

/** The body as an object of JSON. */
export async function jsonObject(c: Context<Env>): Promise<Readonly<Record<string, unknown>>> {
  const value = await jsonSent(c);
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Fault("JSON_PARSER_ERROR", "Cannot deserialize instance of a record from anything but an object of JSON");
  return value as Readonly<Record<string, unknown>>;
}
