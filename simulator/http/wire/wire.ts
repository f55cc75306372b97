import type { Guarded } from "#http/app.ts";
import type { App } from "#http/route.ts";
import { entryRoutes } from "./entry.ts";
import { frontdoorRoutes } from "./frontdoor.ts";
import { oauthRoutes } from "./oauth.ts";
import { Wire, type WireRoute } from "./route.ts";
import { soapLoginRoutes } from "./soap-login.ts";

/** The interfaces of the platform itself, as its own clients use them. */
export function wireRoutes(app: App, around: Guarded): readonly WireRoute[] {
  const wire = new Wire(app, around.simulator);
  entryRoutes(wire, around);
  soapLoginRoutes(wire, around);
  oauthRoutes(wire, around);
  frontdoorRoutes(wire, around);
  return wire.routes;
}

/** Paths that are the platform's and not the control interface's. */
export const isWire = (path: string): boolean => /^\/(?:services|id|secur|cometd)(?:\/|$)/.test(path);

/** Endpoints that change nothing by a browser's cookie: whoever calls them shows what is needed in the body. */
export const heedsNoCookie = (path: string): boolean =>
  /^\/(?:services\/oauth2\/(?:token|revoke|introspect|userinfo)$|id\/)/.test(path);

/** Clients send more slashes than they mean: `//services/data/v66.0/` is `/services/data/v66.0`. */
export function tidy(path: string): string {
  const single = path.replace(/\/{2,}/g, "/");
  return isWire(single) ? single.replace(/(.)\/$/, "$1") : path;
}
