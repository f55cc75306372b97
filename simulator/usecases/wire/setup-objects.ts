import type { OrgRows } from "#domain/org.ts";
import { apexLog, debugLevel, traceFlag } from "./log-rows.ts";
import { authSession, user, userLogin, userPackageLicense } from "./people-rows.ts";
import { isWritable, settingRecords } from "./setting-rows.ts";
import type { SetupObject } from "./setup-object.ts";

const nothingOf = (what: string): SetupObject => ({
  unsimulated: { create: `creating ${what}`, update: `changing ${what}`, delete: `deleting ${what}` },
});

/** The platform writes the rows of these itself, and lets nobody else. */
const READ_ONLY: SetupObject = {};

/** What each verb does to the rows of each object that is no object of business records. */
const SETUP_OBJECTS: Readonly<Record<string, SetupObject>> = {
  DebugLevel: debugLevel,
  TraceFlag: traceFlag,
  ApexLog: apexLog,
  User: user,
  UserLogin: userLogin,
  UserPackageLicense: userPackageLicense,
  AuthSession: authSession,
  PermissionSetAssignment: nothingOf("assignments of permission sets through the API"),
  Organization: { unsimulated: { update: "changing an org through the API" } },
  Profile: nothingOf("profiles through the API"),
  PermissionSet: nothingOf("permission sets through the API"),
  ApexClass: nothingOf("Apex classes through the API"),
  ApexTrigger: nothingOf("Apex triggers through the API"),
  sfLma__License__c: nothingOf("license records through the API"),
  sfLma__Package__c: nothingOf("package records through the API"),
  sfLma__Package_Version__c: nothingOf("package version records through the API"),
};

/** What can be done to the rows of an object, by its name in its own spelling. */
export function setupObject({ customSettings }: OrgRows, name: string): SetupObject {
  const setting = Object.values(customSettings).find((one) => one.name === name);
  if (setting) return isWritable(setting) ? settingRecords(setting) : READ_ONLY;
  return (Object.hasOwn(SETUP_OBJECTS, name) && SETUP_OBJECTS[name]) || READ_ONLY;
}

/** Objects that the platform has and this simulator has not, as clients of the Tooling API know them. */
const UNSIMULATED = new Set(
  [
    "ApexDebuggerSession",
    "ApexDebuggerBreakpoint",
    "MetadataContainer",
    "ApexClassMember",
    "ApexTriggerMember",
    "ApexPageMember",
    "ContainerAsyncRequest",
    "ApexExecutionOverlayAction",
    "ApexExecutionOverlayResult",
    "ApexTestQueueItem",
    "ApexTestRunResult",
    "ApexTestResult",
    "ApexTestSuite",
    "TestSuiteMembership",
    "Package2",
    "Package2Version",
    "Package2VersionCreateRequest",
    "PackageInstallRequest",
    "PackageUninstallRequest",
    "PushTopic",
    "StreamingChannel",
    "ScratchOrgInfo",
    "EventBusSubscriber",
  ].map((name) => name.toLowerCase()),
);

export const isUnsimulated = (name: string): boolean => UNSIMULATED.has(name.toLowerCase());
