import { rule } from "#domain/decision.ts";
import type { Instance } from "#domain/platform/instance.ts";
import { formatInstant } from "#domain/time.ts";

export interface MaintenanceFacts {
  /** The name of the instance that the sandbox runs on, and what goes on there. */
  readonly where: string;
  readonly instance: Instance;
}

/** Asked of every start, and of every debugging session that runs: what it would refuse, it ends. */
export const noMaintenance = rule<MaintenanceFacts>(
  "DEBUG-21",
  ({ where, instance: { maintenanceSince } }) =>
    maintenanceSince ? `${where} is in maintenance since ${formatInstant(maintenanceSince)}` : undefined,
  "wait until the maintenance is over, and start again",
);
