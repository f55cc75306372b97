import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of what a LoginAs session can and cannot do. */
export const POWER_RULES = {
  "POWER-01": {
    says: "Logging in to the subscriber org is open to the publisher with login access and to the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-02": {
    says: "The code of a managed package can be viewed with login access, and not by the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-03": {
    says: "The debug logs of a managed package can be viewed with login access, and not by the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-04": {
    says: "Protected data in custom settings can be viewed and edited with login access, and not by the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-05": {
    says: "An ISV Customer Debugger session can be started with login access, and not by the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-06": {
    says: "OAuth access can be granted by the customer, and not with login access",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-07": {
    says: "Multi-factor authentication can be used with login access and by the customer",
    confidence: "seed",
    sources: ["SEED"],
  },
  "POWER-08": {
    says: "A page opens only to a user with its permission, and LoginAs widens nothing",
    confidence: "assumed",
    sources: [],
  },
  "POWER-09": {
    says: "Managed code is shown only for the agent's own packages, and only with View and Debug Managed Apex",
    confidence: "documented",
    sources: ["PKG-IP", "PKG-DEBUG", "SEED"],
  },
  "POWER-10": {
    says: "For everyone else managed code is obfuscated, but for the signatures of global members",
    confidence: "documented",
    sources: ["PKG-IP"],
  },
  "POWER-11": {
    says: "Managed code is read-only in the subscriber org",
    confidence: "documented",
    sources: ["PKG-COMP"],
  },
  "POWER-12": {
    says: "A protected custom setting of a managed package is left out of the customer's list, and opens to its own publisher",
    confidence: "seed",
    sources: ["PKG-IP", "PKG-DEBUG", "SEED"],
  },
  "POWER-13": {
    says: "Protected setting records can be created, edited and deleted; protected custom metadata stays closed",
    confidence: "reported",
    sources: ["B-BTC"],
  },
  "POWER-14": {
    says: "Nobody logged in as another user can authorize OAuth access for that user",
    confidence: "documented",
    sources: ["H-LOGIN", "SEED"],
  },
  "POWER-15": {
    says: "An agent cannot make Salesforce send email while the user's address is unverified",
    confidence: "documented",
    sources: ["H-LOGIN"],
  },
  "POWER-16": {
    says: "An agent reads and writes data as far as the user's permissions go, and changes are real",
    confidence: "documented",
    sources: ["PKG-LOGIN", "SEED"],
  },
  "POWER-17": {
    says: "Debug logs that an agent sets up or produces are not visible to the subscriber",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "POWER-18": {
    says: "With subscriber debug logs switched on, a package's Apex is visible to the subscriber until they are switched off",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "POWER-19": {
    says: "For a second-generation package the debug-log switch covers every package of the namespace",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "POWER-20": {
    says: "What is hidden from the customer is hidden while the debug-log switch is off, as it is by default",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "POWER-21": {
    says: "Packages of other publishers stay hidden in a LoginAs session",
    confidence: "documented",
    sources: ["PKG-IP"],
  },
  "POWER-22": {
    says: "Records name the user as creator and last modifier; only audit traces tell the agent apart",
    confidence: "assumed",
    sources: [],
  },
} as const satisfies Record<string, Entry>;
