import type { Ports } from "#usecases/ports.ts";
import { jsonAnswer } from "./secured.ts";

/**
 * What the process says of itself to whoever watches it, by path: `/healthz` while it runs, `/readyz` while it can
 * answer. Neither asks who wants to know.
 */
export const HEALTH = {
  "/healthz": async () => jsonAnswer({ status: "alive", missing: [] }, 200),
  "/readyz": async ({ log, orgs }: Ports) => {
    const missing = [
      ...(log.available ? [] : ["an audit log that can be written"]),
      ...((await orgs.list()).length > 0 ? [] : ["a world"]),
    ];
    return missing.length > 0
      ? jsonAnswer({ status: "not ready", missing }, 503)
      : jsonAnswer({ status: "ready", missing }, 200);
  },
} as const satisfies Readonly<Record<string, (ports: Ports) => Promise<Response>>>;
