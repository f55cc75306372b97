import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";

/** What the platform's API does and nothing here does, by what asking for it is called on record. */
const UNSIMULATED = {
  "run Apex tests": "running Apex tests",
  "ask for code completion": "code completion",
  "search by SOSL": "searching by SOSL",
  "deploy metadata": "deploying metadata",
  "change metadata": "changing metadata",
  "read other metadata": "reading any metadata but CustomObject",
  "describe a type of metadata": "describing the fields of a type of metadata",
} as const;

export type UnsimulatedAct = keyof typeof UNSIMULATED;

/** Somebody asks the API for what is not simulated: Fault UNSIMULATED, on record where an agent asks. */
export const tryUnsimulated =
  (ports: Ports) =>
  (session: SessionId, { act: name }: { readonly act: UnsimulatedAct }): Promise<Answer<never>> =>
    inApi<never>(ports, session, { name }, () => {
      throw new Fault("UNSIMULATED", `${UNSIMULATED[name]} is not simulated`);
    });

/** The address that a class serves by Apex REST, as it declares it. */
const MAPPING = /@RestResource\s*\(\s*urlMapping\s*=\s*'([^']{1,255})'/gi;

/**
 * Somebody calls Apex REST at an address below `/services/apexrest`. Fault NOT_FOUND where no class of the org serves it,
 * and UNSIMULATED where one does: nothing runs Apex yet.
 */
export const callApexRest =
  (ports: Ports) =>
  (session: SessionId, { path }: { readonly path: string }): Promise<Answer<never>> =>
    inApi<never>(ports, session, { name: "call an Apex REST service" }, ({ rows }) => {
      const served = Object.values(rows.apexClasses).flatMap(({ body, namespace }) =>
        [...body.matchAll(MAPPING)].map(([, mapping = ""]) => `${namespace ? `/${namespace}` : ""}${mapping}`),
      );
      if (served.some((mapping) => isServed(path, mapping)))
        throw new Fault("UNSIMULATED", "running Apex REST services is not simulated: Understudy does not run Apex yet");
      throw new Fault("NOT_FOUND", "Could not find a match for URL");
    });

/** `/invoices/*` serves itself and all below it, and a mapping without a star only itself. */
function isServed(path: string, mapping: string): boolean {
  const prefix = mapping.replace(/\/?\*$/, "");
  return path === prefix || (mapping.endsWith("*") && path.startsWith(`${prefix}/`));
}
