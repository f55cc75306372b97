import { z } from "@hono/zod-openapi";
import { parseAnyId } from "#domain/ids.ts";
import { lengthOf } from "#domain/log/length.ts";
import {
  EDITIONS,
  FIELD_TYPES,
  LOCATIONS,
  myDomainOf,
  type Org,
  PLATFORM_USERS,
  SANDBOX_KINDS,
  type Table,
  type Tables,
} from "#domain/org.ts";
import { OAUTH_SCOPE_NAMES } from "#domain/power/connected-app.ts";
import { FIELD_RIGHTS, OBJECT_RIGHTS, PERMISSIONS, USER_LICENSES } from "#domain/user.ts";
import { idOf, instant } from "./input.ts";

/** A name in one line, kept as it is. */
export const name = z
  .string()
  .min(1)
  .max(255)
  .regex(/^\P{Cc}*$/u, "holds control characters; leave them out");
const text = z.string().max(32_768);
/** A line of a debug log can be as long as a whole log, or else what was exported could not be loaded again. */
const logText = z.string();
const flag = z.boolean();
const lineNumbers = z.array(z.int().min(1).max(1_000_000));
const names = z.array(name);
const scope = z.enum(OAUTH_SCOPE_NAMES);

/** An IANA name that this machine knows. */
const timeZone = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat("en-US", { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: ({ input }) => `no time zone "${input}"; write an IANA name like Europe/Berlin` },
);

const percent = z.number().min(0).default(0);

const settings = z.strictObject({
  adminsLogInAsAnyUser: flag.default(false),
  usersMayGrantLoginAccess: flag.default(true),
  sessionTimeout: z.int().min(15).max(1440).exactOptional(),
  mfaRequired: flag.default(false),
  mfaDuringLogInAs: flag.exactOptional(),
  mfaIsHighAssurance: flag.default(true),
  forceReloginAfterLogInAs: flag.default(false),
});

const orgKind = z.enum(["production", "sandbox", "scratch", "trial"]);

/** An org's own Company Information; what is left out is dull and valid. */
export const company = z
  .strictObject({
    id: idOf("Org"),
    name,
    kind: orgKind.default("production"),
    sandbox: z
      .strictObject({ kind: z.enum(SANDBOX_KINDS), of: idOf("Org"), template: names.exactOptional() })
      .exactOptional(),
    trialEnds: instant.exactOptional(),
    edition: z.enum(EDITIONS).default("Enterprise"),
    instance: name.default("NA213"),
    governmentCloud: flag.default(false),
    status: z.enum(["active", "locked", "deleted", "disabled"]).default("active"),
    contact: z
      .strictObject({ name: text, phone: text, email: text, address: text })
      .default({ name: "", phone: "", email: "", address: "" }),
    myDomain: z
      .string()
      .regex(/^[a-z0-9-]{1,80}$/, "is the first label of a host name; use a to z, 0 to 9 and -")
      .exactOptional(),
    timeZone: timeZone.default("UTC"),
    limits: z.strictObject({ fileStorage: percent, dataStorage: percent, apiRequests: percent }).prefault({}),
    settings: settings.prefault({}),
    lma: z.strictObject({ eligiblePartner: flag, boughtDebuggers: z.int().min(0).exactOptional() }).exactOptional(),
    boughtDebuggers: z.int().min(0).exactOptional(),
    eventMonitoring: flag.exactOptional(),
    apps: names.default([]),
  })
  .transform((org): Org => ({ ...org, myDomain: org.myDomain ?? myDomainOf(org) }));

const access = {
  permissions: z.array(z.enum(PERMISSIONS)),
  pages: names.exactOptional(),
  apps: names.exactOptional(),
  tabs: names.exactOptional(),
  objects: z.record(name, z.enum(OBJECT_RIGHTS)).exactOptional(),
  fields: z.record(name, z.enum(FIELD_RIGHTS)).exactOptional(),
};

const hour = z.number().min(0).max(24);
const generation = z.enum(["1GP", "2GP"]).default("2GP");
const namespace = z.string().min(1).max(15);
const terms = {
  status: z.enum(["Active", "Trial", "Free", "Expired", "Suspended"]),
  seats: z.union([z.int().min(0), z.literal("site")], { error: 'is a whole number or "site"; write one of these' }),
  expires: instant.exactOptional(),
};

