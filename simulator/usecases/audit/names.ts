import { type OrgId, PREFIX, type UserRef } from "#domain/ids.ts";
import { companyOf, rowOf } from "#domain/org.ts";
import { keyOfUser } from "#domain/trace/names.ts";
import type { Ports } from "#usecases/ports.ts";

/** Whom and what an answer names by id, as they are called now; those that are gone are left out. */
export interface AnswerNames {
  readonly orgs: Readonly<Record<string, string>>;
  /** Usernames by org and id, with a space between. */
  readonly users: Readonly<Record<string, string>>;
}

/** Looks up everybody and every org that an answer names, and nobody else. */
export async function namesIn({ orgs }: Pick<Ports, "orgs">, answer: unknown): Promise<AnswerNames> {
  const [users, ids] = [new Map<string, UserRef>(), new Set<OrgId>()];
  collect(answer, users, ids);
  const there = new Set(await orgs.list());
  const names = { orgs: {} as Record<string, string>, users: {} as Record<string, string> };
  for (const id of ids) if (there.has(id)) names.orgs[id] = companyOf(await orgs.of(id)).name;
  for (const [key, { org, id }] of users) {
    const user = there.has(org) ? rowOf((await orgs.of(org)).users, id) : undefined;
    if (user) names.users[key] = user.username;
  }
  return names;
}

/** Finds what has an org and an id of its own, and whatever else is the id of an org. */
function collect(value: unknown, users: Map<string, UserRef>, orgs: Set<OrgId>): void {
  if (typeof value === "string") {
    if (isOrgId(value)) orgs.add(value);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  if ("org" in value && "id" in value && typeof value.id === "string" && isOrgId(value.org)) {
    const ref = value as UserRef;
    users.set(keyOfUser(ref), ref);
  }
  for (const one of Object.values(value)) collect(one, users, orgs);
}

const ORG_ID = new RegExp(`^${PREFIX.Org}[0-9A-Za-z]{15}$`);
const isOrgId = (value: unknown): value is OrgId => typeof value === "string" && ORG_ID.test(value);
