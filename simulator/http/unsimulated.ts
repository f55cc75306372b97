import { Fault } from "#domain/fault.ts";
import type { App } from "./route.ts";

/** Surfaces of the platform that are known and not simulated, each by name; anything else is simply not there. */
const UNSIMULATED: Readonly<Record<string, string>> = {
  "/services/oauth2/": "other endpoints of OAuth 2.0",
  "/secur/": "other pages of logging in and out",
  "/services/debug/": "the Apex Debugger protocol",
  "/services/apexrest/": "Apex REST",
  "/services/async/": "the Bulk API before version 2.0",
};

/** Resources of the REST API that are known and not simulated. */
const RESOURCES: Readonly<Record<string, string>> = {
  search: "searches in SOSL",
  parameterizedSearch: "searches",
  tabs: "tabs",
  theme: "themes",
  quickActions: "quick actions",
  process: "processes and approvals",
  analytics: "reports and dashboards",
  wave: "CRM Analytics",
  connect: "the Connect API",
  chatter: "Chatter",
  actions: "invocable actions",
  graphql: "GraphQL",
  "ui-api": "the User Interface API",
  metadata: "the Metadata REST API",
  support: "Knowledge",
  appMenu: "the app menu",
  eventSchema: "schemas of events",
  knowledgeManagement: "Knowledge",
  compactLayouts: "layouts",
};

export function unsimulatedRoutes(app: App): void {
  for (const [prefix, name] of Object.entries(UNSIMULATED)) {
    app.all(`${prefix}*`, () => {
      throw new Fault("UNSIMULATED", `${name} (${prefix}) is not simulated; see /api/openapi.json for what is`);
    });
  }
  for (const [resource, name] of Object.entries(RESOURCES)) {
    const path = `/services/data/:version/${resource}`;
    const answer = () => {
      throw new Fault("UNSIMULATED", `${name} (${resource}) are not simulated; see the README for what is`);
    };
    app.all(path, answer);
    app.all(`${path}/*`, answer);
  }
}
