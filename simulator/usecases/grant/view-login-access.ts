import { durationsOffered } from "#domain/grant/duration.ts";
import { type Grant, isRunning, latestGrant, type Party } from "#domain/grant/grant.ts";
import { isListed } from "#domain/grant/row.ts";
import { mayGrant } from "#domain/grant/rules.ts";
import type { SessionId } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import { type Acting, act, asTheUserMay, personOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { publishersIn, rowFacts } from "./row-facts.ts";

export interface GrantRow {
  readonly party: Party;
  readonly label: string;
  /** What the picklist offers: "no access", then the durations, shortest first (GRANT-05). */
  readonly durations: readonly ("no access" | AccessDuration)[];
  /** When running access ends; absent when there is none. */
  readonly endsAt?: Instant;
  /** What last happened in this row; `by` is the username of who did it, absent where nobody did. */
  readonly lastChange?: { readonly at: Instant; readonly how: Grant["lastChange"]["how"]; readonly by?: string };
}

export interface GrantPage {
  readonly rows: readonly GrantRow[];
}

/** A user opens the grant page: the company's administrators, Salesforce support, then every publisher that is listed, by name. */
export const viewLoginAccess =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<GrantPage>> => {
    const about = { org: orgOfSession(ports, user), name: "open Grant Account Login Access" };
    return act<GrantPage>(ports, user, about, async (acting, standing) => {
      const rows: GrantRow[] = [];
      for (const party of ["administrators", "salesforce", ...publishersIn(acting.rows)] as const) {
        const facts = await rowFacts(standing, acting, party);
        if (isListed.gives(mayGrant(facts))) rows.push(await rowShown(standing, acting, party, facts.row.label));
      }
      const [own, others] = [rows.filter(isEverywhere), rows.filter((row) => !isEverywhere(row))];
      return {
        decision: asTheUserMay(),
        value: { rows: [...own, ...others.sort((a, b) => (a.label < b.label ? -1 : 1))] },
      };
    });
  };

const isEverywhere = ({ party }: GrantRow): boolean => party === "administrators" || party === "salesforce";

async function rowShown(standing: Standing, { ref, org }: Acting, party: Party, label: string): Promise<GrantRow> {
  const { now, policies } = standing;
  const row: GrantRow = { party, label, durations: ["no access", ...durationsOffered({ now, policies })] };
  const grant = latestGrant(standing.grants(org.id), ref.id, party);
  if (!grant) return row;
  const { at, how, by } = grant.lastChange;
  return {
    ...row,
    ...(isRunning(grant, now) && { endsAt: grant.endsAt }),
    lastChange: { at, how, ...(by && { by: (await personOf(standing, by)).user.username }) },
  };
}
