import { Fault, notFound } from "#domain/fault.ts";
import type { OrgId, UserId, UserRef } from "#domain/ids.ts";
import { companyOf, type Org, rowOf } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { type Entitlements, holds, type User } from "#domain/user.ts";
import { entitlementsOf } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

export interface PersonSummary {
  readonly id: UserId;
  readonly org: OrgId;
  readonly orgName: string;
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly state: "active" | "frozen" | "inactive";
  /** The code on the person's own device now, and for how many seconds it is good; absent without a device. */
  readonly code?: string;
  readonly secondsLeft?: number;
}

/** Everybody in every org, with the one-time code that each one's device shows now. */
export const listPeople = (ports: Ports) => async (): Promise<readonly PersonSummary[]> => {
  const ids = [...(await ports.orgs.list())].sort();
  const orgs = await Promise.all(ids.map((id) => ports.orgs.of(id)));
  const now = ports.clock.now();
  const people = orgs.flatMap((rows) => {
    const org = companyOf(rows);
    return Object.values(rows.users).map(async (user): Promise<PersonSummary> => {
      const { id, name, username } = user;
      const device = await deviceOf(ports, { org: org.id, id }, now);
      const about = { id, org: org.id, orgName: org.name, name, username };
      return { ...about, role: roleOf(user, entitlementsOf(rows, user), org), state: stateOf(user), ...device };
    });
  });
  return Promise.all(people);
};

/** What the person's device shows; nothing for whoever has none, which must not hide everybody else. */
async function deviceOf({ credentials }: Ports, ref: UserRef, now: Instant) {
  try {
    return await credentials.code(ref, now);
  } catch (error) {
    if (error instanceof Fault && error.code === "NOT_FOUND") return {};
    throw error;
  }
}

const stateOf = ({ active, frozen }: User): PersonSummary["state"] =>
  !active ? "inactive" : frozen ? "frozen" : "active";

/** What a person is to a story, told from what the org lets the person do. */
function roleOf({ license }: User, entitlements: Entitlements, { lma }: Org): string {
  const may = (permission: Parameters<typeof holds>[1]) => holds(entitlements, permission);
  if (may("Review Audit Log")) return "reviewer";
  if (may("Log in to Subscriber Org")) return may("View and Debug Managed Apex") ? "agent and engineer" : "agent";
  if (may("Manage Users")) return lma ? "LMO admin" : "admin";
  return license === "Customer Community" ? "portal user" : "user";
}

/**
 * The user of this id, in the org that is named or the first that has one: a sandbox keeps the ids of what it copied.
 * Fault NOT_FOUND when there is no such user.
 */
export const findUser =
  (ports: Ports) =>
  async (id: UserId, named?: OrgId): Promise<UserRef> => {
    for (const org of await ports.orgs.list()) {
      if (named !== undefined && named !== org) continue;
      if (rowOf((await ports.orgs.of(org)).users, id)) return { org, id };
    }
    throw notFound("user with id", id);
  };
