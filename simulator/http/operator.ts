import type { Surroundings } from "./app.ts";
import { clockRoutes } from "./operator-clock.ts";
import { instanceRoutes } from "./operator-instances.ts";
import { orgRoutes } from "./operator-orgs.ts";
import { peopleRoutes } from "./operator-people.ts";
import { policyRoutes } from "./operator-policies.ts";
import { requestRoutes } from "./operator-requests.ts";
import { sandboxRoutes } from "./operator-sandboxes.ts";
import { worldRoutes } from "./operator-world.ts";
import type { App, DefinedRoute } from "./route.ts";

/** What the operator sees of the simulator and does to it. */
export function operatorRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  return [
    ...orgRoutes(app, around),
    ...sandboxRoutes(app, around),
    ...peopleRoutes(app, around),
    ...clockRoutes(app, around),
    ...policyRoutes(app, around),
    ...requestRoutes(app, around),
    ...worldRoutes(app, around),
    ...instanceRoutes(app, around),
  ];
}
