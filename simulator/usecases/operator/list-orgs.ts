import type { OrgId } from "#domain/ids.ts";
import { companyOf, type Org, type OrgRows } from "#domain/org.ts";
import type { Ports } from "#usecases/ports.ts";

export interface OrgSummary {
  readonly id: OrgId;
  readonly name: string;
  readonly kind: Org["kind"];
  readonly edition: Org["edition"];
  readonly instance: string;
  readonly status: Org["status"];
  /** Whether the License Management App is installed, which makes it a publisher's org. */
  readonly publisher: boolean;
  readonly packages: readonly string[];
  readonly users: number;
  readonly loginPath: string;
}

/** Every org there is, in the order of their ids. */
export const listOrgs = (ports: Ports) => async (): Promise<readonly OrgSummary[]> => {
  const ids = [...(await ports.orgs.list())].sort();
  return Promise.all(ids.map(async (id) => summaryOf(await ports.orgs.of(id))));
};

function summaryOf(rows: OrgRows): OrgSummary {
  const { id, name, kind, edition, instance, status, lma } = companyOf(rows);
  const own = Object.values(rows.packages).map((one) => one.name);
  const installed = Object.values(rows.installedPackages).map((one) => `${one.name} ${one.version}`);
  return {
    id,
    name,
    kind,
    edition,
    instance,
    status,
    publisher: lma !== undefined,
    packages: [...own, ...installed],
    users: Object.keys(rows.users).length,
    loginPath: `/orgs/${id}/login`,
  };
}
