import { definition, rule } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";
import { figure } from "#domain/figure.ts";
import { formatId, type Id, type OrgId, type SessionId, shortId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import { DAY, fromMillis, type Instant, later, toMillis } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import { type Names, personCalled } from "./names.ts";
import type { ReaderFacts } from "./reader.ts";
import { beginnings, isLoginAsRequest, type TraceRecord } from "./record.ts";

/** One line of an event log file of type LoginAs, under the platform's own names. What a request took nobody measures. */
export interface LoginAsLine {
  readonly EVENT_TYPE: "LoginAs";
  readonly TIMESTAMP: string;
  readonly REQUEST_ID: string;
  readonly ORGANIZATION_ID: string;
  readonly USER_ID: string;
  readonly CLIENT_IP?: string;
  readonly URI: string;
  readonly SESSION_KEY: string;
  readonly LOGIN_KEY: string;
  readonly DELEGATED_USER_ID: string;
  readonly DELEGATED_USER_NAME: string;
  readonly TIMESTAMP_DERIVED: Instant;
  readonly USER_ID_DERIVED: string;
  readonly DELEGATED_USER_ID_DERIVED: string;
  /** The id of what the request was about, where it has one. */
  readonly URI_ID_DERIVED?: string;
}

export interface LineFacts {
  readonly org: OrgId;
  readonly names: Names;
  readonly begun: ReadonlyMap<SessionId, TraceRecord>;
  readonly addressOf: (record: TraceRecord) => string | undefined;
}

/** What each event that has one names its subject by; the path of any other is its own name. */
const SUBJECTS: Partial<Record<EventType, (event: Readonly<Record<string, unknown>>) => unknown>> = {
  "power.code-viewed": ({ namespace, name }) => [namespace, name].filter(Boolean).join("."),
  "power.code-changed": ({ name }) => name,
  "power.protected-setting-read": ({ setting }) => setting,
  "power.protected-setting-changed": ({ record }) => record,
  "power.setting-changed": ({ record }) => record,
  "power.record-changed": ({ record }) => record,
  "log.read": ({ log }) => log,
  "log.written": ({ log }) => log,
  "login.visited": ({ page }) => page,
  "debug.started": ({ debugSession }) => debugSession,
  "debug.ended": ({ debugSession }) => debugSession,
};

const ID = /^[0-9A-Za-z]{18}$/;

/** Where a request went, in words of the event it left: the wire of the platform is not what the log keeps. */
function uriOf(record: TraceRecord): Pick<LoginAsLine, "URI" | "URI_ID_DERIVED"> {
  const subject = SUBJECTS[record.type]?.({ ...record });
  const path = `/${record.type.replace(".", "/")}`;
  if (typeof subject !== "string") return { URI: path };
  return { URI: `${path}/${encodeURIComponent(subject)}`, ...(ID.test(subject) && { URI_ID_DERIVED: subject }) };
}

/** `20310304090000.000`, as event log files write an instant. */
const stamp = (at: Instant): string => at.replace(/[-:TZ]/g, "");

/** The line that one request of a LoginAs session leaves; nothing for what is no such request. */
export const loginAsLine = definition<LineFacts & { readonly record: TraceRecord }, LoginAsLine | undefined>(
  "TRACE-18",
  ({ record, org, names, begun, addressOf }) => {
    const { user, delegateUser, session, at, request } = record;
    if (!isLoginAsRequest(record) || !user || !delegateUser || !session) return undefined;
    const address = addressOf(record);
    const login = begun.get(session) ?? record;
    const { URI, ...about } = uriOf(record);
    return {
      EVENT_TYPE: "LoginAs",
      TIMESTAMP: stamp(at),
      REQUEST_ID: `REQ-${request}`,
      ORGANIZATION_ID: shortId(org),
      USER_ID: shortId(user.id),
      ...(address && { CLIENT_IP: address }),
      URI,
      SESSION_KEY: shortId(session),
      LOGIN_KEY: shortId(formatId("LoginHistory", login.seq)),
      DELEGATED_USER_ID: shortId(delegateUser.id),
      DELEGATED_USER_NAME: personCalled(names, delegateUser).username,
      TIMESTAMP_DERIVED: at,
      USER_ID_DERIVED: user.id,
      DELEGATED_USER_ID_DERIVED: delegateUser.id,
      ...about,
    };
  },
);

/** The lines of an org, oldest first; what one request left in several records is one line. */
export function loginAsLines(records: readonly TraceRecord[], facts: Omit<LineFacts, "begun">): readonly LoginAsLine[] {
  const begun = beginnings(records);
  const lines = new Map<string, LoginAsLine>();
  for (const record of records) {
    const line = loginAsLine.gives({ record, begun, ...facts });
    if (line && !lines.has(line.REQUEST_ID)) lines.set(line.REQUEST_ID, line);
  }
  return [...lines.values()];
}

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
