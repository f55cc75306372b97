import { definition } from "#domain/decision.ts";
import type { Instant } from "#domain/time.ts";
import { type Names, personCalled } from "./names.ts";
import { isLoginAs, isLoginAsRequest, type TraceRecord } from "./record.ts";

/** One row of SalesforceLoginAsEventLog, under the platform's own field names. */
export interface SalesforceLoginRow {
  readonly Timestamp: Instant;
  readonly ActualUserIdentifier: string;
  readonly CaseIdentifier?: string;
  readonly OperationType: "login" | "logout";
  readonly RequestIdentifier: string;
}

/** Whether a login belongs in it: only those of Salesforce's own staff do. No org of the simulator is Salesforce's. */
export const isOfSalesforce = definition<{ readonly by: "publisher" | "administrator" | "salesforce" }, boolean>(
  "TRACE-23",
  ({ by }) => by === "salesforce",
);

/** Why there is nothing to see. */
export const ONLY_SALESFORCE =
  "it holds logins of Salesforce's own staff only; a publisher's logins are in the Setup Audit Trail";

/** The logins and logouts by Salesforce's staff, oldest first. */
export const salesforceLogins = (
  records: readonly TraceRecord[],
  { names }: { readonly names: Names },
): readonly SalesforceLoginRow[] =>
  records.flatMap((record): SalesforceLoginRow[] => {
    const { delegateUser, org, at, append } = record;
    const ended = record.type === "login.ended" && isLoginAsRequest(record);
    if (!delegateUser || (!isLoginAs(record) && !ended)) return [];
    if (!isOfSalesforce.gives({ by: delegateUser.org === org ? "administrator" : "publisher" })) return [];
    return [
      {
        Timestamp: at,
        ActualUserIdentifier: personCalled(names, delegateUser).username,
        ...("caseReference" in record && record.caseReference && { CaseIdentifier: record.caseReference }),
        OperationType: ended ? "logout" : "login",
        RequestIdentifier: `REQ-${append}`,
      },
    ];
  });
