import { definition } from "#domain/decision.ts";
import type { EventOf } from "#domain/events.ts";
import type { Policies } from "#domain/policies.ts";
import type { UserLicense } from "#domain/user.ts";
import { personCalled } from "./names.ts";
import type { SetupChange, SetupFacts } from "./setup-change.ts";

interface Pair {
  readonly login: string;
  readonly logout: string;
}

const USED_LOGIN_ACCESS: Pair = { login: "suloginaccessused", logout: "suLogout" };
const ORG_ADMIN: Pair = { login: "suOrgAdminLogin", logout: "suOrgAdminLogout" };
const NETWORK_ADMIN: Pair = { login: "suNetworkAdminLogin", logout: "suNetworkAdminLogout" };

/** The pair of actions that the login of a publisher's agent leaves (policy `auditActionForPartnerLogin`). */
export const partnerLogin = definition<Pick<Policies, "auditActionForPartnerLogin">, Pair>(
  "TRACE-09",
  ({ auditActionForPartnerLogin }) =>
    auditActionForPartnerLogin === "suloginaccessused" ? USED_LOGIN_ACCESS : ORG_ADMIN,
);

interface LoginFacts extends Pick<Policies, "auditActionForPartnerLogin"> {
  readonly way: keyof Pair;
  /** Who is at the keyboard: the org's own administrator, or somebody of another org. */
  readonly by: "administrator" | "publisher";
  /** As whom. */
  readonly user: { readonly name: string; readonly license: UserLicense };
}

/**
 * How getting in and out as a user is worded. Of the org's own administrators it depends on whether the user is one of
 * a site; partner portals, with actions of their own, are not simulated.
 */
export const loginChange = definition<LoginFacts, SetupChange>("TRACE-08", ({ way, by, user, ...policies }) => {
  const own = user.license === "Customer Community" ? NETWORK_ADMIN : ORG_ADMIN;
  return {
    action: (by === "publisher" ? partnerLogin.gives(policies) : own)[way],
    section: "Manage Users",
    display: `Logged ${way === "login" ? "in" : "out"} using Login-As access for ${user.name}`,
  };
});

/** The change that an event of a LoginAs session is; an end that nobody decided on, by idleness, is none. */
export function loginAsChange(
  { user, delegateUser, decision }: EventOf<"login.started" | "login.approved" | "login.ended">,
  way: keyof Pair,
  { org, names, policies }: SetupFacts,
): SetupChange | undefined {
  if (!user || !delegateUser || !decision) return undefined;
  const by = delegateUser.org === org ? "administrator" : "publisher";
  return loginChange.gives({ way, by, user: personCalled(names, user), ...policies });
}
