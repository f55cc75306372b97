import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of logging in as a user. */
export const LOGIN_RULES = {
  "LOGIN-01": {
    says: "An agent is let in only if agent, subscriber org and grant all allow it at that moment",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LOGIN-02": {
    says: "Only users with a Salesforce or Salesforce Platform license can be logged in as",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LOGIN-03": {
    says: "Subscriber orgs on Government Cloud instances cannot be logged in to",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LOGIN-04": {
    says: "Scratch orgs cannot be logged in to",
    confidence: "documented",
    sources: ["PKG-LOGIN"],
  },
  "LOGIN-05": {
    says: "Production and sandbox orgs can both be logged in to",
    confidence: "documented",
    sources: ["VS-ISV", "SEED"],
  },
  "LOGIN-06": {
    says: "A logged-in agent has exactly the permissions of the user, and none of the agent's own",
    confidence: "seed",
    sources: ["SEED", "PKG-LOGIN"],
  },
  "LOGIN-07": {
    says: "A login that needs the subscriber's approval stays blocked until the subscriber answers",
    confidence: "documented",
    sources: ["PKG-LOGIN", "SEED"],
  },
  "LOGIN-08": {
    says: "The subscriber is asked to approve only when multi-factor authentication is enforced for the user and during log in as",
    confidence: "documented",
    sources: ["H-LOGIN"],
  },
  "LOGIN-09": {
    says: "A pending login waits until it is approved, denied or cancelled, or its grant ends",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-10": {
    says: "An agent who is finished logs out of the subscriber org",
    confidence: "documented",
    sources: ["PKG-LOGIN"],
  },
  "LOGIN-11": {
    says: "Return to subscriber overview leaves the subscriber org and ends what runs in the session",
    confidence: "documented",
    sources: ["VS-ISV"],
  },
  "LOGIN-12": {
    says: "By default a high-assurance agent meets no challenge in the subscriber org",
    confidence: "reported",
    sources: ["GH-NOTES", "H-HA"],
  },
  "LOGIN-13": {
    says: "A LoginAs session ends when it is idle for the subscriber org's session timeout",
    confidence: "reported",
    sources: ["B-SESS", "B-SESS2"],
  },
  "LOGIN-14": {
    says: "A LoginAs session cannot start another LoginAs session",
    confidence: "reported",
    sources: ["D-LAP"],
  },
  "LOGIN-15": {
    says: "Choosing another username in the profile menu logs the agent out",
    confidence: "documented",
    sources: ["H-LOGIN"],
  },
  "LOGIN-16": {
    says: "Deactivating or freezing the user ends the LoginAs session at its next request",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-17": {
    says: "When login access ends, a running LoginAs session ends at its next request",
    confidence: "assumed",
    sources: ["SEED"],
  },
  "LOGIN-18": {
    says: "The user's own sessions are not disturbed by a LoginAs session",
    confidence: "reported",
    sources: ["B-SUS"],
  },
  "LOGIN-19": {
    says: "A banner names the user the agent is logged in as and offers the logout",
    confidence: "reported",
    sources: ["B-SUS"],
  },
  "LOGIN-20": {
    says: "Where the agent lands after logging out depends on the own session kept and on Force relogin after Login-As-User",
    confidence: "documented",
    sources: ["KB-RELOG", "PKG-LOGIN"],
  },
  "LOGIN-21": {
    says: "One LoginAs session serves pages and API calls alike; there is no separate API login",
    confidence: "documented",
    sources: ["KB-SUPP", "VS-SRC"],
  },
  "LOGIN-22": {
    says: "Two agents of one publisher may use the same grant at the same time, each in an own session",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-23": {
    says: "Checks run in a fixed order, so that a refusal has one reason",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-24": {
    says: "Reasons of the org or the grant leave no Login link; reasons of the agent refuse the tab, page or link",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-25": {
    says: "Login hours and IP ranges of the user do not bind the agent",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-26": {
    says: "Within a LoginAs session the grant page works as for the user, and what the agent prolongs is flagged",
    confidence: "assumed",
    sources: [],
  },
  "LOGIN-27": {
    says: "Apart from an approval request the subscriber gets no notice of a login",
    confidence: "assumed",
    sources: [],
  },
} as const satisfies Record<string, Entry>;
