import type { Guarded } from "#http/app.ts";
import { authorizeRoutes } from "./authorize.ts";
import { infoRoutes } from "./oauth-info.ts";
import { tokenRoutes } from "./oauth-token.ts";
import type { Wire } from "./route.ts";

/** Everything of OAuth 2.0: how an app is let in, fetches sessions, asks whose they are, and gives them up. */
export function oauthRoutes(wire: Wire, around: Guarded): void {
  authorizeRoutes(wire, around);
  tokenRoutes(wire, around);
  infoRoutes(wire, around);
}
