import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of granting login access. */
export const GRANT_RULES = {
  "GRANT-01": {
    says: "A publisher gets into a subscriber org only through login access that the subscriber gave; no password changes hands",
    confidence: "seed",
    sources: ["SEED"],
  },
  "GRANT-02": {
    says: "Login access is given by choosing an access duration on the grant page and saving it; nothing is granted before Save",
    confidence: "seed",
    sources: ["SEED", "H-GRANT", "PKG-REQ"],
  },
  "GRANT-03": {
    says: "An agent logs in as the user who granted login access and as nobody else",
    confidence: "seed",
    sources: ["SEED", "H-GRANT"],
  },
  "GRANT-04": {
    says: "The subscriber sets the access duration, and no grant is longer than one year",
    confidence: "documented",
    sources: ["H-GRANT", "SEED"],
  },
  "GRANT-05": {
    says: "The grant page offers no access, 1 day, 3 days, 1 week, 1 month and 1 year",
    confidence: "reported",
    sources: ["B-DUR", "B-DUR2", "B-CHM"],
  },
  "GRANT-06": {
    says: "Login access ends by itself when the chosen period is over",
    confidence: "reported",
    sources: ["B-JC", "KR-AUDIT"],
  },
  "GRANT-07": {
    says: "A user takes login access back at any moment by saving no access",
    confidence: "documented",
    sources: ["PKG-REQ", "KB-CRIT", "B-CHM"],
  },
  "GRANT-08": {
    says: "Saving another duration on running login access replaces its end and counts as a change, not as a new grant",
    confidence: "reported",
    sources: ["KR-AUDIT"],
  },
  "GRANT-09": {
    says: "Login access that has ended never revives; only a fresh grant opens the org again",
    confidence: "reported",
    sources: ["B-JC"],
  },
  "GRANT-10": {
    says: "Each row of the grant page stands alone: granting one party grants no other",
    confidence: "documented",
    sources: ["H-GRANT", "B-JC"],
  },
  "GRANT-11": {
    says: "A publisher's row is labelled with the company name of its License Management Org",
    confidence: "documented",
    sources: ["H-POLICY", "BK-FEA"],
  },
  "GRANT-12": {
    says: "A publisher that may not be granted access is simply missing from the grant page",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ", "KB-CRIT"],
  },
  "GRANT-13": {
    says: "Where administrators keep granting to themselves, other users find no publisher to grant to",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ", "MD-SEC"],
  },
  "GRANT-14": {
    says: "A user without a license for the package finds no row for its publisher",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ"],
  },
  "GRANT-15": {
    says: "A package licensed to the entire org lets only administrators with Manage Users grant access",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ", "KB-CRIT", "MD-SEC"],
  },
  "GRANT-16": {
    says: "While administrators can log in as any user, no publisher is listed on the grant page",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ", "KB-CRIT"],
  },
  "GRANT-17": {
    says: "A package without login access can never be granted",
    confidence: "documented",
    sources: ["H-POLICY", "MD-SEC"],
  },
  "GRANT-18": {
    says: "Under a site license the administrator opens her own account and nobody else's",
    confidence: "assumed",
    sources: [],
  },
  "GRANT-19": {
    says: "Login Access Policies are changed only by users with Manage Login Access Policies",
    confidence: "documented",
    sources: ["H-POLICY"],
  },
  "GRANT-20": {
    says: "A publisher available to administrators only is hidden from everyone else",
    confidence: "documented",
    sources: ["H-POLICY", "D-LAP"],
  },
  "GRANT-21": {
    says: "A newly installed publisher is available to administrators and users",
    confidence: "reported",
    sources: ["H-POLICY", "B-COM"],
  },
  "GRANT-22": {
    says: "The org's own administrators log in as users who granted them access and, with the any-user switch on, as any user; it is off by default",
    confidence: "documented",
    sources: ["H-POLICY", "MD-SEC"],
  },
  "GRANT-23": {
    says: "Login access for the company's own administrators exists only in Enterprise, Performance, Unlimited, Developer and Database.com editions",
    confidence: "documented",
    sources: ["H-GRANT", "H-POLICY"],
  },
  "GRANT-24": {
    says: "Who may grant is asked when the grant page is opened and saved; later changes shorten no running grant",
    confidence: "assumed",
    sources: [],
  },
  "GRANT-25": {
    says: "Login access belongs to one org: a grant in production opens no sandbox, nor the reverse",
    confidence: "reported",
    sources: ["GH-5324"],
  },
  "GRANT-26": {
    says: "Nobody logs in as a user who is inactive or frozen, whatever was granted",
    confidence: "reported",
    sources: ["D-LAP"],
  },
  "GRANT-27": {
    says: "The publisher asks and the subscriber grants; the platform knows no request for access",
    confidence: "seed",
    sources: ["SEED", "PKG-REQ"],
    notEnforced: "asking happens outside the platform, so there is nothing to allow or refuse",
  },
  "GRANT-28": {
    says: "Access is best given for just long enough to find and fix the problem",
    confidence: "seed",
    sources: ["SEED"],
    notEnforced: "advice to the subscriber: the platform enforces no more than the maximum of GRANT-04",
  },
  "GRANT-29": {
    says: "Packages of one License Management Org share one row and one grant",
    confidence: "assumed",
    sources: ["H-POLICY"],
  },
  "GRANT-30": {
    says: "A refreshed sandbox has a new org id and no grants",
    confidence: "assumed",
    sources: [],
  },
} as const satisfies Record<string, Entry>;
