/**
 * What the audit log does not record, in sentences: every report says so, and a test shows of each that it leaves no
 * record indeed. Whoever finds something else that leaves none has found a defect.
 */
export const EXCLUSIONS = {
  ownReading:
    "What users look at in their own org and in their own session, outside a LoginAs session: pages, records, settings, code and debug logs.",
  repeatedReading:
    "The same question to the log by the same reader, asked again soon: only the first time is recorded.",
  operatorReading:
    "What the operator of the simulator lists of it: orgs, people, the clock and what will happen by itself.",
  receipts: "Fetching the proof of a single record, by those whom it is about.",
  explanations: "Asking what would happen, and why: an explanation decides nothing and lets nobody in.",
  unknownSessions:
    "Requests without a session, or with one that is unknown, over, or of another org, as long as nobody tries to log in.",
  malformedRequests: "Requests that fit no route or have a form that none takes.",
  liveness: "Questions about whether the process is alive, and the description of its interface.",
} as const;

/** A thing that leaves no record. */
export type Exclusion = keyof typeof EXCLUSIONS;
