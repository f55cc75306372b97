import type { Ports } from "#usecases/ports.ts";
import { prepareDebugging } from "./prepare-debugging.ts";
import { startDebugging } from "./start-debugging.ts";

/** What engineers do with the ISV Customer Debugger. */
export const debugActs = (ports: Ports) => ({
  prepareDebugging: prepareDebugging(ports),
  startDebugging: startDebugging(ports),
});
