import { Fault, notFound } from "#domain/fault.ts";
import { companyOf } from "#domain/org.ts";
import type { Instance, InstanceEvents } from "#domain/platform/instance.ts";
import type { Instant } from "#domain/time.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { passTime } from "#usecases/until-settled.ts";

export interface ShownInstance extends Instance {
  readonly instance: string;
  readonly orgs: readonly string[];
}

/** What can be going on at an instance. */
export type GoingOn = "peak" | "maintenance";

/** Every instance that an org runs on, in order of its name, and what goes on there (DEBUG-18, DEBUG-21). */
export const listInstances = (ports: Ports) => async (): Promise<readonly ShownInstance[]> => {
  await passTime(ports);
  const orgs = new Map<string, string[]>();
  for (const id of await ports.orgs.list()) {
    const { instance, name } = companyOf(await ports.orgs.of(id));
    orgs.set(instance, [...(orgs.get(instance) ?? []), name]);
  }
  return [...orgs]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([instance, names]) => ({ instance, orgs: names, ...ports.folds.instances.get(instance) }));
};

/**
 * Peak load or maintenance begins at an instance or is over. Fault NOT_FOUND where no org runs on such an instance,
 * CONFLICT where that goes on already, or does not.
 */
export const changeInstance =
  (ports: Ports) =>
  (instance: string, what: GoingOn, on: boolean): Promise<Instance> =>
    operate(ports, async (standing) => {
      await checkInstance(ports, instance);
      const now = standing.instance(instance);
      const since = what === "peak" ? now.peakSince : now.maintenanceSince;
      const called = what === "peak" ? "peak load" : "maintenance";
      if (on === (since !== undefined))
        throw new Fault("CONFLICT", `there is ${on ? "" : "no "}${called} at ${instance}${on ? " already" : ""}`);
      const type: keyof InstanceEvents = `instance.${what}-${on ? "began" : "ended"}`;
      return {
        events: [{ type, org: "platform", instance }],
        value: changed(now, what, on ? standing.now : undefined),
      };
    });

function changed({ peakSince, maintenanceSince }: Instance, what: GoingOn, since: Instant | undefined): Instance {
  const [peak, maintenance] = what === "peak" ? [since, maintenanceSince] : [peakSince, since];
  return { ...(peak && { peakSince: peak }), ...(maintenance && { maintenanceSince: maintenance }) };
}

async function checkInstance({ orgs }: Ports, instance: string): Promise<void> {
  for (const id of await orgs.list()) if (companyOf(await orgs.of(id)).instance === instance) return;
  throw notFound("org runs on an instance", instance);
}
