import { Fault } from "#domain/fault.ts";
import type { App } from "./route.ts";

/** Surfaces of the platform that are known and not simulated, each by name; anything else is simply not there. */
const UNSIMULATED: Readonly<Record<string, string>> = {
  "/services/oauth2/": "OAuth 2.0 endpoints",
  "/services/Soap/": "the SOAP APIs",
  "/services/data/": "the REST and Tooling APIs",
  "/services/debug/": "the Apex Debugger protocol",
  "/services/apexrest/": "Apex REST",
  "/services/async/": "the Bulk API",
  "/secur/": "frontdoor and logout pages",
};

export function unsimulatedRoutes(app: App): void {
  for (const [prefix, name] of Object.entries(UNSIMULATED)) {
    app.all(`${prefix}*`, () => {
      throw new Fault("UNSIMULATED", `${name} (${prefix}) are not simulated yet; see /api/openapi.json for what is`);
    });
  }
}
