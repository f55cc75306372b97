import { type Entry, text } from "./entry.ts";

/** What the catalogue lets one choose, as its table of policies has it where nobody chose. */
const DEFAULTS = {
  grantDurationChoices: ["1 day", "3 days", "1 week", "1 month", "1 year"] as readonly string[],
  grantExpiryGranularity: "instant",
  anyUserSetting: "hidesPublisher",
  manageUsersSource: "any",
  publisherDefaultAvailability: "users",
  siteLicenceGrantTarget: "grantingAdminOnly",
  eligibilityRecheckAtLogin: false as boolean,
  requireCaseReference: false as boolean,
  loginAsMfa: "twoConditions",
  mfaApprovalTimeout: "none" as string | number,
  onGrantEndDuringSession: "endAtNextRequest",
  sessionIdleTimeout: 120,
  selfProlongation: "allow",
  codeViewPermission: "viewAndDebugManagedApex",
  debuggerAllowance: 1,
  serverIdle: 60,
  serverIdlePeak: 30,
  clientIdle: "off" as string | number,
  thirdThread: "runsUndebugged",
  debugEventScope: "loginAsUser",
  metadataSaveDuringDebug: "refuseSaveKillOnDeploy",
  traceFlagMaxWindow: 24,
  logOverflow: "blockTraceFlags",
  refusalBurst: 5,
};

/** The policies that a rule of the auditor rests on. */
export type Policies = Readonly<typeof DEFAULTS>;

/** The policies in force, as the records choose them. */
export class Choices {
  is: Policies = DEFAULTS;
  /** When one was changed last, in milliseconds. */
  since: number | undefined;

  take(entry: Entry, at: number): void {
    if (entry.type !== "policy.changed") return;
    const name = text(entry, "policy");
    if (name !== undefined) this.is = { ...this.is, [name]: entry.value };
    this.since = at;
  }
}
