import type { RuleId } from "./rule-book.ts";

/**
 * What the catalogue lets one choose, because sources differ or say nothing (section 9 of the catalogue).
 * A policy's value is a fact like any other; rules never look one up.
 */
export interface Policies {
  /** The durations the grant page offers, each at most a year (GRANT-05). */
  readonly grantDurationChoices: readonly AccessDuration[];
  readonly grantExpiryGranularity: "instant" | "endOfDay";
  readonly anyUserSetting: "hidesPublisher" | "adminRowOnly" | "standingAccess";
  readonly manageUsersSource: "any" | "profileOnly";
  readonly publisherDefaultAvailability: "users" | "adminsOnly";
  readonly siteLicenceGrantTarget: "grantingAdminOnly" | "anyUser";
  readonly eligibilityRecheckAtLogin: boolean;
  readonly lmoSessionOnLoginAs: "endUnlessMyDomain" | "keep";
  readonly requireCaseReference: boolean;
  readonly loginAsMfa: "twoConditions" | "whenOrgRequiresMfa" | "never";
  /** Minutes a pending login waits for the subscriber's answer; none waits as long as the grant runs. */
  readonly mfaApprovalTimeout: "none" | number;
  readonly onGrantEndDuringSession: "endAtNextRequest" | "letRun";
  /** Minutes of idleness that end a session in an org that sets no timeout of its own: 15 to 1,440. */
  readonly sessionIdleTimeout: number;
  readonly selfProlongation: "allow" | "refuse";
  readonly codeViewPermission: "viewAndDebugManagedApex" | "loginSuffices";
  /** How many debugging sessions a License Management Org may have at once (DEBUG-04). */
  readonly debuggerAllowance: number;
  /** Minutes without activity that end a debugging session, as a rule and at peak load (DEBUG-18). */
  readonly serverIdle: number;
  readonly serverIdlePeak: number;
  /** Minutes after which the client ends an idle debugging session itself (DEBUG-19). */
  readonly clientIdle: "off" | number;
  /** What becomes of a request when both threads of a debugging session are taken (DEBUG-17). */
  readonly thirdThread: "runsUndebugged" | "waits" | "refused";
  readonly debugEventScope: "loginAsUser" | "allUsers";
  readonly metadataSaveDuringDebug: "refuseSaveKillOnDeploy" | "killOnSave";
  readonly codeDownload: "packagedPlusSubscriber" | "packagedOnly";
  /** Hours that a trace flag lasts at most (LOG-07). */
  readonly traceFlagMaxWindow: number;
  readonly logOverflow: "blockTraceFlags" | "overwriteOldest";
  readonly auditActionForPartnerLogin: "suloginaccessused" | "suOrgAdminLogin";
  readonly loginHistoryForLoginAs: "Application" | "Partner Product" | "none";
  readonly realTimeEventForPartner: "off" | "on";
  /** How many refusals of one agent in one org make a burst that is reviewed (REVIEW-02). */
  readonly refusalBurst: number;
}

/** How long a user can ask to give access, as a picklist words it, shortest first; 2 years is more than any grant may last (GRANT-04). */
export const ACCESS_DURATIONS = [
  "1 hour",
  "1 day",
  "3 days",
  "1 week",
  "2 weeks",
  "1 month",
  "207 days",
  "1 year",
  "2 years",
] as const;
export type AccessDuration = (typeof ACCESS_DURATIONS)[number];

export type PolicyName = keyof Policies;

interface PolicyEntry<Name extends PolicyName> {
  readonly default: Policies[Name];
  /** Other values a source speaks for, each told in a feature. */
  readonly alternatives: readonly Policies[Name][];
  readonly rules: readonly RuleId[];
}

