/** Which three characters an id of each kind starts with, as on the platform. */
export const PREFIX = {
  Org: "00D",
  User: "005",
  Profile: "00e",
  PermissionSet: "0PS",
  UserLogin: "0Yw",
  PermissionSetAssignment: "0Pa",
  AuthSession: "0Ak",
  Package: "033",
  PackageVersion: "04t",
  InstalledSubscriberPackage: "0A3",
  PackageLicense: "050",
  UserPackageLicense: "051",
  License: "a0L",
  LmaPackage: "a0K",
  LmaPackageVersion: "a0V",
  ApexClass: "01p",
  ApexTrigger: "01q",
  ApexLog: "07L",
  ApexDebuggerSession: "07a",
  ApexDebuggerBreakpoint: "07b",
  ApexDebuggerRequest: "07c",
  ApexDebuggerEvent: "07d",
  TraceFlag: "7tf",
  DebugLevel: "7dl",
  SetupAuditTrail: "0Ym",
  LoginHistory: "0Ya",
  EventLogFile: "0AT",
  Account: "001",
  Contact: "003",
  Lead: "00Q",
  CustomSetting: "01I",
  CustomObject: "01I",
  SettingRecord: "a0S",
  Record: "a0R",
  Grant: "a0G",
  OAuthConsent: "0CR",
  ConnectedApp: "0H4",
  OAuthToken: "0CQ",
  PlatformEvent: "e00",
} as const;

export type IdKind = keyof typeof PREFIX;

declare const kind: unique symbol;
/** An 18-character id of one kind of thing; parsed from the outside world by `parseId` only. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind };

export type OrgId = Id<"Org">;
export type UserId = Id<"User">;
export type SessionId = Id<"AuthSession">;
export type GrantId = Id<"Grant">;
export type PackageId = Id<"Package">;
export type DebugSessionId = Id<"ApexDebuggerSession">;
export type BreakpointId = Id<"ApexDebuggerBreakpoint">;
export type RequestId = Id<"ApexDebuggerRequest">;

/** A user is always named with its org, so that tenants cannot mix by accident. */
export interface UserRef {
  readonly org: OrgId;
  readonly id: UserId;
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const [CAPITAL_A, CAPITAL_Z] = [65, 90];
const SUFFIX = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const ID = /^[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?$/;

/** The three characters that make a case-sensitive 15-character id safe to compare without case. */
export function checkSuffix(id15: string): string {
  let suffix = "";
  for (let chunk = 0; chunk < 3; chunk += 1) {
    let bits = 0;
    for (let place = 0; place < 5; place += 1) {
      const character = id15.charCodeAt(chunk * 5 + place);
      if (character >= CAPITAL_A && character <= CAPITAL_Z) bits |= 1 << place;
    }
    suffix += SUFFIX.charAt(bits);
  }
  return suffix;
}

/** The n-th id of a kind, 18 characters long: prefix, pod `5f`, a zero, nine digits in base 62, check suffix. */
export function formatId<Kind extends IdKind>(of: Kind, n: number): Id<Kind> {
  let digits = "";
  for (let rest = n; digits.length < 9; rest = Math.floor(rest / 62)) digits = DIGITS.charAt(rest % 62) + digits;
  const id15 = `${PREFIX[of]}5f0${digits}`;
  return (id15 + checkSuffix(id15)) as Id<Kind>;
}

/** Reads an id of 15 or 18 characters; nothing when it is no id of this kind or its check suffix is wrong. */
export function parseId<Kind extends IdKind>(of: Kind, text: string): Id<Kind> | undefined {
  if (!ID.test(text) || !text.startsWith(PREFIX[of])) return undefined;
  const id15 = text.slice(0, 15);
  const id18 = id15 + checkSuffix(id15);
  return text.length === 15 || text.slice(15).toUpperCase() === id18.slice(15) ? (id18 as Id<Kind>) : undefined;
}

/** Which number `formatId` was given; 0 for an id that it did not make. */
export function numberOf(id: string): number {
  if (id.slice(3, 6) !== "5f0") return 0;
  let n = 0;
  for (const digit of id.slice(6, 15)) n = n * 62 + DIGITS.indexOf(digit);
  return n;
}

/** The id of another kind that shares the number of this one: for a record that comes into being together with another. */
export function siblingId<Kind extends IdKind>(of: Kind, id: string): Id<Kind> {
  const id15 = `${PREFIX[of]}${id.slice(3, 15)}`;
  return (id15 + checkSuffix(id15)) as Id<Kind>;
}

/** The id of a business record with the number of another id, under the prefix of its object. */
export function recordId(keyPrefix: string, of: string): Id<"Record"> {
  const id15 = `${keyPrefix}${of.slice(3, 15)}`;
  return (id15 + checkSuffix(id15)) as Id<"Record">;
}

/** Reads an id of 15 or 18 characters, whatever it is of; nothing when it is no id or its check suffix is wrong. */
export function parseAnyId(text: string): string | undefined {
  if (!ID.test(text)) return undefined;
  const id15 = text.slice(0, 15);
  const id18 = id15 + checkSuffix(id15);
  return text.length === 15 || text.slice(15).toUpperCase() === id18.slice(15) ? id18 : undefined;
}

/** The case-sensitive first 15 characters, as older pages and audit texts show an id. */
export const shortId = (id: string): string => id.slice(0, 15);
