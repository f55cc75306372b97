import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";

/** Somebody asks the API for what the platform does and nothing here does: Fault UNSIMULATED, on record where an agent asks. */
export const tryUnsimulated =
  (ports: Ports) =>
  (session: SessionId, { what }: { readonly what: string }): Promise<Answer<never>> =>
    inApi<never>(ports, session, { name: `use ${what}` }, () => {
      throw new Fault("UNSIMULATED", `${what} is not simulated`);
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
