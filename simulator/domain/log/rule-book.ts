import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of debug logs and trace flags. */
export const LOG_RULES = {
  "LOG-01": {
    says: "The debug logs of an org are listed under Debug Logs in Setup",
    confidence: "seed",
    sources: ["SEED", "PKG-DEBUG"],
  },
  "LOG-02": {
    says: "A debug log is written under an active trace flag, for test runs and for requests with debugging parameters, one for each transaction",
    confidence: "documented",
    sources: ["H-LOG"],
  },
  "LOG-03": {
    says: "Viewing, keeping and deleting debug logs takes View All Data",
    confidence: "documented",
    sources: ["H-LOG"],
  },
  "LOG-04": {
    says: "A trace flag names what it traces, from when until when, how finely and for which kind of log",
    confidence: "documented",
    sources: ["AX-LOG", "TL-TF", "B-API"],
  },
  "LOG-05": {
    says: "A trace flag needs a debug level, which wins over levels on the flag itself",
    confidence: "reported",
    sources: ["SE-117985"],
  },
  "LOG-06": {
    says: "Trace flags on classes and triggers cause no log; they override levels while another flag writes one",
    confidence: "documented",
    sources: ["AX-LOG"],
  },
  "LOG-07": {
    says: "A trace flag lasts at most 24 hours, and traces nothing outside its window",
    confidence: "reported",
    sources: ["B-GEEK", "CLI-TF"],
  },
  "LOG-08": {
    says: "A log level includes the levels before it",
    confidence: "documented",
    sources: ["TL-TF", "AX-LOG"],
  },
  "LOG-09": {
    says: "Levels are set for each log category",
    confidence: "documented",
    sources: ["AX-LOG", "B-MURRO"],
  },
  "LOG-10": {
    says: "A debug log holds at most 20 MB; of a larger one older lines are removed",
    confidence: "documented",
    sources: ["AX-LOG", "IC-353"],
  },
  "LOG-11": {
    says: "System logs live 24 hours and monitoring logs seven days, unless they are deleted before",
    confidence: "documented",
    sources: ["AX-LOG", "OR-APEXLOG"],
  },
  "LOG-12": {
    says: "An org with more than 1,000 MB of debug logs lets nobody add or edit trace flags",
    confidence: "documented",
    sources: ["AX-LOG", "B-ESH"],
  },
  "LOG-13": {
    says: "More than 1,000 MB of debug logs within 15 minutes disables the trace flags",
    confidence: "documented",
    sources: ["AX-LOG"],
  },
  "LOG-14": {
    says: "A session id in a debug log is replaced by SESSION_ID_REMOVED",
    confidence: "documented",
    sources: ["AX-LOG"],
  },
  "LOG-15": {
    says: "A debug log begins with a header of API version and levels, and goes on in execution units and code units",
    confidence: "documented",
    sources: ["AX-LOG"],
  },
  "LOG-16": {
    says: "In the subscriber's view of a debug log managed code is a black box",
    confidence: "reported",
    sources: ["AX-LOG", "GH-PKGLOG"],
  },
  "LOG-17": {
    says: "In a LoginAs session a debug log shows the agent's own packages in full and others as black boxes",
    confidence: "documented",
    sources: ["PKG-DEBUG", "BK-FEA"],
  },
  "LOG-18": {
    says: "What a LoginAs session logged is absent from the subscriber's list, before and after the session",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "LOG-19": {
    says: "The way to a log is to set up Debug Logs, repeat the operation and read the log",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
    notEnforced: "a way of working: each of its steps is another rule's (LOG-01 to LOG-04)",
  },
  "LOG-20": {
    says: "Time-based workflow actions, controllers of email templates and lead-conversion triggers are not logged",
    confidence: "documented",
    sources: ["AX-LOG", "B-ABH"],
  },
  "LOG-21": {
    says: "Debug logs can be queried and deleted, and never inserted or changed",
    confidence: "documented",
    sources: ["OR-APEXLOG"],
  },
  "LOG-22": {
    says: "With subscriber debug logs on, new logs of the subscriber show the package's code, and when they are off again new ones do not",
    confidence: "documented",
    sources: ["PKG-DEBUG"],
  },
  "LOG-23": {
    says: "Logs of LoginAs sessions count against the subscriber org's storage",
    confidence: "assumed",
    sources: [],
  },
} as const satisfies Record<string, Entry>;
