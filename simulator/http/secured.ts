import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";

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
export const SECURE_HEADERS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    await new Hono()
      .use(secured)
      .get("/", (c) => c.body(null))
      .request("/")
  ).headers,
);

const JSON_HEADERS = { ...SECURE_HEADERS, "content-type": "application/json" };

/** An answer in JSON with all the headers it needs, made in one go; what was set with `c.header` is not in it. */
export const jsonAnswer = (value: unknown, status: number, more: Readonly<Record<string, string>>): Response =>
  new Response(JSON.stringify(value), { status, headers: { ...JSON_HEADERS, ...more } });
