import type { Context } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { RuleId } from "#domain/rule-book.ts";

/** Those that a browser heeds over plain HTTP today; the others would be said on every answer to nobody. */
export const secured = secureHeaders({
  originAgentCluster: false,
  strictTransportSecurity: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

/**
 * The headers that keep a browser from misusing an answer, as Hono's middleware sets them. They are the same on every
 * answer, so the middleware is asked once: as a plain record they cost a request nothing.
 */
export const SECURE_HEADERS: Readonly<Record<string, string>> = await headersFrom(secured);

/** What a middleware that looks at nothing but the answer puts on it. */
async function headersFrom(middleware: typeof secured): Promise<Readonly<Record<string, string>>> {
  const res = new Response();
  await middleware({ res } as Context, async () => {});
  return Object.fromEntries(res.headers);
}

const JSON_HEADERS: Readonly<Record<string, string>> = { ...SECURE_HEADERS, "content-type": "application/json" };
const UNDER = new Map<RuleId, typeof JSON_HEADERS>();

/** The headers of an answer in JSON under a rule, or under none. */
export function headersUnder(rule?: RuleId): typeof JSON_HEADERS {
  if (!rule) return JSON_HEADERS;
  let headers = UNDER.get(rule);
  if (!headers) {
    headers = { ...JSON_HEADERS, "understudy-rule": rule };
    UNDER.set(rule, headers);
  }
  return headers;
}

/** An answer in JSON with all its headers, made in one go; what was set with `c.header` is not in it. */
export const jsonAnswer = (value: unknown, status: number, rule?: RuleId, receipt?: number): Response =>
  new Response(JSON.stringify(value), { status, headers: withReceipt(headersUnder(rule), receipt) });

/** With the number of the record that an act left, for whoever wants the proof of it. */
export const withReceipt = (headers: typeof JSON_HEADERS, receipt: number | undefined): typeof JSON_HEADERS =>
  receipt === undefined ? headers : { ...headers, "understudy-receipt": `${receipt}` };

/** A text that is handed out as it is, to be kept as a file; a browser is not to run anything of it here. */
export const documentAnswer = ({ type, name, text }: Document, rule?: RuleId, receipt?: number): Response =>
  new Response(text, {
    headers: {
      ...withReceipt(headersUnder(rule), receipt),
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
    },
  });

/** What a document is: its media type, the name of its file, and every byte of it. */
export interface Document {
  readonly type: string;
  readonly name: string;
  readonly text: string;
}
