import { emptyFolds, fold } from "#domain/folds.ts";
import { forgetStack } from "./debug/stacks.ts";
import { Hosts } from "./hosts.ts";
import { Places } from "./places.ts";
import type { AuditRecord, Ports } from "./ports.ts";
import { EventPlaces } from "./wire/streaming-places.ts";

/** What a simulator is opened with; the other ports are what its log adds up to. */
export type Given = Omit<Ports, "folds" | "stacks" | "places" | "eventPlaces" | "hosts">;

/**
 * Brings up what all use cases stand on: reads the log from the start, so that grants, sessions and rows are what the
 * records say, and follows it from then on.
 */
export async function openPorts(given: Given): Promise<Ports> {
  const ports: Ports = {
    ...given,
    folds: emptyFolds(),
    stacks: new Map(),
    places: new Places(),
    eventPlaces: new EventPlaces(),
    hosts: new Hosts(),
  };
  const take = (record: AuditRecord) => {
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
  return ports;
}
