import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { checkTemplate } from "./create-sandbox.ts";
import { created, deleted, madeFrom, recordsFollow } from "./sandbox.ts";

export interface RefreshSandbox {
  readonly org: OrgId;
  /** Another template than until now; of a Partial Copy only. */
  readonly template?: readonly string[];
}

/**
 * Copies the production org anew into a new org that takes the sandbox's place. The old org is deleted with all rows
 * and credentials, its grants are void, its sessions over, and its publishers have records of the new one: all in one append.
 * Fault INVALID_FIELD when the org is no sandbox or deleted already, or its production org is not in use.
 */
export const refreshSandbox =
  (ports: Ports) =>
  async ({ org: old, template }: RefreshSandbox): Promise<{ readonly org: OrgId }> => {
    const made = await operate(ports, async (standing) => {
      const before = await standing.org(old);
      const { name, instance, governmentCloud, myDomain, limits, sandbox } = sandboxInUse(
        companyOf(before),
        "refreshed",
      );
      const about = { ...sandbox, ...(template && { template }) };
      if (template) checkTemplate(about);
      const anew = { name, instance, governmentCloud, myDomain, limits, sandbox: about };
      const after = await madeFrom(ports, standing, anew, old);
      const events = [
        ...deleted(standing, before, "deleted by a refresh"),
        created(after),
        ...(await recordsFollow(ports, standing, { before, after })),
      ];
      return { events, value: { org: companyOf(after).id } };
    });
    await ports.credentials.drop(old);
    return made;
  };

/**
 * Deletes a sandbox: its people with their credentials, rows, grants and sessions are gone, and its publishers' records of it are Uninstalled.
 * Fault INVALID_FIELD when the org is no sandbox or deleted already.
 */
export const deleteSandbox =
  (ports: Ports) =>
  async ({ org }: { readonly org: OrgId }): Promise<{ readonly org: OrgId }> => {
    const gone = await operate(ports, async (standing: Standing) => {
      const before = await standing.org(org);
      sandboxInUse(companyOf(before), "deleted");
      const events = [...deleted(standing, before, "deleted"), ...(await recordsFollow(ports, standing, { before }))];
      return { events, value: { org } };
    });
    await ports.credentials.drop(org);
    return gone;
  };

function sandboxInUse(org: Org, what: string): Org & Required<Pick<Org, "sandbox">> {
  const { sandbox, status, name } = org;
  if (sandbox && status !== "deleted") return { ...org, sandbox };
  throw new Fault("INVALID_FIELD", `"${name}" is no sandbox that can be ${what}; name one that is in use`);
}
