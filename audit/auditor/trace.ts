import type { Area, Sort } from "./act.ts";
import { type Entry, text } from "./entry.ts";
import type { Person } from "./rows.ts";
import { type Asked, ask } from "./ruling.ts";

/** Everybody's rows, or the own alone; a refusal is always of everybody's. */
const ofOthers = (entry: Entry): boolean => text(entry, "whose") !== "own";

const trail = (person: Person): Asked => ask("TRACE-04", () => !person.has("View Setup and Configuration"));
const sessions: Sort = {
  asks: (entry, { person }) => [ask("TRACE-17", () => ofOthers(entry) && !person.has("Manage Users"))],
};
const history: Sort = {
  asks: (entry, { person }) => [
    ask("TRACE-12", () => ofOthers(entry) && !person.has("Manage Users") && !person.has("Monitor Login History")),
  ],
};
const rows: Sort = { asks: (_, { person }) => [ask("TRACE-20", () => !person.has("View Event Log Object Data"))] };
const realTime: Sort = {
  asks: (_, { person }) => [
    ask(
      "TRACE-21",
      () => person.rows.company?.eventMonitoring !== true || !person.has("View Real-Time Event Monitoring Data"),
    ),
  ],
};

/** Anything but counting that is tried on the trail: `max on the Setup Audit Trail` (TRACE-03). */
const operation = (words: string, isRefused: boolean): readonly [string, Sort] => [
  `${words} on the Setup Audit Trail`,
  { asks: (_, { person }) => [trail(person), ask("TRACE-03", () => isRefused)] },
];

/** Whom the record is about needs no permission, and which of two anybody else needs is the page's; a record tells neither. */
const receipt: Sort = {
  asks: (_, { person }) => [
    ask("POWER-08", () =>
      person.has("Review Audit Log") && person.has("View Setup and Configuration") ? false : undefined,
    ),
  ],
};

/** TRACE: who looks at what the platform remembers. */
export const TRACE: Area = {
  acts: {
    "read the Setup Audit Trail": { asks: (_, { person }) => [trail(person)] },
    ...Object.fromEntries([
      operation("count()", false),
      ...["count(Id)", "max", "min", "create", "update", "delete"].map((words) => operation(words, true)),
    ]),
    "read the Login History": history,
    "list the sessions of the org": sessions,
    "delete a session": sessions,
    "read event log files": {
      asks: (_, { person }) => [
        ask("TRACE-19", () => !person.has("API Enabled") || !person.has("View Event Log Files")),
      ],
    },
    "query LoginAsEventLog": rows,
    "query SalesforceLoginAsEventLog": rows,
    "read LoginAsEvent": realTime,
    "subscribe to /event/LoginAsEventStream": { needs: "API Enabled", ...realTime },
    "read LogoutEvent": realTime,
    "query debugger records": { needs: "API Enabled" },
    "review the audit log": { needs: "Review Audit Log" },
    "see what was done in the org": { needs: "View Setup and Configuration" },
    "see the proof of a record": receipt,
  },
  events: { "trace.session-deleted": "delete a session" },
};

/** The act by which each trace is looked at. */
export const LOOKS: Readonly<Record<string, string>> = {
  "Setup Audit Trail": "read the Setup Audit Trail",
  "Login History": "read the Login History",
  sessions: "list the sessions of the org",
  "event log files": "read event log files",
  "event log rows": "query LoginAsEventLog",
  "real-time events": "read LoginAsEvent",
};
