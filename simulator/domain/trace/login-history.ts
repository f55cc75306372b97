import { definition, rule } from "#domain/decision.ts";
import type { AuditEvent } from "#domain/events.ts";
import { figure } from "#domain/figure.ts";
import { formatId, type Id, type UserId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { type Instant, monthsLater } from "#domain/time.ts";
import { holds } from "#domain/user.ts";
import { type Names, personCalled } from "./names.ts";
import type { ReaderFacts } from "./reader.ts";
import { isLoginAs, type TraceRecord } from "./record.ts";

/** Months that a row is kept. */
export const HISTORY_KEPT = figure("TRACE-12", 6, "months");
/** Rows that the page shows, the newest; a download has all. */
export const HISTORY_PAGE = figure("TRACE-12", 20_000, "rows");

/** A login type as the page shows it, as the API names it, and the code it has in event logs. */
export interface LoginType {
  readonly label: string;
  readonly value: string;
  readonly code?: string;
}

/** The login types near our subject, which the page offers to look for; `SysAdmin Switch` is one of sessions only. */
export const loginTypes = definition<Record<never, never>, readonly LoginType[]>("TRACE-14", () => [
  { label: "Application", value: "Application", code: "A" },
  { label: "AppExchange", value: "AppExchange" },
  { label: "Partner Product", value: "Partner", code: "R" },
  { label: "Help and Training", value: "HelpAndTraining" },
  { label: "Cross-Tenant Login", value: "CrossTenantLogin" },
  { label: "Employee Login to Community", value: "EmployeeLoginToCommunity" },
]);

/** The label that a LoginAs session's row has (policy `loginHistoryForLoginAs`); with "none" there is no row. */
export const loginTypeOfLoginAs = definition<
  Pick<Policies, "loginHistoryForLoginAs">,
  Policies["loginHistoryForLoginAs"]
>("TRACE-15", ({ loginHistoryForLoginAs }) => loginHistoryForLoginAs);

/** One row, under the platform's own field names; it has no field for a delegate. */
export interface LoginHistoryRow {
  readonly Id: Id<"LoginHistory">;
  readonly UserId: UserId;
  /** As the page shows the user. */
  readonly Username: string;
  readonly LoginTime: Instant;
  readonly LoginType: string;
  /** Absent where nobody knows the address. */
  readonly SourceIp?: string;
  readonly Status: string;
  readonly Application: string;
  readonly Browser: string;
  readonly Platform: string;
  readonly LoginUrl: string;
}

interface LoginFacts {
  readonly record: TraceRecord;
  readonly user: { readonly id: UserId; readonly username: string };
  readonly loginType: string;
  readonly status: string;
  readonly loginUrl: string;
  readonly address?: string;
  /** Name of the connected app that logged in; absent where a person did, at a page. */
  readonly application?: string;
}

/** What a login is remembered by. Understudy meets no browser it could tell from another, nor knows a country or TLS. */
export const historyRow = definition<LoginFacts, LoginHistoryRow>(
  "TRACE-13",
  ({ record: { seq, at }, user, loginType, status, loginUrl, address, application = "Browser" }) => ({
    Id: formatId("LoginHistory", seq),
    UserId: user.id,
    Username: user.username,
    LoginTime: at,
    LoginType: loginType,
    ...(address && { SourceIp: address }),
    Status: status,
    Application: application,
    Browser: "Unknown",
    Platform: "Unknown",
    LoginUrl: loginUrl,
  }),
);

export interface HistoryFacts {
  readonly org: Pick<Org, "id" | "kind" | "myDomain">;
  readonly names: Names;
  readonly policies: Pick<Policies, "loginHistoryForLoginAs">;
  /** Where an agent's own session came from, by the record of the LoginAs session; absent where nobody knows. */
  readonly addressOf: (record: TraceRecord) => string | undefined;
}

/** The login page that a session was begun at, as the platform's own addresses are. */
function loginUrlOf({ kind, myDomain }: HistoryFacts["org"], atMyDomain: boolean): string {
  if (!atMyDomain) return kind === "sandbox" ? "test.salesforce.com" : "login.salesforce.com";
  return `${myDomain}${kind === "sandbox" ? ".sandbox" : ""}.my.salesforce.com`;
}

/** How a login that failed is remembered; a wrong password and a locked user look the same from outside. */
const statusOf = ({ decision }: AuditEvent): string =>
  decision?.effect === "deny" ? "Restricted by login hours or IP ranges" : "Invalid Password";

/** The row that a record leaves: one for each login, made or failed, of a user, and one for each LoginAs session. */
export function loginHistoryRow(record: TraceRecord, facts: HistoryFacts): LoginHistoryRow | undefined {
  // Whoever links a package proves it by a login there, and is in no table of that org (LMO-05).
  if (record.user?.org !== facts.org.id) return undefined;
  const user = { id: record.user.id, username: personCalled(facts.names, record.user).username };
  if (isLoginAs(record)) {
    const loginType = loginTypeOfLoginAs.gives(facts.policies);
    const address = facts.addressOf(record);
    const about = { record, user, loginType, status: "Success", ...(address && { address }) };
    return loginType === "none" ? undefined : historyRow.gives({ ...about, loginUrl: loginUrlOf(facts.org, true) });
  }
  // A wrong code in a running session is no login, and of a user nobody has heard of there is no row.
  const failed = record.type === "session.refused" && !record.session;
  if (record.type !== "session.started" && !failed) return undefined;
  const { address, through } = record;
  return historyRow.gives({
    record,
    user,
    loginType: "Application",
    status: failed ? statusOf(record) : "Success",
    loginUrl: loginUrlOf(facts.org, record.type === "session.started" && record.myDomain),
    ...(address && { address }),
    ...(through && { application: through.app ?? "N/A" }),
  });
}

/** The Login History of an org as it is kept at an instant, newest first. */
export function loginHistory(
  records: readonly TraceRecord[],
  { now, ...facts }: HistoryFacts & { readonly now: Instant },
): readonly LoginHistoryRow[] {
  return records
    .filter(({ at }) => now < monthsLater(at, HISTORY_KEPT.is))
    .flatMap((record) => loginHistoryRow(record, facts) ?? [])
    .reverse();
}

export const seesLoginHistory = rule<ReaderFacts>(
  "TRACE-12",
  ({ reader: { user, entitlements }, whose }) =>
    whose === "own" || holds(entitlements, "Manage Users") || holds(entitlements, "Monitor Login History")
      ? undefined
      : `${user.username} lacks Manage Users and Monitor Login History, and sees nothing but the own logins`,
  "ask for the own logins, or let an administrator give the user Monitor Login History",
);
