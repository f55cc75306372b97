// A history small enough to be forged by hand: Nia lets Sam in for a day, who works in her name and leaves.

/** A record without its numbers. */
export type Told = Readonly<Record<string, unknown>> & { readonly type: string };

export const ACME = "00D000000000001AAA";
const LMO = "00D000000000002AAA";
export const NIA = { org: ACME, id: "005000000000001AAA" };
export const SAM = { org: LMO, id: "005000000000002AAA" };
export const [RITA, ROLF] = [
  { org: LMO, id: "005000000000003AAA" },
  { org: LMO, id: "005000000000004AAA" },
];
const [GRANT, PACKAGE] = ["a0G000000000001AAA", "033000000000001AAA"];
const [NIAS, SAMS] = ["0Ak000000000001AAA", "0Ak000000000002AAA"];
export const LOGIN = "0Ak000000000003AAA";

const row = (table: string, id: string, about: object) => ({ table, id, row: { id, ...about } });
export const allow = (rule: string) => ({ effect: "allow", rule, because: "so it says" });
export const deny = (rule: string) => ({ effect: "deny", rule, because: "so it says" });

const settings = { adminsLogInAsAnyUser: false, usersMayGrantLoginAccess: true, mfaRequired: false };
const company = { kind: "production", edition: "Enterprise", instance: "EU1", status: "active", settings, apps: [] };
const person = { active: true, frozen: false, license: "Salesforce", permissionSets: [], timeZone: "UTC" };
const CONSOLE = {
  permissions: ["Log in to Subscriber Org"],
  pages: ["sfLma.LoginToPartnerBT", "sfLma.SubscriberSupport"],
  apps: ["License Management App"],
  tabs: ["Subscribers"],
};

const BEGINNING: readonly Told[] = [
  {
    type: "org.loaded",
    org: ACME,
    more: true,
    changes: [
      row("company", ACME, { name: "Acme", ...company }),
      row("profiles", "00e1", { permissions: ["Manage Users", "Modify All Data", "View All Data"] }),
      row("users", NIA.id, { ...person, username: "nia@acme.example", profile: "00e1", emailVerified: true }),
      row("installedPackages", PACKAGE, { publisher: LMO, loginAccess: true, namespace: "ledg" }),
      row("packageLicenses", "050", { package: PACKAGE, status: "Active", seats: "site" }),
      row("records", "a0R1", { sobject: "Account", fields: { Name: "One" }, createdBy: NIA.id }),
    ],
  },
  {
    type: "org.loaded",
    org: LMO,
    changes: [
      row("company", LMO, { name: "Ledger Labs", ...company, lma: { eligiblePartner: true } }),
      row("profiles", "00e2", CONSOLE),
      row("users", SAM.id, { ...person, username: "sam@ledger.example", profile: "00e2" }),
      row("profiles", "00e3", { permissions: ["Review Audit Log"] }),
      row("users", RITA.id, { ...person, username: "rita@ledger.example", profile: "00e3" }),
      row("users", ROLF.id, { ...person, username: "rolf@ledger.example", profile: "00e3" }),
      row("packages", PACKAGE, { securityReviewed: true }),
      row("licenses", "a0L1", { subscriber: ACME, package: PACKAGE }),
    ],
  },
];

const started = {
  type: "session.started",
  mfa: true,
  level: "high assurance",
  timeout: 120,
  decision: allow("GRANT-01"),
};
const asNia = { org: ACME, user: NIA, delegateUser: SAM, session: LOGIN };
const giving = { grant: GRANT, party: LMO, duration: "1 day", endsAt: "2031-03-05T09:00:00.000Z" };

/** What happened, by name, so that each can be forged or left out. */
export const HISTORY = {
  niaSignsIn: { ...started, org: ACME, user: NIA, session: NIAS },
  samSignsIn: { ...started, org: LMO, user: SAM, session: SAMS },
  given: { type: "grant.given", org: ACME, user: NIA, session: NIAS, decision: allow("GRANT-02"), ...giving },
  login: { type: "login.started", ...asNia, grant: GRANT, origin: SAMS, timeout: 120, decision: allow("GRANT-03") },
  change: {
    type: "power.record-changed",
    ...asNia,
    decision: allow("POWER-16"),
    sobject: "Account",
    record: "a0R1",
    before: { Name: "One" },
    after: { Name: "Two" },
  },
  out: { type: "login.ended", ...asNia, decision: allow("LOGIN-10"), reason: "logged out" },
} as const satisfies Readonly<Record<string, Told>>;

/** Numbers records as the log does; each is an append of its own, at nine o'clock, unless it says otherwise. */
function numbered(told: readonly Told[]): readonly object[] {
  const next = new Map<unknown, number>();
  return told.map((one, seq) => {
    const orgSeq = next.get(one.org) ?? 0;
    next.set(one.org, orgSeq + 1);
    return { seq, orgSeq, at: "2031-03-04T09:00:00.000Z", ...one };
  });
}

/** The whole history with some of it forged (another record, or several, in its place) or left out. */
export const forged = (instead: Partial<Record<keyof typeof HISTORY, readonly Told[]>> = {}): readonly object[] =>
  numbered([
    ...BEGINNING,
    ...Object.entries(HISTORY).flatMap(([name, one]) => instead[name as keyof typeof HISTORY] ?? [one]),
  ]);