const code = {
  kind: z.enum(["class", "trigger"]),
  name,
  apiVersion: name.default("66.0"),
  body: z.string().max(1_000_000),
  lines: z
    .array(z.strictObject({ type: name, executable: lineNumbers, accessors: lineNumbers.exactOptional() }))
    .exactOptional(),
};
const setting = {
  name,
  label: name,
  visibility: z.enum(["public", "protected"]),
  type: z.enum(["custom setting", "custom metadata type"]).default("custom setting"),
  fields: names,
};
const apiName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,79}$/, "is no API name");
const object = {
  name: apiName,
  label: name,
  plural: name,
  keyPrefix: z.string().regex(/^[0-9A-Za-z]{3}$/, "is no prefix of ids; write three characters"),
  fields: z.array(
    z.strictObject({
      name: apiName,
      label: name,
      type: z.enum(FIELD_TYPES),
      length: z.int().min(1).max(131_072).exactOptional(),
      required: flag.exactOptional(),
      unique: flag.exactOptional(),
      externalId: flag.exactOptional(),
      values: names.exactOptional(),
      to: z.strictObject({ sobject: apiName, parent: apiName, children: apiName.exactOptional() }).exactOptional(),
    }),
  ),
};
const packageContent = z.strictObject({
  code: z.array(z.strictObject(code)),
  settings: z.array(z.strictObject({ ...setting, values: z.record(name, text).exactOptional() })),
  objects: z.array(z.strictObject(object)).exactOptional(),
});

/** An id of a business record: its prefix is its object's. */
const recordId = z.string().transform((written, context): Tables["records"]["id"] => {
  const id = parseAnyId(written);
  if (id) return id as Tables["records"]["id"];
  context.addIssue({ code: "custom", message: `"${written}" is no id`, params: { errorCode: "MALFORMED_ID" } });
  return z.NEVER;
});

