import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import { formatId, type OrgId, shortId, type UserId } from "#domain/ids.ts";
import type { LoginEnd, Session, SessionEnd } from "#domain/login/session.ts";
import type { Policies } from "#domain/policies.ts";
import { type Instant, monthsLater } from "#domain/time.ts";
import { holds, type User } from "#domain/user.ts";
import { loginTypeOfLoginAs } from "./login-history.ts";
import { type Names, personCalled } from "./names.ts";
import type { ReaderFacts } from "./reader.ts";
import { isLoginAs, type TraceRecord } from "./record.ts";

/** Months that a real-time event is stored. */
export const EVENT_STORED = figure("TRACE-21", 6, "months");

export const seesRealTimeEvents = rule<ReaderFacts>(
  "TRACE-21",
  ({ reader: { user, entitlements, org } }) => {
    if (!org.eventMonitoring) return `${org.name} has no Event Monitoring`;
    return holds(entitlements, "View Real-Time Event Monitoring Data")
      ? undefined
      : `${user.username} lacks View Real-Time Event Monitoring Data`;
  },
  "buy Event Monitoring, and give the user View Real-Time Event Monitoring Data",
);

/**
 * Whether a login as a user raises an event: one by the org's own administrators always, a publisher's as the policy
 * `realTimeEventForPartner` has it.
 */
export const raisesEvent = definition<
  { readonly by: "administrator" | "publisher" } & Pick<Policies, "realTimeEventForPartner">,
  boolean
>("TRACE-22", ({ by, realTimeEventForPartner }) => by === "administrator" || realTimeEventForPartner === "on");

/** One stored LoginAsEvent, under the platform's own field names; `/event/LoginAsEventStream` carries the same. */
export interface LoginAsEventRow {
  readonly EventIdentifier: string;
  readonly EventDate: Instant;
  readonly LoginAsCategory: "OrgAdmin" | "Community";
  readonly UserId: UserId;
  readonly Username: string;
  readonly DelegatedUsername: string;
  readonly DelegatedOrganizationId: string;
  /** Absent where the login left no row in the Login History (TRACE-15). */
  readonly LoginHistoryId?: string;
  readonly LoginKey: string;
  readonly SessionKey: string;
  readonly LoginType: string;
  readonly SessionLevel: "STANDARD" | "HIGH_ASSURANCE";
  readonly SourceIp?: string;
}

export interface RealTimeFacts {
  readonly org: OrgId;
  readonly now: Instant;
  readonly names: Names;
  readonly policies: Pick<Policies, "realTimeEventForPartner" | "loginHistoryForLoginAs">;
  readonly sessionOf: (record: TraceRecord) => Session | undefined;
  readonly addressOf: (record: TraceRecord) => string | undefined;
}

const isStored = ({ at }: TraceRecord, now: Instant): boolean => now < monthsLater(at, EVENT_STORED.is);

/** The login-as events that are stored at an instant, oldest first. */
export const loginAsEvents = (records: readonly TraceRecord[], facts: RealTimeFacts): readonly LoginAsEventRow[] =>
  records
    .filter((record) => isLoginAs(record) && isStored(record, facts.now))
    .flatMap((record) => loginAsEvent(record, facts) ?? []);

function loginAsEvent(record: TraceRecord, facts: RealTimeFacts): LoginAsEventRow | undefined {
  const { user, delegateUser, session, at, seq } = record;
  if (!user || !delegateUser || !session) return undefined;
  const by = delegateUser.org === facts.org ? "administrator" : "publisher";
  if (!raisesEvent.gives({ by, ...facts.policies })) return undefined;
  const called = personCalled(facts.names, user);
  const history = loginTypeOfLoginAs.gives(facts.policies);
  const login = formatId("LoginHistory", seq);
  const address = facts.addressOf(record);
  return {
    EventIdentifier: `login-as-${seq}`,
    EventDate: at,
    LoginAsCategory: categoryOf(called),
    UserId: user.id,
    Username: called.username,
    DelegatedUsername: personCalled(facts.names, delegateUser).username,
    DelegatedOrganizationId: delegateUser.org,
    ...(history !== "none" && { LoginHistoryId: login }),
    LoginKey: shortId(login),
    SessionKey: shortId(session),
    LoginType: history === "none" ? "Application" : history,
    SessionLevel: facts.sessionOf(record)?.level === "standard" ? "STANDARD" : "HIGH_ASSURANCE",
    ...(address && { SourceIp: address }),
  };
}

const categoryOf = ({ license }: Pick<User, "license">): LoginAsEventRow["LoginAsCategory"] =>
  license === "Customer Community" ? "Community" : "OrgAdmin";

/** Ends that somebody asked for. */
const EXPLICIT: readonly (SessionEnd | LoginEnd)[] = ["logged out", "returned to subscriber overview", "switched user"];
/** Ends that nobody notices, as when a browser is closed or left alone. */
const UNNOTICED: readonly (SessionEnd | LoginEnd)[] = ["timed out", "simulator stopped"];

/** How a session came to be logged out: by whoever worked in it, by force, or not at all, as by a plain timeout. */
export const logoutKind = definition<{ readonly reason: SessionEnd }, "explicit" | "forced" | "none">(
  "TRACE-24",
  ({ reason }) => (EXPLICIT.includes(reason) ? "explicit" : UNNOTICED.includes(reason) ? "none" : "forced"),
);

/** One stored logout event. */
export interface LogoutEventRow {
  readonly EventIdentifier: string;
  readonly EventDate: Instant;
  readonly UserId: UserId;
  readonly Username: string;
  readonly SessionKey: string;
  readonly Logout: "explicit" | "forced";
}

/** The logout events that are stored at an instant, oldest first. */
export const logoutEvents = (
  records: readonly TraceRecord[],
  { now, names }: Pick<RealTimeFacts, "now" | "names">,
): readonly LogoutEventRow[] =>
  records.flatMap((record): LogoutEventRow[] => {
    const { user, session, at, seq } = record;
    if ((record.type !== "session.ended" && record.type !== "login.ended") || !isStored(record, now)) return [];
    const Logout = logoutKind.gives(record);
    if (!user || !session || Logout === "none") return [];
    const { username: Username } = personCalled(names, user);
    const about = { UserId: user.id, Username, SessionKey: shortId(session), Logout };
    return [{ EventIdentifier: `logout-${seq}`, EventDate: at, ...about }];
  });
