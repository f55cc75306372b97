import { createRoute, z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import type { App, DefinedRoute } from "./route.ts";
import { SECURE_HEADERS } from "./secured.ts";

const answer = (description: string, schema: z.ZodType) => ({
  description,
  content: { "application/json": { schema } },
});
const state = z.object({ status: z.enum(["alive", "ready", "not ready"]), missing: z.array(z.string()) });

/** For whoever watches the process: `/healthz` while it runs, `/readyz` while it can answer. Neither asks who wants to know. */
export function healthRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const alive = createRoute({
    method: "get",
    path: "/healthz",
    summary: "The process is alive",
    responses: { 200: answer("alive", state) },
  });
  const ready = createRoute({
    method: "get",
    path: "/readyz",
    summary: "A world is loaded and the audit log can be written",
    responses: { 200: answer("ready", state), 503: answer("not ready, and what is missing", state) },
  });
  app.openapi(alive, (c) => c.json({ status: "alive" as const, missing: [] }, 200, SECURE_HEADERS));
  app.openapi(ready, async (c) => {
    const { log, orgs } = simulator.ports;
    const missing = [
      ...(log.available ? [] : ["an audit log that can be written"]),
      ...((await orgs.list()).length > 0 ? [] : ["a world"]),
    ];
    return missing.length > 0
      ? c.json({ status: "not ready" as const, missing }, 503, SECURE_HEADERS)
      : c.json({ status: "ready" as const, missing }, 200, SECURE_HEADERS);
  });
  return [alive, ready].map(({ method, path }) => ({ method, path, who: "anybody" }));
}
