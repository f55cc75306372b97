import { createRoute, z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { HEALTH } from "./health.ts";
import type { App, DefinedRoute } from "./route.ts";

const answer = (description: string) => ({ description, content: { "application/json": { schema: state } } });
const state = z.object({ status: z.enum(["alive", "ready", "not ready"]), missing: z.array(z.string()) });

/** The routes of whoever watches the process, for anybody. */
export function healthRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const alive = createRoute({
    method: "get",
    path: "/healthz",
    summary: "The process is alive",
    responses: { 200: answer("alive") },
  });
  const ready = createRoute({
    method: "get",
    path: "/readyz",
    summary: "A world is loaded and the audit log can be written",
    responses: { 200: answer("ready"), 503: answer("not ready, and what is missing") },
  });
  return [alive, ready].map((route) => {
    app.openAPIRegistry.registerPath(route);
    app.get(route.path, () => HEALTH[route.path](simulator.ports));
    return { method: route.method, path: route.path, who: "anybody" };
  });
}
