import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { Fault } from "#domain/fault.ts";
import { type Id, type IdKind, parseId } from "#domain/ids.ts";
import { parseInstant } from "#domain/time.ts";

/** An id of one of these kinds in a path, query or body, in its 15- or 18-character form. */
export function idOf<Kind extends IdKind>(...kinds: readonly Kind[]): IdSchema<Kind> {
  const named = kinds.join(" or ");
  const schema = idSchemas.get(named) ?? idSchema(kinds, named);
  idSchemas.set(named, schema);
  return schema as unknown as IdSchema<Kind>;
}

type IdSchema<Kind extends IdKind> = ReturnType<typeof idSchema<Kind>>;

/** One for the same kinds in every app: a schema that says something for the document is never let go of again. */
const idSchemas = new Map<string, z.ZodType>();

const idSchema = <Kind extends IdKind>(kinds: readonly Kind[], named: string) =>
  z
    .string()
    .transform((text, context): { [One in Kind]: Id<One> }[Kind] => {
      for (const kind of kinds) {
        const id = parseId(kind, text);
        if (id) return id;
      }
      context.addIssue({
        code: "custom",
        message: `"${text}" is no id of ${/^[AEIO]/.test(named) ? "an" : "a"} ${named}`,
        params: { errorCode: "MALFORMED_ID" },
      });
      return z.NEVER;
    })
    .openapi({ type: "string", example: "15 or 18 characters" });

/** A whole number in a query, within bounds, and what it is when left out. */
export const wholeNumber = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

/** A point in platform time. */
export const instant = z
  .string()
  .transform((text, context) => {
    const at = parseInstant(text);
    if (at) return at;
    context.addIssue({ code: "custom", message: `"${text}" is no instant; write it like 2031-03-04T09:00:00Z` });
    return z.NEVER;
  })
  .openapi({ type: "string", example: "2031-03-04T09:00:00Z" });

/** What nobody can see must not stand in a record: it could pass for another line, or steer a terminal. */
export const NO_CONTROL_CHARACTERS = [/^\P{Cc}*$/u, "control characters cannot stand here"] as const;

/** One line of text as it was written, for what goes on record word for word. */
export const written = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(...NO_CONTROL_CHARACTERS);

/** One part of a request as its schema reads it. Fault INVALID_FIELD or MALFORMED_ID names the first place that does not fit. */
export function partOf<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  const [first] = error.issues;
  const issue = first && told(first);
  if (!issue) throw new Fault("INVALID_FIELD", "the request does not fit");
  const where = issue.path.join(".");
  const code = issue.code === "custom" && issue.params?.errorCode === "MALFORMED_ID" ? "MALFORMED_ID" : "INVALID_FIELD";
  throw new Fault(code, where ? `${where}: ${issue.message}` : issue.message);
}

/** How zod words that a value is of none of several forms, where the schema has no words of its own. */
const OF_NO_FORM = "Invalid input";

/** What is wrong by the one of several forms that says it in words of its own, where any does. */
function told(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  // A schema with words of its own for all forms together says more than any one of them.
  if (issue.code !== "invalid_union" || issue.message !== OF_NO_FORM) return issue;
  const own = issue.errors.flat().find(({ code }) => code === "custom");
  return own ? { ...own, path: [...issue.path, ...own.path] } : issue;
}

/** The body as JSON. Fault INVALID_FIELD when it says it is something else, JSON_PARSER_ERROR when it is none. */
export async function jsonBody(c: Context): Promise<unknown> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/json\b/i.test(type))
    throw new Fault("INVALID_FIELD", `the body is of type "${type}"; send application/json`);
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new Fault("JSON_PARSER_ERROR", "the body is no JSON document; check quotes, commas and braces");
  }
}

type Given<Body> = Body extends unknown ? { [Key in keyof Body]: Exclude<Body[Key], undefined> } : never;
/** What came with a request, without the members that did not: for schemas with `optional`, which the document shows as such. */
export const given = <Body extends object>(body: Body): Given<Body> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<Body>;
