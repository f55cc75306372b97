import { definition, rule } from "#domain/decision.ts";
import type { OrgId, PackageId } from "#domain/ids.ts";
import type { InstalledPackage } from "#domain/org.ts";
import { agentOf, type Reader } from "./reader.ts";

/** The managed package something in an org belongs to, as its namespace names it. */
export interface Managed {
  readonly namespace: string;
  readonly name: string;
  /** The License Management Org that owns the package; absent when it is no longer installed, so nobody's own. */
  readonly publisher?: OrgId;
}

/** What decides whether somebody may look inside a managed package. */
export interface PackageFacts {
  readonly reader: Reader;
  /** What is looked at, in words: `Apex class RoundingService`. */
  readonly what: string;
  /** Absent for what is the org's own. */
  readonly managed?: Managed;
  /** The namespaces whose Apex the subscriber sees for now (POWER-18). */
  readonly open: readonly string[];
}

/** The namespaces whose Apex a subscriber sees: those with subscriber debug logs switched on, for as long as they are. */
export const openNamespaces = definition<readonly InstalledPackage[], readonly string[]>("POWER-18", (installed) => [
  ...new Set(installed.filter((one) => one.subscriberDebugLogs).map(({ namespace }) => namespace)),
]);

/** Whether code and logs of a namespace are hidden from the customer. */
export const hiddenFromSubscriber = definition<Pick<PackageFacts, "managed" | "open">, boolean>(
  "POWER-20",
  ({ managed, open }) => managed !== undefined && !open.includes(managed.namespace),
);

/**
 * The packages that one switch covers: a second-generation package takes every package of its namespace along,
 * a first-generation one has its namespace to itself.
 */
export const coveredBySwitch = definition<
  { readonly chosen: InstalledPackage; readonly installed: readonly InstalledPackage[] },
  readonly PackageId[]
>("POWER-19", ({ chosen, installed }) =>
  installed
    .filter(({ id, namespace }) => id === chosen.id || (chosen.generation === "2GP" && namespace === chosen.namespace))
    .map(({ id }) => id),
);

/** Holds for code, logs and protected settings alike, also while the switch shows the customer more (POWER-18). */
export const ownPackagesOnly = rule<PackageFacts>(
  "POWER-21",
  ({ reader, what, managed }) => {
    const agent = agentOf(reader);
    return managed && agent && agent.org.id !== managed.publisher
      ? `${what} belongs to the package ${managed.name}, which is not one of ${agent.org.name}`
      : undefined;
  },
  "ask the publisher of that package",
);
