import type { EvidenceRequest } from "#usecases/ports.ts";

/**
 * Whether the org that a record is about may read a sealed value of it. The rows that were written stay behind, since
 * they can hold what a package hides from its customer, code (POWER-02) and an agent's debug logs (POWER-17); and so
 * does protected data (POWER-04), and what variables are called that a publisher's engineer looked at.
 */
export const shownToTheOrg: NonNullable<EvidenceRequest["shows"]> = ({ type, delegateUser }, value) => {
  if (/^changes(?:\.|$)/.test(value)) return false;
  if (type === "power.protected-setting-changed") return value !== "before" && value !== "after";
  return !(type === "debug.variables-read" && delegateUser);
};
