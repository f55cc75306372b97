import type { Surroundings } from "./app.ts";
import { licenseChangeRoutes } from "./license-changes.ts";
import { licenseRecordRoutes } from "./license-records.ts";
import { subscriberLicenseRoutes } from "./license-subscriber.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What is done about licenses on either side. */
export const licenseRoutes = (app: App, around: Surroundings): readonly DefinedRoute[] => [
  ...licenseRecordRoutes(app, around),
  ...licenseChangeRoutes(app, around),
  ...subscriberLicenseRoutes(app, around),
];
