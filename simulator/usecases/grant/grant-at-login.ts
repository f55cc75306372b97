import { standingAccess } from "#domain/grant/at-login.ts";
import { isRunning, latestGrant } from "#domain/grant/grant.ts";
import { mayGrant } from "#domain/grant/rules.ts";
import type { UserId } from "#domain/ids.ts";
import type { LogInAsFacts } from "#domain/login/rules.ts";
import { companyOf, type Org, type OrgRows } from "#domain/org.ts";
import { suffixOf } from "#domain/platform/sandbox.ts";
import type { User } from "#domain/user.ts";
import { type Person, personOf } from "#usecases/act.ts";
import { orgIfAny, type Standing } from "#usecases/until-settled.ts";
import { rowFacts } from "./row-facts.ts";

/** Gathers what a login is asked about granting: the newest grant, and why it may be missing or no longer do. */
export async function grantAtLogin(
  standing: Standing,
  agent: Person,
  subscriber: OrgRows,
  user: User,
): Promise<Pick<LogInAsFacts, "grant" | "grantedIn" | "hiddenBecause">> {
  const org = companyOf(subscriber);
  const grant = latestGrant(standing.grants(org.id), user.id, agent.org.id);
  const standingOpen = standingAccess(org, standing.policies);
  // Where no grant is needed, one that has ended stands in nobody's way.
  const counted = grant && (!standingOpen || isRunning(grant, standing.now)) ? grant : undefined;
  const grantedIn = grant || standingOpen ? undefined : await grantedElsewhere(standing, agent, org, user);
  const hiddenBecause = standing.policies.eligibilityRecheckAtLogin
    ? await whyHidden(standing, agent, org, counted?.savedBy ?? user.id)
    : undefined;
  return {
    ...(counted && { grant: counted }),
    ...(grantedIn !== undefined && { grantedIn }),
    ...(hiddenBecause !== undefined && { hiddenBecause }),
  };
}

/** Why the grant page of whoever gave the access would not list the publisher at this moment (GRANT-24). */
async function whyHidden(standing: Standing, agent: Person, org: Org, giver: UserId): Promise<string | undefined> {
  const person = await personOf(standing, { org: org.id, id: giver });
  const { effect, because } = mayGrant(await rowFacts(standing, person, agent.org.id));
  return effect === "deny" ? because : undefined;
}

/** The production org or sandbox beside this one in which the same person has let the publisher in (GRANT-25). */
async function grantedElsewhere(standing: Standing, agent: Person, here: Org, user: User): Promise<string | undefined> {
  const subscribers = new Set(Object.values(agent.rows.licenses).map(({ subscriber }) => subscriber));
  subscribers.delete(here.id);
  for (const id of subscribers) {
    const running = standing
      .grants(id)
      .filter((grant) => grant.party === agent.org.id && isRunning(grant, standing.now));
    const rows = running.length > 0 ? await orgIfAny(standing, id) : undefined;
    if (!rows) continue;
    const other = companyOf(rows);
    if (productionOf(other) !== productionOf(here)) continue;
    const names = running.map((grant) => rows.users[grant.user]).map((one) => one && productionName(one, other));
    if (names.includes(productionName(user, here))) return other.name;
  }
  return undefined;
}

const productionOf = ({ id, sandbox }: Org) => sandbox?.of ?? id;

/** What a user is called in the production org: sandboxes add their own name to it. */
function productionName({ username }: User, org: Org): string {
  const suffix = `.${suffixOf(org)}`;
  return org.sandbox && username.endsWith(suffix) ? username.slice(0, -suffix.length) : username;
}