/** A row of every table but the company's, in the form a world file has it; the compiler keeps the list complete. */
export const rows = {
  users: z
    .strictObject({
      id: idOf("User"),
      username: name.regex(
        /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
        "has no form of an email address; write it like nia@acme.example",
      ),
      name,
      email: name.exactOptional(),
      emailVerified: flag.default(true),
      active: flag.default(true),
      frozen: flag.default(false),
      license: z.enum(USER_LICENSES).default("Salesforce"),
      profile: idOf("Profile"),
      permissionSets: z.array(idOf("PermissionSet")).default([]),
      timeZone: timeZone.default("UTC"),
      mfaEnforced: flag.default(false),
    })
    .transform((user): Tables["users"] => ({ ...user, email: user.email ?? user.username })),
  profiles: z.strictObject({
    id: idOf("Profile"),
    name,
    ...access,
    loginHours: z.strictObject({ from: hour, to: hour }).exactOptional(),
    ipRanges: names.exactOptional(),
  }),
  permissionSets: z.strictObject({ id: idOf("PermissionSet"), name, ...access }),
  packages: z.strictObject({
    id: idOf("Package"),
    name,
    namespace,
    generation,
    kind: z.enum(["managed", "unlocked"]).default("managed"),
    securityReviewed: flag.default(true),
    loginAccess: flag.default(true),
    packagingOrg: z.strictObject({ name, id: idOf("Org").exactOptional() }),
    versions: z.array(
      z.strictObject({
        id: idOf("PackageVersion"),
        number: name,
        state: z.enum(["beta", "released"]),
        name: name.exactOptional(),
        releasedAt: instant.exactOptional(),
      }),
    ),
    defaults: z
      .strictObject({ status: z.enum(["Trial", "Active"]), seats: terms.seats, days: z.int().min(1).exactOptional() })
      .exactOptional(),
    leadManager: idOf("User").exactOptional(),
    lastRefresh: instant.exactOptional(),
    content: packageContent.exactOptional(),
    linkedTo: idOf("Org").exactOptional(),
  }),
  licenses: z.strictObject({
    id: idOf("License"),
    subscriber: idOf("Org"),
    package: idOf("Package"),
    lead: z
      .strictObject({ id: idOf("Lead").exactOptional(), company: text, contact: text, email: text })
      .exactOptional(),
    contact: idOf("Contact").exactOptional(),
    terms: z.strictObject(terms).exactOptional(),
    number: z.int().min(1).exactOptional(),
    installedAt: instant.exactOptional(),
    uninstalledAt: instant.exactOptional(),
    checkout: flag.exactOptional(),
    converted: flag.exactOptional(),
    learned: z
      .strictObject({
        edition: z.enum(EDITIONS),
        instance: name,
        kind: orgKind,
        trialEnds: instant.exactOptional(),
        version: name,
        used: z.int().min(0),
      })
      .exactOptional(),
  }),
  contacts: z.strictObject({
    id: idOf("Contact"),
    name,
    email: text,
    account: z.strictObject({ id: idOf("Account"), name }),
  }),
  installedPackages: z.strictObject({
    id: idOf("Package"),
    name,
    namespace,
    version: name,
    generation,
    publisher: idOf("Org"),
    loginAccess: flag.default(true),
    subscriberDebugLogs: flag.default(false),
  }),
  packageLicenses: z.strictObject({ id: idOf("PackageLicense"), package: idOf("Package"), ...terms }),
  userPackageLicenses: z.strictObject({
    id: idOf("UserPackageLicense"),
    license: idOf("PackageLicense"),
    user: idOf("User"),
  }),
  loginAccessPolicies: z.strictObject({ publisher: idOf("Org"), availability: z.enum(["users", "adminsOnly"]) }),
  apexClasses: z.strictObject({
    id: idOf("ApexClass", "ApexTrigger"),
    namespace: namespace.exactOptional(),
    ...code,
  }),
  customSettings: z.strictObject({
    id: idOf("CustomSetting"),
    namespace: namespace.exactOptional(),
    ...setting,
  }),
  settingRecords: z.strictObject({
    id: idOf("SettingRecord"),
    setting: idOf("CustomSetting"),
    owner: name,
    values: z.record(name, text),
  }),
  customObjects: z.strictObject({ id: idOf("CustomObject"), namespace: namespace.exactOptional(), ...object }),
  records: z.strictObject({
    id: recordId,
    sobject: name,
    fields: z.record(name, text),
    createdBy: idOf("User"),
    lastModifiedBy: idOf("User"),
    lastModifiedAt: instant,
    createdAt: instant.exactOptional(),
    deletedAt: instant.exactOptional(),
  }),
  apexLogs: z
    .strictObject({
      id: idOf("ApexLog"),
      user: z.union([idOf("User"), z.enum(PLATFORM_USERS)]),
      operation: text,
      startedAt: instant,
      location: z.enum(LOCATIONS).default("Monitoring"),
      application: name.default("Unknown"),
      request: name.default("Application"),
      status: text.default("Success"),
      duration: z.int().min(0).default(0),
      length: z.int().min(0).exactOptional(),
      open: z.array(namespace).exactOptional(),
      publisher: idOf("Org").exactOptional(),
      lines: z.array(z.strictObject({ namespace: namespace.exactOptional(), text: logText })),
    })
    .transform((log): Tables["apexLogs"] => ({ ...log, length: log.length ?? lengthOf(log.lines) })),
  oauthConsents: z.strictObject({
    id: idOf("OAuthConsent"),
    user: idOf("User"),
    app: name,
    purpose: z.enum(["data access", "single sign-on"]),
    at: instant,
  }),
  connectedApps: z.strictObject({
    id: idOf("ConnectedApp"),
    key: name,
    name,
    secretHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, "a hash of SHA-256 has 64 hexadecimal digits")
      .exactOptional(),
    certificate: text.exactOptional(),
    callbacks: z.array(text),
    scopes: z.array(scope),
    preauthorized: z.boolean(),
    refreshTokens: z.strictObject({ rotate: z.boolean(), hours: z.int().min(0).exactOptional() }),
    runAs: idOf("User").exactOptional(),
  }),
  oauthTokens: z.strictObject({
    id: idOf("OAuthToken"),
    user: idOf("User"),
    app: name,
    scopes: z.array(scope),
    at: instant,
    code: z.strictObject({ endsAt: instant, callback: text, challenge: text.exactOptional() }).exactOptional(),
    generation: z.int().min(0),
  }),
} satisfies { readonly [T in Exclude<Table, "company">]: z.ZodType<Tables[T], unknown> };
