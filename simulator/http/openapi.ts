import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import type { App } from "./route.ts";
import { secured } from "./secured.ts";

/**
 * To learn whether a member may be left out, the generator lets its schema parse `undefined`, and takes what may be left
 * out but not be undefined for required. Nothing else parses a member apart from its object, so such a schema says yes.
 */
Object.defineProperty(z.ZodExactOptional.prototype, "safeParse", {
  value(this: z.ZodExactOptional, given: unknown) {
    return given === undefined ? { success: true, data: given } : z.safeParse(this, given);
  },
});

/** Describes every route that was defined before it, as an OpenAPI 3.1 document. */
export function openApiRoute(app: App, { version = "0.0.0" }: Surroundings): void {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent("securitySchemes", "person", {
    type: "http",
    scheme: "bearer",
    description: "A session of one person in one org, from `POST /orgs/{org}/login`; good in that org only.",
  });
  registry.registerComponent("securitySchemes", "personCookie", {
    type: "apiKey",
    in: "cookie",
    name: "sid",
    description: "The same session, as a browser sends it.",
  });
  registry.registerComponent("securitySchemes", "operator", {
    type: "http",
    scheme: "bearer",
    description: "Whoever started the simulator; the token is printed at start.",
  });
  app.use("/api/openapi.json", secured);
  app.doc31("/api/openapi.json", {
    openapi: "3.1.0",
    info: {
      title: "Understudy control interface",
      version,
      description:
        "What people do in simulated orgs, and what the operator does to the simulator. A refusal names its rule in the `Understudy-Rule` header. Not affiliated with Salesforce.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
  });
}
