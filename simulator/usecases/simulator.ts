import { auditActs } from "./audit/acts.ts";
import { debugActs } from "./debug/acts.ts";
import { threadActs } from "./debug/thread-acts.ts";
import { grantActs } from "./grant/acts.ts";
import { licenseActs } from "./license/acts.ts";
import { lmoActs } from "./lmo/acts.ts";
import { logActs } from "./log/acts.ts";
import { loginActs } from "./login/acts.ts";
import { type Given, openPorts } from "./open-ports.ts";
import { operatorActs } from "./operator/acts.ts";
import type { Ports } from "./ports.ts";
import { powerActs } from "./power/acts.ts";
import { reviewActs } from "./review/acts.ts";
import { traceActs } from "./trace/acts.ts";
import { wireActs } from "./wire/acts.ts";

/** Everything that can be done with a simulator, and the ports it is done with. */
export type Simulator = ReturnType<typeof simulatorOn>;

/** The use cases on ports that are open. */
export const simulatorOn = (ports: Ports) => ({
  ports,
  ...grantActs(ports),
  ...lmoActs(ports),
  ...loginActs(ports),
  ...powerActs(ports),
  ...debugActs(ports),
  ...threadActs(ports),
  ...logActs(ports),
  ...licenseActs(ports),
  ...traceActs(ports),
  ...reviewActs(ports),
  ...operatorActs(ports),
  ...auditActs(ports),
  ...wireActs(ports),
});

/** Brings up a simulator from its log. */
export const openSimulator = async (given: Given): Promise<Simulator> => simulatorOn(await openPorts(given));
