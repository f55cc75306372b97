import { definition } from "#domain/decision.ts";
import type { EventOf } from "#domain/events.ts";
import { type OrgId, shortId } from "#domain/ids.ts";
import { orgCalled, personCalled } from "./names.ts";
import type { SetupChange, SetupFacts } from "./setup-change.ts";

/** One saved setting of the Login Access Policies page. */
interface PolicyFacts {
  readonly username: string;
  readonly setting: string;
  readonly before: string | boolean;
  readonly after: string | boolean;
  readonly publisher?: { readonly id: OrgId; readonly name: string };
}

/** Actions are named for the value that was there before, so `…off` is a switch that was turned on. */
const SWITCH_ACTIONS: Readonly<Record<string, string>> = {
  "Administrators Can Log in as Any User": "overridegrantaccessenabled",
  // Assumed: no list of actions has this switch.
  "Users Can Grant Login Access": "usergrantaccessenabled",
};

const onOff = (value: string | boolean): string => (value === true ? "on" : "off");

/**
 * How a change of the Login Access Policies is worded. A publisher restricted to administrators, and the any-user
 * switch turned on, are known from public lists; the ways back are assumed to be worded alike.
 */
export const policyChange = definition<PolicyFacts, SetupChange>(
  "TRACE-07",
  ({ username, setting, before, after, publisher }) =>
    publisher
      ? {
          action: after === "adminsOnly" ? "supportaccessadmins" : "supportaccessusers",
          section: "",
          display: `${username} has set support access for ${after === "adminsOnly" ? "only admins" : "all users"} to package publisher ${publisher.name} (${shortId(publisher.id)})`,
        }
      : {
          action: `${SWITCH_ACTIONS[setting]}${onOff(before)}`,
          section: "Manage Users",
          display: `Changed ${setting} from ${onOff(before)} to ${onOff(after)}`,
        },
);

/** The change that an event of the Login Access Policies is. */
export function policiesChange(event: EventOf<"grant.policy-changed">, { names }: SetupFacts): SetupChange {
  const { user, setting, before, after, party } = event;
  const publisher =
    party && party !== "administrators" && party !== "salesforce"
      ? { publisher: { id: party, name: orgCalled(names, party) } }
      : {};
  const username = user ? personCalled(names, user).username : "";
  return policyChange.gives({ username, setting, before, after, ...publisher });
}
