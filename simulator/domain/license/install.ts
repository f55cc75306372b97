import { definition } from "#domain/decision.ts";
import type { Id } from "#domain/ids.ts";
import type { Contact, Lead, LicenseDefaults, Org } from "#domain/org.ts";
import { dayOf, daysLater, type Instant } from "#domain/time.ts";
import { accessEnds, type LicenseTerms } from "./terms.ts";

/** What a license gets where the publisher registered nothing: it is active, for all users, and does not expire. */
const USUAL: LicenseDefaults = { status: "Active", seats: "site" };

/** Whether an installation is licensed to the entire org whatever is registered: in a sandbox, and in a free trial. */
export const siteByDefault = definition<{ readonly org: Pick<Org, "kind"> }, boolean>(
  "LICENSE-10",
  ({ org: { kind } }) => kind === "sandbox" || kind === "trial",
);

interface InstallationFacts {
  readonly org: Pick<Org, "name" | "kind">;
  readonly installer: { readonly name: string; readonly email: string };
  readonly defaults?: LicenseDefaults;
  readonly contacts: readonly Contact[];
  readonly now: Instant;
}

/** What an installation leaves with the publisher: the terms of the license, and a lead or the contact who is known. */
export interface InstallationLeaves {
  readonly terms: LicenseTerms;
  readonly lead?: Lead;
  readonly contact?: Id<"Contact">;
}

/** In a sandbox the registered values count for nothing: its license is active and does not expire. */
export const installationLeaves = definition<InstallationFacts, InstallationLeaves>(
  "LICENSE-15",
  ({ org, installer, defaults = USUAL, contacts, now }) => {
    const { status, seats, days } = org.kind === "sandbox" ? USUAL : defaults;
    const expires = days === undefined ? undefined : accessEnds.gives({ lastDay: daysLater(dayOf(now), days) });
    const known = contacts.find(({ email }) => email.toLowerCase() === installer.email.toLowerCase());
    return {
      terms: { status, seats: siteByDefault.gives({ org }) ? "site" : seats, ...(expires && { expires }) },
      ...(known
        ? { contact: known.id }
        : { lead: { company: org.name, contact: installer.name, email: installer.email } }),
    };
  },
);
