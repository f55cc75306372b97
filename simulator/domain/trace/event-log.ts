import { rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import { formatId, type Id } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import { DAY, fromMillis, type Instant, later, toMillis } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import type { LoginAsLine } from "./login-as-line.ts";
import type { ReaderFacts } from "./reader.ts";

/** Days after which the file of a day appears, counted from the beginning of that day. */
export const FILE_APPEARS = figure("TRACE-19", 1, "days");
/** Days that a file stays with Event Monitoring, and in Developer Edition without it. */
export const FILE_STAYS = figure("TRACE-19", 30, "days");
export const FILE_STAYS_IN_DEVELOPER_EDITION = figure("TRACE-19", 1, "days");

/** How many days an org keeps event logs; none without Event Monitoring, but in Developer Edition. */
const daysKept = ({ eventMonitoring, edition }: Pick<Org, "edition" | "eventMonitoring">): number =>
  eventMonitoring ? FILE_STAYS.is : edition === "Developer" ? FILE_STAYS_IN_DEVELOPER_EDITION.is : 0;

/** The file of one day. */
export interface EventLogFile {
  readonly Id: Id<"EventLogFile">;
  readonly EventType: "LoginAs";
  readonly Interval: "Daily";
  /** The day, by its first instant in UTC. */
  readonly LogDate: Instant;
  readonly lines: readonly LoginAsLine[];
}

interface Kept {
  readonly now: Instant;
  readonly org: Pick<Org, "edition" | "eventMonitoring">;
}

/** The files that are there at an instant, oldest first; a day without a request has none. */
export function eventLogFiles(lines: readonly LoginAsLine[], { now, org }: Kept): readonly EventLogFile[] {
  const days = Map.groupBy(lines, (line) => dayOf(line.TIMESTAMP_DERIVED));
  return [...days].flatMap(([LogDate, of]): EventLogFile[] => {
    const appears = later(LogDate, FILE_APPEARS.is * DAY);
    if (now < appears || later(appears, daysKept(org) * DAY) <= now) return [];
    const Id = formatId("EventLogFile", toMillis(LogDate) / DAY);
    return [{ Id, EventType: "LoginAs", Interval: "Daily", LogDate, lines: of }];
  });
}

/** The first instant of the day, in UTC, that an instant falls on. */
const dayOf = (at: Instant): Instant => fromMillis(Math.floor(toMillis(at) / DAY) * DAY);

/** One row of LoginAsEventLog, the queryable twin: the same request under other names. */
export interface LoginAsEventLogRow {
  readonly Timestamp: Instant;
  readonly RequestIdentifier: string;
  readonly UserIdentifier: string;
  readonly ClientIp?: string;
  readonly Uri: string;
  readonly SessionKey: string;
  readonly LoginKey: string;
  readonly DelegatedUserIdentifier: string;
  readonly DelegatedUserName: string;
}

/** The rows that can be queried at an instant: at once, and as long as a file of their day would stay. */
export const loginAsEventLog = (lines: readonly LoginAsLine[], { now, org }: Kept): readonly LoginAsEventLogRow[] =>
  lines
    .filter((line) => now < later(dayOf(line.TIMESTAMP_DERIVED), (FILE_APPEARS.is + daysKept(org)) * DAY))
    .filter(() => daysKept(org) > 0)
    .map((line) => ({
      Timestamp: line.TIMESTAMP_DERIVED,
      RequestIdentifier: line.REQUEST_ID,
      UserIdentifier: line.USER_ID_DERIVED,
      ...(line.CLIENT_IP && { ClientIp: line.CLIENT_IP }),
      Uri: line.URI,
      SessionKey: line.SESSION_KEY,
      LoginKey: line.LOGIN_KEY,
      DelegatedUserIdentifier: line.DELEGATED_USER_ID_DERIVED,
      DelegatedUserName: line.DELEGATED_USER_NAME,
    }));

/** Why an org has no event log rows at all, where that is so. */
export const noEventLogs = (org: Pick<Org, "name" | "edition" | "eventMonitoring">): string | undefined =>
  daysKept(org) > 0 ? undefined : `${org.name} has no Event Monitoring, so nothing is kept`;

export const opensEventLogFiles = rule<ReaderFacts>(
  "TRACE-19",
  ({ reader: { user, entitlements } }) => {
    const missing = (["API Enabled", "View Event Log Files"] as const).filter((one) => !holds(entitlements, one));
    return missing.length === 0
      ? undefined
      : `${user.username} lacks ${missing.join(" and ")}, which it takes to read event log files`;
  },
  "let an administrator give the user API Enabled and View Event Log Files",
);

export const queriesEventLogs = rule<ReaderFacts>(
  "TRACE-20",
  ({ reader: { user, entitlements } }) =>
    holds(entitlements, "View Event Log Object Data")
      ? undefined
      : `${user.username} lacks View Event Log Object Data, which it takes to query event log rows`,
  "let an administrator give the user View Event Log Object Data",
);
