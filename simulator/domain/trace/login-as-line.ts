import { definition } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";
import { formatId, type OrgId, type SessionId, shortId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { type Names, personCalled } from "./names.ts";
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
  "power.event-published": ({ record }) => record,
  "power.rows-queried": ({ sobject }) => sobject,
  "log.read": ({ log }) => log,
  "trace.read": ({ trace }) => trace,
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
    const { user, delegateUser, session, at, append } = record;
    if (!isLoginAsRequest(record) || !user || !delegateUser || !session) return undefined;
    const address = addressOf(record);
    const login = begun.get(session) ?? record;
    const { URI, ...about } = uriOf(record);
    return {
      EVENT_TYPE: "LoginAs",
      TIMESTAMP: stamp(at),
      REQUEST_ID: `REQ-${append}`,
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
