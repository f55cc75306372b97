import type { OrgId, UserRef } from "#domain/ids.ts";
import { companyOf, rowOf } from "#domain/org.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";

/** A username; the id of a user who is gone, as with a sandbox that was refreshed. */
export async function usernameOf(standing: Standing, { org, id }: UserRef): Promise<string> {
  const rows = await orgIfAny(standing, org);
  return (rows && rowOf(rows.users, id)?.username) ?? id;
}

/** The name of an org, its id where it is gone altogether. */
export async function orgNameOf(standing: Standing, id: OrgId): Promise<string> {
  const rows = await orgIfAny(standing, id);
  return rows ? companyOf(rows).name : id;
}
