import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { type Throttle, throttle } from "#http/throttle.ts";
import type { Simulator } from "#usecases/simulator.ts";

// One app for all scenarios, since defining the routes takes longer than telling a scenario. What it stands before is
// the simulator of the scenario being told, and nobody's failed attempts are held against the next scenario.

export const OPERATOR_TOKEN = "operator-token-of-the-specs";
/** What makes the app's sessions into what a client holds. */
export const tokens = sessionTokens(new Uint8Array(32));

let told: { readonly simulator: Simulator; readonly guard: Throttle } | undefined;

const now = () => {
  if (!told) throw new Error("no scenario has begun");
  return told;
};

const simulator = new Proxy({} as Simulator, { get: (_, name) => Reflect.get(now().simulator, name) });
const guard: Throttle = { attempt: (names, make, succeeded) => now().guard.attempt(names, make, succeeded) };
let app: ReturnType<typeof createApp>["app"] | undefined;

/** The app, now in front of this simulator and of no other. */
export function appBefore(fresh: Simulator): ReturnType<typeof createApp>["app"] {
  told = { simulator: fresh, guard: throttle(() => fresh.ports.clock.now()) };
  app ??= createApp({ simulator, guard, tokens, operatorToken: OPERATOR_TOKEN }).app;
  return app;
}
