import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { Env } from "./route.ts";

/** A header as Node has read it already; a request without a socket, as in tests, has it in the request itself. */
export function headerOf(c: Context<Env>, name: "host" | "authorization" | "cookie"): string | undefined {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming;
  return incoming ? incoming.headers[name] : c.req.header(name);
}
