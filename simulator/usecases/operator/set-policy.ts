import type { Policies, PolicyName } from "#domain/policies.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/** Chooses the value of one policy; it holds from this record on. */
export const setPolicy =
  (ports: Ports) =>
  <Name extends PolicyName>(policy: Name, value: Policies[Name]): Promise<Policies[Name]> =>
    operate(ports, async () => ({ events: [{ type: "policy.changed", org: "platform", policy, value }], value }));
