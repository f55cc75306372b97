import type { Steps } from "#domain/steps.ts";
import type { Instant } from "#domain/time.ts";

/** What goes on at an instance, the group of servers an org runs on: nothing, peak load, maintenance, or both. */
export interface Instance {
  readonly peakSince?: Instant;
  readonly maintenanceSince?: Instant;
}

export type Instances = ReadonlyMap<string, Instance>;

interface About {
  readonly instance: string;
}

/** What each event of an instance adds to the envelope; all stand in the platform's own stream. */
export interface InstanceEvents {
  "instance.peak-began": About;
  "instance.peak-ended": About;
  "instance.maintenance-began": About;
  "instance.maintenance-ended": About;
}

export const INSTANCE_EVENTS: Readonly<Record<keyof InstanceEvents, string>> = {
  "instance.peak-began": "peak load began at an instance",
  "instance.peak-ended": "peak load was over at an instance",
  "instance.maintenance-began": "maintenance began at an instance",
  "instance.maintenance-ended": "maintenance was over at an instance",
};

type InstanceEvent = { readonly at: Instant } & {
  [Type in keyof InstanceEvents]: { readonly type: Type } & InstanceEvents[Type];
}[keyof InstanceEvents];

const changed = (instances: Instances, name: string, change: (one: Instance) => Instance): Instances =>
  new Map([...instances, [name, change(instances.get(name) ?? {})]]);

export const INSTANCE_STEPS: Steps<Instances, InstanceEvent> = {
  "instance.peak-began": (instances, { instance, at }) =>
    changed(instances, instance, (one) => ({ peakSince: at, ...one })),
  "instance.peak-ended": (instances, { instance }) => changed(instances, instance, ({ peakSince: _, ...one }) => one),
  "instance.maintenance-began": (instances, { instance, at }) =>
    changed(instances, instance, (one) => ({ maintenanceSince: at, ...one })),
  "instance.maintenance-ended": (instances, { instance }) =>
    changed(instances, instance, ({ maintenanceSince: _, ...one }) => one),
};
