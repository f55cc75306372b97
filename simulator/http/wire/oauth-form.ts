import type { Context } from "hono";
import { Fault } from "#domain/fault.ts";
import type { Client } from "#domain/wire/clients.ts";
import { OAuthRefusal } from "#domain/wire/oauth.ts";
import type { Env } from "#http/route.ts";
import { json } from "./answers.ts";

/** The parameters of a request, each at most once. */
export type Form = Readonly<Record<string, string>>;

/** Tokens and what is said about them are nobody's to keep on the way (RFC 6749, 5.1). */
export const NO_STORE = { "cache-control": "no-store", pragma: "no-cache" } as const;

/** The parameters in a body. OAuthRefusal invalid_request where it is no form, or says one of them twice (RFC 6749, 3.2). */
export async function formOf(c: Context<Env>): Promise<Form> {
  const type = c.req.header("content-type") ?? "";
  const text = await c.req.text();
  if (text !== "" && !/^application\/x-www-form-urlencoded\b/i.test(type))
    throw new OAuthRefusal("invalid_request", "send application/x-www-form-urlencoded");
  return parametersIn(new URLSearchParams(text));
}

/** The parameters in the address of a request. */
export const queryOf = (c: Context<Env>): Form => parametersIn(new URL(c.req.url).searchParams);

function parametersIn(parameters: URLSearchParams): Form {
  const form = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (form.has(name)) throw new OAuthRefusal("invalid_request", `parameter given twice: ${name}`);
    // An empty one is one that was left out (RFC 6749, 3.1).
    if (value !== "") form.set(name, value);
  }
  return Object.fromEntries(form);
}

/** A parameter that must be there. OAuthRefusal invalid_request. */
export function required(form: Form, name: string): string {
  const { [name]: value } = form;
  if (value === undefined) throw new OAuthRefusal("invalid_request", `missing required parameter: ${name}`);
  return value;
}

/** Who a client says it is: in the header of the request or in its body (RFC 6749, 2.3.1). */
export function clientOf(c: Context<Env>, form: Form): Client {
  const [, basic] = /^basic (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (basic !== undefined) {
    const [key = "", ...rest] = Buffer.from(basic, "base64").toString("utf8").split(":");
    return { key: decoded(key), secret: decoded(rest.join(":")) };
  }
  const { client_secret: secret } = form;
  return { key: required(form, "client_id"), ...(secret !== undefined && { secret }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    throw new OAuthRefusal("invalid_client", "invalid client credentials");
  }
}

/** An answer of OAuth's; what stands in its way is said in OAuth's form and never in that of the APIs. */
export async function inOAuthForm(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const { error: code, message } = asRefusal(error);
    return json({ error: code, error_description: message }, code === "temporarily_unavailable" ? 503 : 400, NO_STORE);
  }
}

/** What went wrong, as OAuth says it; what nobody expected is thrown on. */
export function asRefusal(error: unknown): OAuthRefusal {
  if (error instanceof OAuthRefusal) return error;
  if (!(error instanceof Fault)) throw error;
  switch (error.code) {
    case "INVALID_LOGIN":
      return new OAuthRefusal("invalid_grant", "authentication failure");
    case "TOO_MANY_ATTEMPTS":
      return new OAuthRefusal("invalid_grant", `login rate exceeded: ${error.message}`);
    case "LOG_UNAVAILABLE":
      return new OAuthRefusal("temporarily_unavailable", error.message);
    default:
      return new OAuthRefusal("invalid_request", error.message);
  }
}
