import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import type { Sandbox } from "#domain/platform/sandbox.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { checkNewName } from "./create-org.ts";
import { created, madeFrom, recordsFollow } from "./sandbox.ts";

type CopyOf = Required<Org>["sandbox"];

export interface CreateSandbox extends Pick<CopyOf, "kind" | "template"> {
  readonly production: OrgId;
  /** What its people call it: `UAT`. Names the org behind its production org, and is added to every username. */
  readonly name: string;
  /** Where it runs; on its production org's instance when nothing is said. */
  readonly instance?: string;
}

/**
 * Makes a sandbox of a production org: an org of its own with setup and people, the records its kind carries, no
 * grants, and a license record of each package with its publisher, all in one append. Fault INVALID_FIELD when the org
 * is no production org in use or the template does not fit the kind; CONFLICT when there is a sandbox of that name.
 */
export const createSandbox =
  (ports: Ports) =>
  ({ production: of, name, kind, template, instance }: CreateSandbox): Promise<{ readonly org: OrgId }> =>
    operate(ports, async (standing) => {
      const company = companyOf(await standing.org(of));
      const org: Sandbox = {
        name: `${company.name} ${name}`,
        sandbox: checkTemplate({ kind, of, ...(template && { template }) }),
        instance: instance ?? company.instance,
        governmentCloud: company.governmentCloud,
        myDomain: `${company.myDomain}--${name.toLowerCase()}`,
        limits: { fileStorage: 0, dataStorage: 0, apiRequests: 0 },
      };
      await checkNewName(ports, standing, org);
      const after = await madeFrom(ports, standing, org);
      // On the platform's own record, too, so that of two who choose one name at the same time one asks again.
      const events = [
        { type: "org.created", org: "platform", name: org.name } as const,
        created(after),
        ...(await recordsFollow(ports, standing, { after })),
      ];
      return { events, value: { org: companyOf(after).id } };
    });

/** Fault INVALID_FIELD for a Partial Copy without a template, and for a template of anything else. */
export function checkTemplate(sandbox: CopyOf): CopyOf {
  const { kind, template } = sandbox;
  if (kind === "Partial Copy" && (template === undefined || template.length === 0))
    throw new Fault(
      "INVALID_FIELD",
      "a Partial Copy sandbox needs a template; name the sObjects whose records it gets",
    );
  if (kind !== "Partial Copy" && template !== undefined)
    throw new Fault("INVALID_FIELD", `a ${kind} sandbox has no template; leave it out, or make a Partial Copy`);
  return sandbox;
}
