import { definition } from "#domain/decision.ts";
import type { EventOf } from "#domain/events.ts";
import { type OrgId, shortId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { orgCalled, personCalled } from "./names.ts";
import { formatDate, type SetupChange, type SetupFacts } from "./setup-change.ts";

/** What became of login access, by whose hand, and until when it runs now. */
interface AccessFacts {
  readonly how: "granted" | "changed" | "revoked";
  readonly username: string;
  readonly through?: Instant;
}

const PARTNER_ACTIONS = {
  granted: "loginasgrantedtopartnerbt",
  changed: "loginasmodifiedtopartnerbt",
  revoked: "loginasrevokedtopartnerbt",
} as const;

const SALESFORCE_ACTIONS = {
  granted: "loginasgrantedtosfdc",
  changed: "loginasmodifiedtosfdc",
  revoked: "loginasrevokedtosfdc",
} as const;

/** Assumed, by analogy with the two others: no list of actions has what a user grants to the own administrators. */
const ADMINISTRATOR_ACTIONS = {
  granted: "loginasgrantedtoorgadmin",
  changed: "loginasmodifiedtoorgadmin",
  revoked: "loginasrevokedtoorgadmin",
} as const;

const until = (through: Instant | undefined): string => (through ? ` through ${formatDate(through)}` : "");

/** How a grant to a publisher is worded: with the publisher's name and the 15 characters of its org id. */
export const partnerAccess = definition<
  AccessFacts & { readonly publisher: { readonly id: OrgId; readonly name: string } },
  Pick<SetupChange, "action" | "display">
>("TRACE-05", ({ how, username, through, publisher }) => ({
  action: PARTNER_ACTIONS[how],
  display: `${username} has ${how} user login access${until(through)} to package publisher ${publisher.name} (${shortId(publisher.id)})`,
}));

/** How a grant to Salesforce support is worded. */
export const salesforceAccess = definition<AccessFacts, Pick<SetupChange, "action" | "display">>(
  "TRACE-06",
  ({ how, username, through }) => ({
    action: SALESFORCE_ACTIONS[how],
    display: `${username} has ${how} salesforce.com login access${until(through)}`,
  }),
);

/** Whether the end of login access is somebody's doing: what time or an uninstalled package ended, nobody changed. */
export const endIsAChange = definition<{ readonly how: "revoked" | "expired" | "void" }, boolean>(
  "TRACE-10",
  ({ how }) => how === "revoked",
);

/** The change that an event of a grant is. */
export function accessChange(
  event: EventOf<"grant.given" | "grant.changed" | "grant.revoked" | "grant.expired" | "grant.voided">,
  how: AccessFacts["how"],
  { names }: SetupFacts,
): SetupChange {
  const { party, user } = event;
  const facts = {
    how,
    username: user ? personCalled(names, user).username : "",
    ...("endsAt" in event && { through: event.endsAt }),
  };
  if (party === "salesforce") return { section: "", ...salesforceAccess.gives(facts) };
  if (party === "administrators") {
    const display = `${facts.username} has ${how} user login access${until(facts.through)} to the company's administrators`;
    return { section: "", action: ADMINISTRATOR_ACTIONS[how], display };
  }
  return { section: "", ...partnerAccess.gives({ ...facts, publisher: { id: party, name: orgCalled(names, party) } }) };
}