/** Every policy of the areas covered, with its default, the alternatives and the rules it touches. */
export const POLICY_BOOK: { readonly [Name in PolicyName]: PolicyEntry<Name> } = {
  grantDurationChoices: {
    default: ["1 day", "3 days", "1 week", "1 month", "1 year"],
    alternatives: [
      ["1 day", "3 days", "1 week", "1 month", "207 days", "1 year"],
      ["1 hour", "1 day", "3 days", "1 week", "2 weeks", "1 month", "1 year"],
    ],
    rules: ["GRANT-05"],
  },
  grantExpiryGranularity: { default: "instant", alternatives: ["endOfDay"], rules: ["GRANT-06"] },
  anyUserSetting: { default: "hidesPublisher", alternatives: ["adminRowOnly", "standingAccess"], rules: ["GRANT-16"] },
  manageUsersSource: { default: "any", alternatives: ["profileOnly"], rules: ["GRANT-15"] },
  publisherDefaultAvailability: { default: "users", alternatives: ["adminsOnly"], rules: ["GRANT-21"] },
  siteLicenceGrantTarget: { default: "grantingAdminOnly", alternatives: ["anyUser"], rules: ["GRANT-18"] },
  eligibilityRecheckAtLogin: { default: false, alternatives: [true], rules: ["GRANT-24"] },
  lmoSessionOnLoginAs: { default: "endUnlessMyDomain", alternatives: ["keep"], rules: ["LMO-19", "LOGIN-20"] },
  requireCaseReference: { default: false, alternatives: [true], rules: ["LMO-20"] },
  loginAsMfa: { default: "twoConditions", alternatives: ["whenOrgRequiresMfa", "never"], rules: ["LOGIN-08"] },
  mfaApprovalTimeout: { default: "none", alternatives: [10], rules: ["LOGIN-09"] },
  onGrantEndDuringSession: { default: "endAtNextRequest", alternatives: ["letRun"], rules: ["LOGIN-17"] },
  sessionIdleTimeout: { default: 120, alternatives: [15, 1440], rules: ["LOGIN-13"] },
  selfProlongation: { default: "allow", alternatives: ["refuse"], rules: ["LOGIN-26"] },
  codeViewPermission: { default: "viewAndDebugManagedApex", alternatives: ["loginSuffices"], rules: ["POWER-09"] },
  debuggerAllowance: { default: 1, alternatives: [2], rules: ["DEBUG-03", "DEBUG-04"] },
  serverIdle: { default: 60, alternatives: [90], rules: ["DEBUG-18"] },
  serverIdlePeak: { default: 30, alternatives: [15], rules: ["DEBUG-18", "DEBUG-48"] },
  clientIdle: { default: "off", alternatives: [20], rules: ["DEBUG-19"] },
  thirdThread: { default: "runsUndebugged", alternatives: ["waits", "refused"], rules: ["DEBUG-17"] },
  debugEventScope: { default: "loginAsUser", alternatives: ["allUsers"], rules: ["DEBUG-27"] },
  metadataSaveDuringDebug: { default: "refuseSaveKillOnDeploy", alternatives: ["killOnSave"], rules: ["DEBUG-37"] },
  codeDownload: { default: "packagedPlusSubscriber", alternatives: ["packagedOnly"], rules: ["DEBUG-43"] },
  traceFlagMaxWindow: { default: 24, alternatives: [8], rules: ["LOG-07"] },
  logOverflow: { default: "blockTraceFlags", alternatives: ["overwriteOldest"], rules: ["LOG-12"] },
  auditActionForPartnerLogin: {
    default: "suloginaccessused",
    alternatives: ["suOrgAdminLogin"],
    rules: ["TRACE-09"],
  },
  loginHistoryForLoginAs: {
    default: "Application",
    alternatives: ["Partner Product", "none"],
    rules: ["TRACE-15"],
  },
  realTimeEventForPartner: { default: "off", alternatives: ["on"], rules: ["TRACE-22"] },
  refusalBurst: { default: 5, alternatives: [3], rules: ["REVIEW-02"] },
};

export const policyNames = Object.keys(POLICY_BOOK) as readonly PolicyName[];

export const DEFAULT_POLICIES: Policies = Object.fromEntries(
  policyNames.map((name) => [name, POLICY_BOOK[name].default]),
) as unknown as Policies;
