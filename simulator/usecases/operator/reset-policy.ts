import { POLICY_BOOK, type Policies, type PolicyName } from "#domain/policies.ts";
import type { Ports } from "#usecases/ports.ts";
import { setPolicy } from "./set-policy.ts";

/** Gives a policy its default back. A policy that has it already is left alone and leaves no record. */
export const resetPolicy =
  (ports: Ports) =>
  async <Name extends PolicyName>(policy: Name): Promise<Policies[Name]> => {
    const { default: usual } = POLICY_BOOK[policy];
    return ports.folds.policies[policy] === usual ? usual : setPolicy(ports)(policy, usual);
  };
