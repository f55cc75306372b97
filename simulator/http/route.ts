import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import type { Decision } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { type Id, type IdKind, parseId, type SessionId } from "#domain/ids.ts";
import type { RuleId } from "#domain/rule-book.ts";
import { refusal } from "./errors.ts";
import { jsonAnswer, SECURE_HEADERS } from "./secured.ts";

/** What the request path knows of a request before a route sees it. */
export interface Env {
  Variables: {
    readonly requestId: string;
    /** The session whose token came with the request, if it is a genuine one. */
    readonly session: SessionId | undefined;
    readonly isOperator: boolean;
  };
}

export type App = OpenAPIHono<Env>;

/** Who a route is for: anybody, a person with a session, the operator, or either of these two. */
export type Who = "anybody" | "person" | "operator" | "person or operator";

/** How each of them is authenticated, as the OpenAPI document says it. */
const SECURITY: Readonly<Record<Who, { [scheme: string]: string[] }[]>> = {
  anybody: [],
  person: [{ person: [] }, { personCookie: [] }],
  operator: [{ operator: [] }],
  "person or operator": [{ person: [] }, { personCookie: [] }, { operator: [] }],
};

type Shape = z.ZodRawShape;

interface RouteAbout<Params extends Shape, Query extends Shape, Body extends z.ZodType, Value extends z.ZodType> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  readonly path: string;
  readonly summary: string;
  readonly who: Who;
  /** Rules that can refuse here or that shape the answer; printed in the OpenAPI document. */
  readonly rules?: readonly RuleId[];
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly value: Value;
  /** Status of an allowed answer; 200 unless something came into being. */
  readonly status?: 200 | 201;
  /** Whether the handler sets a cookie. */
  readonly setsCookie?: true;
}

interface Input<Params extends Shape, Query extends Shape, Body extends z.ZodType> {
  readonly params: z.infer<z.ZodObject<Params>>;
  readonly query: z.infer<z.ZodObject<Query>>;
  readonly body: z.infer<Body>;
  /** The session of the request; of a route for people it is always there. */
  readonly session: SessionId;
  readonly c: Context<Env>;
}

/** A value as a use case gives it: nobody may write into it, which the schema of an answer cannot say. */
type Given<Value> = Value extends readonly (infer One)[]
  ? readonly Given<One>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Given<Value[Key]> }
    : Value;

/** What a route answers: a value, and the decision wherever rules were asked. */
export interface Reply<Value> {
  readonly decision?: Decision;
  readonly value?: Value;
}

/** Stands before validation, so that a stranger learns nothing about what a route takes. */
const GUARDS: Readonly<Record<Who, MiddlewareHandler<Env>>> = {
  anybody: (_, next) => next(),
  person: (c, next) => {
    if (!c.get("session")) throw new Fault("INVALID_SESSION_ID", "no session; log in and send its token");
    return next();
  },
  "person or operator": (c, next) => {
    if (!c.get("session") && !c.get("isOperator"))
      throw new Fault("INVALID_SESSION_ID", "no session; log in and send its token");
    return next();
  },
  operator: (c, next) => {
    if (!c.get("isOperator"))
      throw new Fault("INVALID_SESSION_ID", "this is for the operator of the simulator; send the operator's token");
    return next();
  },
};

/** An id in a path, query or body, in its 15- or 18-character form. */
export const idOf = <Kind extends IdKind>(kind: Kind) =>
  z
    .string()
    .transform((text, context): Id<Kind> => {
      const id = parseId(kind, text);
      if (id) return id;
      context.addIssue({
        code: "custom",
        message: `"${text}" is no id of a ${kind}`,
        params: { errorCode: "MALFORMED_ID" },
      });
      return z.NEVER;
    })
    .openapi({ type: "string", example: "15 or 18 characters" });

/** What nobody can see must not stand in a record: it could pass for another line, or steer a terminal. */
export const NO_CONTROL_CHARACTERS = [/^\P{Cc}*$/u, "control characters cannot stand here"] as const;

/** One line of text as it was written, for what goes on record word for word. */
export const written = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(...NO_CONTROL_CHARACTERS);

const errors = z.array(z.object({ errorCode: z.string(), message: z.string() }));
const errorAnswer = (description: string) => ({ description, content: { "application/json": { schema: errors } } });

/** Every route that was defined, for the test that tries each with the sessions of others. */
export interface DefinedRoute {
  readonly method: string;
  readonly path: string;
  readonly who: Who;
}

/**
 * Defines one route of the control interface: what it takes and gives, who it is for, and the use case it calls.
 * A refusal is answered in one place, with the platform's error body and the `Understudy-Rule` header.
 */
export function define<Params extends Shape, Query extends Shape, Body extends z.ZodType, Value extends z.ZodType>(
  app: App,
  about: RouteAbout<Params, Query, Body, Value>,
  handle: (input: Input<Params, Query, Body>) => Promise<Reply<Given<z.input<Value>>>>,
): DefinedRoute {
  const { method, path, summary, who, rules = [], params, query, body, value, status = 200, setsCookie } = about;
  const route = createRoute({
    method,
    path,
    summary,
    middleware: GUARDS[who],
    ...(rules.length > 0 && { description: `Rules: ${rules.join(", ")}` }),
    ...(who !== "anybody" && { security: SECURITY[who] }),
    request: {
      ...(params && { params: z.object(params) }),
      ...(query && { query: z.strictObject(query) }),
      ...(body && { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      [status]: { description: "done", content: { "application/json": { schema: value } } },
      400: errorAnswer("the request is malformed"),
      ...(who !== "anybody" && { 401: errorAnswer("no session that is good here") }),
      403: errorAnswer("refused by a rule, named in the Understudy-Rule header"),
    },
  });
  app.openapi(route, async (c) => {
    const valid = (target: "param" | "query" | "json") => (c.req.valid as (target: string) => unknown)(target);
    const { decision, value: shown } = await handle({
      params: valid("param") as z.infer<z.ZodObject<Params>>,
      query: valid("query") as z.infer<z.ZodObject<Query>>,
      body: valid("json") as z.infer<Body>,
      session: c.get("session") as SessionId,
      c,
    });
    const refused = decision?.effect === "deny";
    const body = refused ? refusal(decision) : (shown ?? {});
    const code = refused ? 403 : status;
    const headers = decision ? { "understudy-rule": decision.rule } : {};
    return (
      setsCookie ? c.json(body as object, code, { ...SECURE_HEADERS, ...headers }) : jsonAnswer(body, code, headers)
    ) as never;
  });
  return { method, path, who };
}
