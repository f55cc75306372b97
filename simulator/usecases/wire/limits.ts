import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import { catalogueOf } from "#sobject/catalogue.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";
import { sourceFor } from "./objects.ts";

/** What of an org's limits is used, in percent (LMO-14). */
export const viewLimits =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Org["limits"]>> =>
    inApi<Org["limits"]>(ports, session, { name: "read the limits of the org" }, ({ org }) => ({
      decision: asTheUserMay(),
      value: org.limits,
    }));

/** The share of the requests of a day that an org has used before anybody counted, in percent. */
export const requestsUsed =
  (ports: Ports) =>
  async (org: OrgId): Promise<number> =>
    companyOf(await ports.orgs.of(org)).limits.apiRequests;

export interface RecordCount {
  readonly name: string;
  readonly count: number;
}

/** How many rows there are of objects; those of no object that whoever asks may see are left out, as on the platform. */
export const countRecords =
  (ports: Ports) =>
  (session: SessionId, { objects }: { readonly objects: readonly string[] }): Promise<Answer<readonly RecordCount[]>> =>
    inApi<readonly RecordCount[]>(ports, session, { name: "count records" }, async (acting, standing) => {
      if (objects.length > MOST)
        throw new Fault("INVALID_FIELD", `no more than ${MOST} objects can be counted at once`);
      const asked = objects.length > 0 ? objects : [...catalogueOf(acting.rows).keys()].sort();
      const source = await sourceFor({ ports, acting, standing }, "data", asked);
      const value = asked.flatMap((name): readonly RecordCount[] => {
        const schema = source.schema(name);
        if (!schema) return [];
        const rows = source.scan(name).filter(({ IsDeleted }) => IsDeleted !== true);
        return [{ name: schema.name, count: rows.length }];
      });
      return { decision: asTheUserMay(), value };
    });

const MOST = 200;
