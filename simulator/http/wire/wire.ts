import type { Guarded } from "#http/app.ts";
import type { App } from "#http/route.ts";
import { apexSoapRoutes } from "./apex-soap.ts";
import { describeRoutes } from "./describe.ts";
import { entryRoutes } from "./entry.ts";
import { metadataRoutes } from "./metadata.ts";
import { queryRoutes } from "./query.ts";
import { Wire, type WireRoute } from "./route.ts";
import { rowRoutes } from "./rows.ts";
import { toolingRoutes } from "./tooling.ts";

/** The interfaces of the platform itself, as its own clients use them. */
export function wireRoutes(app: App, around: Guarded): readonly WireRoute[] {
  const wire = new Wire(app, around.simulator);
  entryRoutes(wire, around);
  queryRoutes(wire, around);
  describeRoutes(wire, around);
  // Before the rows, whose paths would take theirs.
  toolingRoutes(wire, around);
  rowRoutes(wire, around);
  apexSoapRoutes(wire, around);
  metadataRoutes(wire, around);
  return wire.routes;
}

/** Paths that are the platform's and not the control interface's. */
export const isWire = (path: string): boolean => /^\/(?:services|id|secur|cometd)(?:\/|$)/.test(path);

/** Clients send more slashes than they mean: `//services/data/v66.0/` is `/services/data/v66.0`. */
export function tidy(path: string): string {
  const single = path.replace(/\/{2,}/g, "/");
  return isWire(single) ? single.replace(/(.)\/$/, "$1") : path;
}
