import { emptyFolds, fold } from "#domain/folds.ts";
import { auditActs } from "./audit/acts.ts";
import { debugActs } from "./debug/acts.ts";
import { forgetStack } from "./debug/stacks.ts";
import { threadActs } from "./debug/thread-acts.ts";
import { grantActs } from "./grant/acts.ts";
import { Hosts } from "./hosts.ts";
import { licenseActs } from "./license/acts.ts";
import { lmoActs } from "./lmo/acts.ts";
import { logActs } from "./log/acts.ts";
import { loginActs } from "./login/acts.ts";
import { operatorActs } from "./operator/acts.ts";
import { Places } from "./places.ts";
import type { Ports } from "./ports.ts";
import { powerActs } from "./power/acts.ts";
import { reviewActs } from "./review/acts.ts";
import { traceActs } from "./trace/acts.ts";
import { wireActs } from "./wire/acts.ts";
import { EventPlaces } from "./wire/streaming-places.ts";

/** Everything that can be done with a simulator, and the ports it is done with. */
export type Simulator = ReturnType<typeof simulatorOn>;

const simulatorOn = (ports: Ports) => ({
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

/**
 * Brings up a simulator: reads the log from the start, so that grants, sessions and rows are what the records say,
 * and follows it from then on.
 */
export async function openSimulator(
  from: Omit<Ports, "folds" | "stacks" | "places" | "eventPlaces" | "hosts">,
): Promise<Simulator> {
  const ports: Ports = {
    ...from,
    folds: emptyFolds(),
    stacks: new Map(),
    places: new Places(),
    eventPlaces: new EventPlaces(),
    hosts: new Hosts(),
  };
  const take = (record: Parameters<Parameters<Ports["log"]["follow"]>[0]>[0]) => {
    fold(ports.folds, record);
    ports.places.take(record);
    ports.eventPlaces.take(record);
    ports.hosts.take(record);
    if (record.type === "audit.org-stated") ports.places.takeStatement(record);
    forgetStack(ports, record);
    if (record.changes && record.org !== "platform") ports.orgs.apply(record.org, record.orgSeq, record.changes);
  };
  for await (const record of ports.log.read()) take(record);
  ports.log.follow(take);
  return simulatorOn(ports);
}
