import type { Ports } from "#usecases/ports.ts";
import { identify } from "./identity.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  identify: identify(ports),
});
