import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of the publisher's side. */
export const LMO_RULES = {
  "LMO-01": {
    says: "The org in which the License Management App is installed is the License Management Org",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-02": {
    says: "The License Management App runs in Enterprise, Performance and Unlimited Edition production orgs",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-03": {
    says: "In Developer Edition the License Management App serves to build and test integrations and manages no subscribers",
    confidence: "documented",
    sources: ["PKG-LMA", "OLD-LMA"],
  },
  "LMO-04": {
    says: "The License Management App shares no org with Slack or Declarative Lookup Rollup Summary",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-05": {
    says: "A License Management Org manages many packages; a package has exactly one",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-06": {
    says: "Only released managed package versions appear in the License Management App",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-07": {
    says: "Subscriber support opens for eligible partners whose package has passed the security review",
    confidence: "reported",
    sources: ["PKG-LMA", "BK-FEA"],
  },
  "LMO-08": {
    says: "Logging in needs Log in to Subscriber Org in the License Management Org, by profile or permission set",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN", "PKG-ASSIGN"],
  },
  "LMO-09": {
    says: "The Subscriber Support Console needs its two pages, the License Management App and the Subscribers tab",
    confidence: "documented",
    sources: ["PKG-ASSIGN"],
  },
  "LMO-10": {
    says: "The Subscriber Support Console opens only to agents who logged in with multi-factor authentication",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LMO-11": {
    says: "The agent's session in the License Management Org must be high assurance",
    confidence: "reported",
    sources: ["MED-MFA", "H-HA"],
  },
  "LMO-12": {
    says: "An agent finds a subscriber by name or org id on the Subscribers tab",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LMO-13": {
    says: "Names match on any part without case; org ids match on their first 15 characters with case",
    confidence: "assumed",
    sources: [],
  },
  "LMO-14": {
    says: "Org Details shows company information, org id and instance, limits, login access, packages and licenses",
    confidence: "seed",
    sources: ["SEED", "PKG-TRB"],
  },
  "LMO-15": {
    says: "The contact shown comes from the subscriber's Company Information, not from the publisher's records",
    confidence: "seed",
    sources: ["SEED"],
  },
  "LMO-16": {
    says: "Only users who currently grant login access to this publisher have a Login link",
    confidence: "seed",
    sources: ["SEED", "BK-FEA"],
  },
  "LMO-17": {
    says: "The packages section shows the license of each installed package of this publisher and its debug-log switch",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "LMO-18": {
    says: "A publisher sees only subscribers of packages it manages",
    confidence: "assumed",
    sources: [],
  },
  "LMO-19": {
    says: "Entering a subscriber org ends the agent's own session, unless the My Domain login URL is used",
    confidence: "documented",
    sources: ["PKG-LOGIN"],
  },
  "LMO-20": {
    says: "A case reference can be required before every login",
    confidence: "documented",
    sources: ["PKG-LOGIN"],
  },
  "LMO-21": {
    says: "Only trusted support and engineering staff should hold the login permission",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
    notEnforced:
      "advice to the publisher: beyond holding the permission (LMO-08) the platform cannot know whom to trust",
  },
  "LMO-22": {
    says: "A subscriber org that is locked, deleted or disabled cannot be reached: its proxy user is deactivated",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LMO-23": {
    says: "Taking away Log in to Subscriber Org stops new logins at once and leaves running sessions alone",
    confidence: "assumed",
    sources: [],
  },
} as const satisfies Record<string, Entry>;
