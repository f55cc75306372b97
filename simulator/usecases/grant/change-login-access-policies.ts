import { decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { managesPolicies, SWITCHES, type Switch } from "#domain/grant/login-access-policies.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Org, PublisherAvailability } from "#domain/org.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import { flagged, mayProlong } from "#usecases/login/by-agent.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type LoginAccessPolicies, policiesOf } from "./view-login-access-policies.ts";

/** What is saved on the Login Access Policies page; what is left out stays as it is. */
export interface ChangeLoginAccessPolicies {
  readonly adminsLogInAsAnyUser?: boolean;
  readonly usersMayGrantLoginAccess?: boolean;
  readonly publishers?: readonly {
    readonly publisher: OrgId;
    readonly availability: PublisherAvailability["availability"];
  }[];
}

export type PoliciesChanged = Pick<LoginAccessPolicies, Switch>;

/**
 * An administrator saves Login Access Policies; every setting that differs goes on record, and running grants stay as
 * they are (GRANT-24). Fault NOT_FOUND when a publisher is not on the page.
 */
export const changeLoginAccessPolicies =
  (ports: Ports) =>
  (user: SessionId, request: ChangeLoginAccessPolicies): Promise<Answer<PoliciesChanged>> => {
    const name = "change Login Access Policies";
    const about = { org: orgOfSession(ports, user), name, saves: "Login Access Policies" } as const;
    return act<PoliciesChanged>(ports, user, about, async (acting, standing) => {
      const decision = decide(acting, [managesPolicies], managesPolicies);
      if (decision.effect === "deny") return { decision };
      const prolonging = mayProlong(acting, standing, true);
      if (prolonging.effect === "deny") return { decision: prolonging };
      const before = await policiesOf(standing, acting);
      const {
        adminsLogInAsAnyUser = before.adminsLogInAsAnyUser,
        usersMayGrantLoginAccess = before.usersMayGrantLoginAccess,
      } = request;
      const value = { adminsLogInAsAnyUser, usersMayGrantLoginAccess };
      const happenings = [...switched(acting, value), ...madeAvailable(before, request)];
      return { decision, happenings: happenings.map((one) => flagged(acting, one)), value };
    });
  };

/** Every event holds the company row with all that was switched before it in the same act. */
function switched({ org }: Acting, wanted: PoliciesChanged): readonly Happening[] {
  let row: Org = org;
  const happenings: Happening[] = [];
  for (const name of Object.keys(SWITCHES) as Switch[]) {
    const [before, after] = [org.settings[name], wanted[name]];
    if (before === after) continue;
    row = { ...row, settings: { ...row.settings, [name]: after } };
    const changes = [{ table: "company", id: org.id, row }] as const;
    happenings.push({ type: "grant.policy-changed", setting: SWITCHES[name], before, after, changes });
  }
  return happenings;
}

function madeAvailable(
  page: LoginAccessPolicies,
  { publishers = [] }: ChangeLoginAccessPolicies,
): readonly Happening[] {
  // Of two choices for one publisher the later holds.
  const chosen = new Map(publishers.map((one) => [one.publisher, one])).values();
  return [...chosen].flatMap(({ publisher, availability }): Happening[] => {
    const before = page.publishers.find((one) => one.publisher === publisher)?.availability;
    if (!before)
      throw new Fault(
        "NOT_FOUND",
        `no publisher "${publisher}" on the page Login Access Policies; see which are listed there`,
      );
    if (before === availability) return [];
    const changes = [{ table: "loginAccessPolicies", id: publisher, row: { publisher, availability } }] as const;
    return [
      { type: "grant.policy-changed", party: publisher, setting: "Available To", before, after: availability, changes },
    ];
  });
}
