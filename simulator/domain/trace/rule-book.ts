import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of the traces that the platform keeps. */
export const TRACE_RULES = {
  "TRACE-01": {
    says: "Every Setup change made in a LoginAs session is in the subscriber's Setup Audit Trail",
    confidence: "documented",
    sources: ["PKG-REQ", "H-GRANT", "KB-CRIT"],
  },
  "TRACE-02": {
    says: "A row of the Setup Audit Trail names the user, and the delegate user of a LoginAs session",
    confidence: "documented",
    sources: ["SG-AUD", "OR-SAT"],
  },
  "TRACE-03": {
    says: "The Setup Audit Trail can be read and counted, and never written, changed or deleted",
    confidence: "documented",
    sources: ["OR-SAT", "GH-SAT"],
  },
  "TRACE-04": {
    says: "The Setup Audit Trail keeps 180 days, its page shows the 20 newest rows, and reading takes View Setup and Configuration",
    confidence: "documented",
    sources: ["SG-AUD", "OR-SAT"],
  },
  "TRACE-05": {
    says: "Granting, changing and revoking a publisher's login access leaves rows that name the publisher and its org",
    confidence: "reported",
    sources: ["KR-AUDIT"],
  },
  "TRACE-06": {
    says: "Granting, changing and revoking Salesforce support's login access leaves the parallel rows",
    confidence: "reported",
    sources: ["KR-AUDIT"],
  },
  "TRACE-07": {
    says: "Changing the Login Access Policies leaves rows of their own",
    confidence: "reported",
    sources: ["KR-AUDIT"],
  },
  "TRACE-08": {
    says: "Logging in and out as a user leaves rows in the section Manage Users",
    confidence: "reported",
    sources: ["KR-AUDIT", "GH-SAT"],
  },
  "TRACE-09": {
    says: "A publisher's login leaves the pair of rows for used login access",
    confidence: "assumed",
    sources: [],
  },
  "TRACE-10": {
    says: "The expiry of a grant leaves no row in the Setup Audit Trail",
    confidence: "assumed",
    sources: ["KR-AUDIT"],
  },
  "TRACE-11": {
    says: "Plain record edits leave no row in the Setup Audit Trail",
    confidence: "documented",
    sources: ["SG-AUD"],
  },
  "TRACE-12": {
    says: "The Login History keeps six months, its page shows 20,000 rows, and reading others' takes Manage Users or Monitor Login History",
    confidence: "reported",
    sources: ["OR-LH", "B-LH"],
  },
  "TRACE-13": {
    says: "A row of the Login History names the user and how the login was made, and no delegate",
    confidence: "documented",
    sources: ["OR-LH"],
  },
  "TRACE-14": {
    says: "A login type is one of the platform's own, and none of them is kept for LoginAs",
    confidence: "documented",
    sources: ["OR-LH", "OR-AS"],
  },
  "TRACE-15": {
    says: "A LoginAs session leaves one row in the Login History",
    confidence: "assumed",
    sources: ["PE-LAE"],
  },
  "TRACE-16": {
    says: "A LoginAs session is an AuthSession of type SubstituteUser",
    confidence: "reported",
    sources: ["B-SUB"],
  },
  "TRACE-17": {
    says: "Administrators see all sessions of the org, and deleting one ends it",
    confidence: "documented",
    sources: ["OR-AS"],
  },
  "TRACE-18": {
    says: "Each request of a LoginAs session is an event log row that names the delegated user",
    confidence: "documented",
    sources: ["OR-ELF"],
  },
  "TRACE-19": {
    says: "Event log files appear a day later, stay 30 days with Event Monitoring or one day in Developer Edition, and take API Enabled and View Event Log Files",
    confidence: "documented",
    sources: ["RA-EM"],
  },
  "TRACE-20": {
    says: "The queryable event log rows take View Event Log Object Data",
    confidence: "documented",
    sources: ["OR-LAEL"],
  },
  "TRACE-21": {
    says: "Real-time login-as events take Event Monitoring and View Real-Time Event Monitoring Data, and are stored six months",
    confidence: "documented",
    sources: ["PE-LAES", "PE-LAE", "FR-LAE", "SG-RTEM"],
  },
  "TRACE-22": {
    says: "A publisher's login raises no real-time login-as event",
    confidence: "assumed",
    sources: ["PE-LAES"],
  },
  "TRACE-23": {
    says: "The event log of Salesforce's own logins holds no publisher's login",
    confidence: "documented",
    sources: ["OR-SLA"],
  },
  "TRACE-24": {
    says: "Logout events record explicit and forced logouts, and no plain timeouts",
    confidence: "documented",
    sources: ["PE-LO"],
  },
  "TRACE-25": {
    says: "Some orgs also keep click records of an administrator logged in as a user",
    confidence: "documented",
    sources: ["H-GRANT"],
    notEnforced: "no source says which orgs keep them or what stands in one",
  },
  "TRACE-26": {
    says: "A debugging session leaves records of the session, its breakpoints, requests and events",
    confidence: "reported",
    sources: ["VS-SRC", "GH-KEY", "GH-TAPI"],
  },
  "TRACE-27": {
    says: "The License Management Org keeps no built-in log of subscriber logins; the audit log is that record",
    confidence: "documented",
    sources: ["PKG-LOGIN"],
  },
  "TRACE-28": {
    says: "An audit record names actor, user, orgs, rule, outcome and time, and is chained to the one before",
    confidence: "assumed",
    sources: [],
  },
  "TRACE-29": {
    says: "The delegate user of a publisher's login is the agent's own username",
    confidence: "assumed",
    sources: ["SG-AUD"],
  },
} as const satisfies Record<string, Entry>;
