import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Decision } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { RuleId } from "#domain/rule-book.ts";
import { refusal } from "./errors.ts";
import { jsonBody, partOf } from "./input.ts";
import { headersUnder, jsonAnswer } from "./secured.ts";

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
export type Given<Value> = Value extends readonly (infer One)[]
  ? readonly Given<One>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Given<Value[Key]> }
    : Value;

/** What a route answers: a value, and the decision wherever rules were asked. */
export interface Reply<Value> {
  readonly decision?: Decision;
  readonly value?: Value;
}

/** Asked before anything is validated, so that a stranger learns nothing about what a route takes. */
function checkWho(who: Who, c: Context<Env>): void {
  const session = c.get("session");
  const isOperator = c.get("isOperator");
  if (who === "anybody" || (who !== "operator" && session) || (who !== "person" && isOperator)) return;
  throw new Fault(
    "INVALID_SESSION_ID",
    who === "operator"
      ? "this is for the operator of the simulator; send the operator's token"
      : "no session; log in and send its token",
  );
}

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
  const parts = {
    ...(params && { params: z.object(params) }),
    ...(query && { query: z.strictObject(query) }),
    ...(body && { body: { required: true, content: { "application/json": { schema: body } } } }),
  };
  const route = createRoute({
    method,
    path,
    summary,
    ...(rules.length > 0 && { description: `Rules: ${rules.join(", ")}` }),
    ...(who !== "anybody" && { security: SECURITY[who] }),
    request: parts,
    responses: {
      [status]: { description: "done", content: { "application/json": { schema: value } } },
      400: errorAnswer("the request is malformed"),
      ...(who !== "anybody" && { 401: errorAnswer("no session that is good here") }),
      403: errorAnswer("refused by a rule, named in the Understudy-Rule header"),
    },
  });
  app.openAPIRegistry.registerPath(route);
  app.on(method.toUpperCase(), route.getRoutingPath(), async (c) => {
    checkWho(who, c);
    const { decision, value: shown } = await handle({
      params: parts.params && partOf(parts.params, c.req.param()),
      query: parts.query && partOf(parts.query, c.req.query()),
      body: body && partOf(body, await jsonBody(c)),
      session: c.get("session"),
      c,
    } as Input<Params, Query, Body>);
    const refused = decision?.effect === "deny";
    const content = refused ? refusal(decision) : (shown ?? {});
    const code = refused ? 403 : status;
    if (!setsCookie) return jsonAnswer(content, code, decision?.rule);
    return c.json(content as object, code, headersUnder(decision?.rule));
  });
  return { method, path, who };
}
