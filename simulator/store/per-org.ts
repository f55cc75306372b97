import type { OrgId } from "#domain/ids.ts";

/** One value for each org, kept apart so that tenants cannot mix: the ground that the stores below stand on. */
export interface PerOrg<Value> {
  get(org: OrgId): Value | undefined;
  /** Takes a value over at once; it may reach the disk later. A value that was changed in place is set again. */
  set(org: OrgId, value: Value): void;
  /** Takes a value away at once; it may leave the disk later. */
  remove(org: OrgId): void;
  /** The orgs that have a value, in the order of their ids. */
  orgs(): readonly OrgId[];
  /** Waits until all that was set is on disk. Rejects when it cannot be written; it is tried again with the next. */
  flush(): Promise<void>;
}

/** Values in memory, for specs. */
export function memoryPerOrg<Value>(): PerOrg<Value> {
  const values = new Map<OrgId, Value>();
  return {
    get: (org) => values.get(org),
    set: (org, value) => void values.set(org, value),
    remove: (org) => void values.delete(org),
    orgs: () => [...values.keys()].sort(),
    flush: async () => {},
  };
}
