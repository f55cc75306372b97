import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import type { Guarded } from "#http/app.ts";
import type { App, Env } from "#http/route.ts";
import { apexSoapRoutes } from "./apex-soap.ts";
import { bulkRoutes } from "./bulk.ts";
import { cometdRoutes } from "./cometd.ts";
import { compositeRoutes } from "./composite.ts";
import { describeRoutes } from "./describe.ts";
import { entryRoutes } from "./entry.ts";
import { frontdoorRoutes } from "./frontdoor.ts";
import { limitRoutes } from "./limits.ts";
import { metadataRoutes } from "./metadata.ts";
import { oauthRoutes } from "./oauth.ts";
import { queryRoutes } from "./query.ts";
import { Wire, type WireRoute } from "./route.ts";
import { rowRoutes } from "./rows.ts";
import { soapLoginRoutes } from "./soap-login.ts";
import { toolingRoutes } from "./tooling.ts";
import { treeRoutes } from "./tree.ts";
import { Usage } from "./usage.ts";

/** The interfaces of the platform itself, as its own clients use them. */
export function wireRoutes(app: App, around: Guarded): readonly WireRoute[] {
  const usage = new Usage(around.dailyRequests);
  app.use("/services/data/:version/*", counted(around, usage));
  const wire = new Wire(app, around.simulator);
  entryRoutes(wire, around);
  queryRoutes(wire, around);
  describeRoutes(wire, around);
  compositeRoutes(wire, app, around);
  treeRoutes(wire, around);
  bulkRoutes(wire, around);
  limitRoutes(wire, around, usage);
  soapLoginRoutes(wire, around);
  oauthRoutes(wire, around);
  frontdoorRoutes(wire, around);
  cometdRoutes(wire, around);
  // Before the rows, whose paths would take theirs.
  toolingRoutes(wire, around);
  rowRoutes(wire, around);
  apexSoapRoutes(wire, around);
  metadataRoutes(wire, around);
  return wire.routes;
}

/** Paths that are the platform's and not the control interface's. */
export const isWire = (path: string): boolean => /^\/(?:services|id|secur|cometd)(?:\/|$)/.test(path);

/** Endpoints that change nothing by a browser's cookie: whoever calls them shows what is needed in the body. */
export const heedsNoCookie = (path: string): boolean =>
  /^\/(?:services\/oauth2\/(?:token|revoke|introspect|userinfo)$|id\/)/.test(path);

/** Clients send more slashes than they mean: `//services/data/v66.0/` is `/services/data/v66.0`. */
export function tidy(path: string): string {
  // Most are tidy, and it is asked of every request.
  if (!path.includes("//") && !path.endsWith("/")) return path;
  const single = path.replace(/\/{2,}/g, "/");
  return isWire(single) ? single.replace(/(.)\/$/, "$1") : path;
}

/** Counts the requests of each org, and tells every client how many there were. */
const counted =
  ({ simulator }: Guarded, usage: Usage): MiddlewareHandler<Env> =>
  async (c, next) => {
    const id = c.get("session");
    const org = id && simulator.ports.folds.sessions.get(id)?.user.org;
    if (!org) return next();
    const before = usage.share(await simulator.requestsUsed(org));
    const used = usage.count(org, before, simulator.ports.clock.now());
    const said = ["Sforce-Limit-Info", `api-usage=${used}/${usage.most}`] as const;
    // Over a socket it is said beforehand: to look at the headers of an answer costs more than all else on its way.
    const { outgoing } = (c.env as Partial<HttpBindings> | undefined) ?? {};
    outgoing?.setHeader(...said);
    await next();
    if (!outgoing) c.res.headers.set(...said);
  };
