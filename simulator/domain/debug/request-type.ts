import type { RequestId, UserRef } from "#domain/ids.ts";

/** Every way Apex can be entered, as the debugger's filters name them (DEBUG-28). */
export const REQUEST_TYPES = [
  "BATCH_APEX",
  "EXECUTE_ANONYMOUS",
  "FUTURE",
  "INBOUND_EMAIL_SERVICE",
  "INVOCABLE_ACTION",
  "LIGHTNING",
  "QUEUEABLE",
  "QUICK_ACTION",
  "REMOTE_ACTION",
  "REST",
  "RUN_TESTS_ASYNCHRONOUS",
  "RUN_TESTS_SYNCHRONOUS",
  "RUN_TESTS_DEPLOY",
  "SCHEDULED",
  "SOAP",
  "SYNCHRONOUS",
  "VISUALFORCE",
] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/** One run of Apex, `ApexDebuggerRequest` on the platform; debugged, it is a thread. */
export interface DebugRequest {
  readonly id: RequestId;
  /** Whom it counts as, whoever is at the keyboard. */
  readonly user: UserRef;
  readonly type: RequestType;
  /** Where Apex is entered: `ledg.InvoiceService.post(Id)`. */
  readonly entryPoint: string;
  /** Run by a test between `startTest` and `stopTest`, so at once and in the test's own request (DEBUG-34). */
  readonly inTest?: true;
}
