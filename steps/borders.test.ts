import { expect, test } from "vitest";
import { NO_FILTERS } from "#domain/debug/session.ts";
import { formatId, type OrgId, type SessionId, type UserRef } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { Profile, User } from "#domain/user.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import type { DefinedRoute } from "#http/route.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { type Document, sampleRequest } from "./reader/samples.ts";

// Nobody crosses a border: every route is tried with everybody's session but the right one.

/** Whom a route is kept from. Strangers hold no session at all; neighbours hold one that is good elsewhere. */
const STRANGERS = [
  "no session",
  "an ended session",
  "a token with another mac",
  "a token with another's session",
] as const;
const NEIGHBOURS = [
  "the admin of another subscriber",
  "the admin of another subscriber, from the own org",
  "an agent of another publisher",
  "a plain user of the same org",
] as const;
type Intruder = (typeof STRANGERS)[number] | (typeof NEIGHBOURS)[number];

/** What belongs to one org alone, by the name it has in a path: another org must not reach it from its own pages either. */
const OWNED = [
  "user",
  "login",
  "code",
  "log",
  "traceFlag",
  "setting",
  "record",
  "consent",
  "connectedApp",
  "authSession",
  "debugSession",
  "request",
  "breakpoint",
];

const PLAIN = "a plain user of the same org";
const OTHER = "an agent of another publisher";
const ADMIN = "the admin of another subscriber";

/** What an intruder may do after all, with the reason; what nobody needs is not allowed either. */
const ALLOWED: Readonly<Record<string, { readonly to: readonly Intruder[]; readonly because: string }>> = {
  "post /orgs/{org}/logout": { to: [PLAIN], because: "ends the own session only" },
  "get /orgs/{org}/session": { to: [PLAIN], because: "tells of the own session only" },
  "get /orgs/{org}/home": { to: [PLAIN], because: "shows everybody nothing but who is logged in" },
  "get /orgs/{org}/authenticator": { to: [PLAIN], because: "lists the logins that wait for the user's own answer" },
  "get /orgs/{org}/inbox": { to: [PLAIN], because: "the user's own mail" },
  "get /orgs/{org}/settings/login-access": { to: [PLAIN], because: "the grant page is everybody's own (GRANT-02)" },
  "get /orgs/{org}/app/records": { to: [PLAIN], because: "lists what is within the user's own reach (POWER-16)" },
  "post /orgs/{org}/app/records": { to: [PLAIN], because: "whoever creates a record owns it (POWER-16)" },
  "get /orgs/{org}/settings/connected-apps": { to: [PLAIN], because: "the apps the user authorized (POWER-06)" },
  "post /orgs/{org}/settings/connected-apps": {
    to: [PLAIN],
    because: "authorizes an app for the own account (POWER-06)",
  },
  "post /orgs/{org}/app/emails": { to: [PLAIN], because: "everybody may send mail (POWER-15)" },
  "get /lma/subscribers": { to: [OTHER], because: "finds the publisher's own subscribers only (LMO-18)" },
  "get /debugger/duties": {
    to: [ADMIN, OTHER, PLAIN],
    because: "lists the own duties, and an administrator those that concern the own org (DEBUG-45)",
  },
  "get /lma/objects": { to: [OTHER], because: "counts the publisher's own records only (LICENSE-01)" },
  "get /lma/objects/{object}/records": {
    to: [OTHER],
    because: "answers the publisher's own records only (LICENSE-04)",
  },
  "get /lma/licenses": { to: [OTHER], because: "lists the publisher's own records only (LICENSE-02)" },
  "get /lma/packages": {
    to: [OTHER],
    because: "lists the publisher's own packages only (LMO-05)",
  },
};

/** Routes that answer anybody, with the reason; what they show must name nobody's org. */
const PUBLIC: Readonly<Record<string, string>> = {
  "get /healthz": "tells no more than that the process answers",
  "get /readyz": "tells no more than whether the log can be written",
};

/** Milliseconds; each route is tried before an app of its own. */
const PATIENCE = 60_000;

const OPERATOR = "the operator's token";

async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app, routes } = createApp({ simulator, tokens, operatorToken: OPERATOR });
  const person = (name: string): UserRef => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const rows = (ref: UserRef) => simulator.ports.orgs.of(ref.org);
  const open = async (ref: UserRef): Promise<{ readonly token: string; readonly session: SessionId }> => {
    const { session } = await simulator.takePlaceOf(ref, { mfa: true, myDomain: true });
    return { session, token: tokens.issue(ref.org, session) };
  };
  return { simulator, app, routes, person, rows, open, document: documentOf(app) };
}

type Stage = Awaited<ReturnType<typeof stage>>;

let document: Document | undefined;

/** The same for every app, so made once. */
function documentOf(app: ReturnType<typeof createApp>["app"]): Document {
  const info = { openapi: "3.1.0", info: { title: "borders", version: "1" } };
  document ??= app.getOpenAPI31Document(info) as unknown as Document;
  return document;
}

/** In whose org a route is tried: a subscriber's own pages, or the publisher's view of a subscriber that only it serves. */
const victimOf = (path: string) =>
  path.startsWith("/orgs/")
    ? { owner: "Nia", target: "Nia", neighbour: "Gwen" }
    : { owner: "Sam", target: "Hugo", neighbour: "Nia" };

type Known = Readonly<Record<string, string>>;

/** What each name in a path or body stands for: things of the victim's that are really there. */
async function knownThings(on: Stage, { path }: DefinedRoute): Promise<Known> {
  const { person, rows, simulator } = on;
  const { target } = victimOf(path);
  const { org, id } = person(target);
  const here = await rows(person(target));
  const only = (what: string, table: Readonly<Record<string, unknown>>): string => {
    const [key] = Object.keys(table);
    if (key === undefined) throw new Error(`${target}'s org has no ${what} to try ${path} with`);
    return key;
  };
  const managed = <Row extends { readonly id: string; readonly namespace?: string }>(
    table: Readonly<Record<string, Row>>,
  ) =>
    only(
      "thing of the package Ledger",
      Object.fromEntries(Object.entries(table).filter(([, row]) => row.namespace === "ledg")),
    );
  const setting = managed(here.customSettings);
  const settingRecord = Object.values(here.settingRecords).find((one) => one.setting === setting)?.id ?? "";
  const publisher = person("Sam").org;
  const ofPublisher = path.startsWith("/lma/permissions") || path.startsWith("/lma/packages");
  const consent = formatId("OAuthConsent", 900_003);
  await simulator.changeOrg(org, "somebody authorized an app", [
    {
      table: "oauthConsents",
      id: consent,
      row: { id: consent, user: id, app: "Quarterly", purpose: "data access", at: simulator.ports.clock.now() },
    },
  ]);
  const debugged = await debugging(on, person(target));
  const connectedApp = formatId("ConnectedApp", 900_008);
  await simulator.changeOrg(org, "somebody registered an app", [
    {
      table: "connectedApps",
      id: connectedApp,
      row: {
        id: connectedApp,
        key: "quarterly-key",
        name: "Quarterly",
        callbacks: [],
        scopes: ["api"],
        preauthorized: false,
        refreshTokens: { rotate: false },
      },
    },
  ]);
  return {
    org,
    id,
    connectedApp,
    ...debugged,
    instance: companyOf(here).instance,
    subscriber: org,
    user: ofPublisher ? person("Tess").id : id,
    party: publisher,
    publisher,
    login: await waitingLogin(on, person(target)),
    setting,
    record: path.includes("/custom-settings/") ? settingRecord : only("record", Object.fromEntries(here.records)),
    code: managed(here.apexClasses),
    log: path.includes("{log}") ? only("debug log", here.apexLogs) : "",
    traceFlag: path.includes("{traceFlag}") ? await traceFlagOn(on, person(target)) : "",
    name: "Everything",
    package: only("package", here.installedPackages),
    packagingOrg: publisher,
    consent,
    authSession: (await on.open(person(target))).session,
    row: formatId("SetupAuditTrail", 1),
    seq: "1",
    review: "R-00001",
    sample: "S-00001",
    session: formatId("AuthSession", 900_005),
    app: "License Management App",
    object: "sfLma__License__c",
    ...(await licenseThings(on, org)),
    username: Object.values(here.users).find((one) => one.id === id)?.username ?? "",
    password: "a wrong password",
    policy: "requireCaseReference",
    duration: "1 week",
    search: companyOf(here).name,
    to: path === "/audit/samples" ? "2031-03-04T00:00:00Z" : "somebody@example.example",
  };
}

/** A debugging session of Sam's in the org with a thread that has stopped, and a project of his with its code, as if the org were a sandbox. */
async function debugging({ simulator, person, rows }: Stage, user: UserRef) {
  const [engineer, at] = [person("Sam"), simulator.ports.clock.now()];
  const about = { at, org: user.org, user, delegateUser: engineer } as const;
  const [debugSession, login] = [formatId("ApexDebuggerSession", 900_004), formatId("AuthSession", 900_005)];
  const { instance } = companyOf(await rows(user));
  const license = { org: engineer.org, type: "free" } as const;
  const session = { debugSession, publisher: engineer.org, license, filters: NO_FILTERS, instance };
  const { session: own } = await simulator.takePlaceOf(user, { mfa: true });
  const code = { unpackaged: ["InvoiceReminder"], packaged: [], skeletons: [], stores: {} };
  const [project, link] = ["ledger", "forceide://acme?url=acme.example&sessionId=none"];
  const [breakpoint, request] = [formatId("ApexDebuggerBreakpoint", 900_006), formatId("ApexDebuggerRequest", 900_007)];
  const line = { kind: "line", file: "ledg/InvoiceService", line: 17, verified: true } as const;
  const thread = { debugSession, request } as const;
  await simulator.ports.log.append([
    { type: "debug.started", ...about, session: own, ...session },
    { type: "debug.code-downloaded", ...about, engineer, path: project, login, ...code },
    { type: "debug.breakpoint-set", ...about, session: own, debugSession, breakpoint: { id: breakpoint, ...line } },
    { type: "debug.request-started", at, org: user.org, user, ...thread, requestType: "REST", entryPoint: "Ledger" },
    {
      type: "debug.stopped",
      at,
      org: user.org,
      user,
      ...thread,
      file: line.file,
      line: line.line,
      depth: 1,
      breakpoint,
    },
  ]);
  return { debugSession, path: project, project, link, request, breakpoint };
}

/** The publisher's record of the target's license, and a version that can be installed. */
async function licenseThings({ person, rows }: Stage, subscriber: OrgId): Promise<Known> {
  const { licenses, packages } = await rows(person("Sam"));
  const record = Object.values(licenses).find((one) => one.subscriber === subscriber);
  const released = Object.values(packages).flatMap(({ versions }) =>
    versions.filter(({ state }) => state === "released"),
  );
  if (!record || !released[0]) throw new Error("the publisher has no license and no version to try a route with");
  return { license: record.id, version: released[0].id };
}

/** A login of Sam's that waits for the approval of the user: somebody else must neither answer nor follow it. */
async function waitingLogin({ simulator, person, rows, open }: Stage, user: UserRef): Promise<SessionId> {
  const company = companyOf(await rows(user));
  const settings = { ...company.settings, mfaRequired: true, mfaDuringLogInAs: true };
  await simulator.changeOrg(user.org, "demand approval", [
    { table: "company", id: user.org, row: { ...company, settings } },
  ]);
  const { session } = await open(user);
  await simulator.saveLoginAccess(session, { party: person("Sam").org, duration: "1 week" });
  const agent = await open(person("Sam"));
  const { value } = await simulator.logInAs(agent.session, { subscriber: user.org, user: user.id });
  if (value?.state !== "awaiting approval") throw new Error(`Sam's login as ${user.id} does not wait for an approval`);
  return value.session;
}

/** A trace flag that the user has set on herself. */
async function traceFlagOn({ simulator, open }: Stage, user: UserRef): Promise<string> {
  const { session } = await open(user);
  await simulator.setDebugLevel(session, { name: "Everything", levels: { APEX_CODE: "FINEST" } });
  const traced = { kind: "user", id: user.id } as const;
  const { value } = await simulator.setTraceFlag(session, { traced, debugLevel: "Everything" });
  if (!value) throw new Error(`${user.id} could set no trace flag`);
  return value.traceFlag;
}

/** A user who may do nothing beyond having an account, in the org that a route belongs to. */
async function plainUser({ simulator, rows }: Stage, owner: UserRef): Promise<UserRef> {
  const profile: Profile = { id: formatId("Profile", 900_001), name: "Nothing", permissions: [] };
  const model = Object.values((await rows(owner)).users)[0];
  if (!model) throw new Error("an org without users");
  const user: User = {
    ...model,
    id: formatId("User", 900_002),
    username: "plain@example.example",
    profile: profile.id,
    permissionSets: [],
  };
  await simulator.changeOrg(owner.org, "a plain user joins", [
    { table: "profiles", id: profile.id, row: profile },
    { table: "users", id: user.id, row: user },
  ]);
  return { org: owner.org, id: user.id };
}

async function tokenOf(on: Stage, intruder: Intruder, owner: UserRef, neighbour: UserRef): Promise<string | undefined> {
  const { simulator, person, open } = on;
  switch (intruder) {
    case "no session":
      return undefined;
    case "an ended session": {
      const { session, token } = await open(owner);
      const at = simulator.ports.clock.now();
      await simulator.ports.log.append([
        { type: "session.ended", at, org: owner.org, user: owner, session, reason: "logged out" },
      ]);
      return token;
    }
    case "a token with another mac": {
      const { token } = await open(owner);
      const last = token.at(-5) === "A" ? "B" : "A";
      return `${token.slice(0, -5)}${last}${token.slice(-4)}`;
    }
    case "a token with another's session": {
      const [own, other] = [await open(neighbour), await open(owner)];
      return own.token.replace(own.session, other.session);
    }
    case "the admin of another subscriber":
    case "the admin of another subscriber, from the own org":
      return (await open(neighbour)).token;
    case "an agent of another publisher":
      return (await open(person("Quentin"))).token;
    case "a plain user of the same org":
      return (await open(await plainUser(on, owner))).token;
  }
}

/** Everything of an org that must stay as it was. */
const rowsOfAll = async ({ simulator }: Stage): Promise<ReadonlyMap<OrgId, OrgRows>> => {
  const ids = await simulator.ports.orgs.list();
  return new Map(await Promise.all(ids.map(async (id) => [id, await simulator.ports.orgs.of(id)] as const)));
};

interface Answer {
  readonly wrong: readonly string[];
  readonly letIn: boolean;
}

/** Tries one route as one intruder, and answers what went wrong. */
async function intrude(on: Stage, route: DefinedRoute, things: Known, intruder: Intruder): Promise<Answer> {
  const { app, simulator, person, document } = on;
  const { owner, target, neighbour } = victimOf(route.path);
  const fromOwn = intruder === "the admin of another subscriber, from the own org";
  const known = fromOwn ? { ...things, org: person(neighbour).org } : things;
  const { path, body } = sampleRequest(document, route.method, route.path, known);
  const token = await tokenOf(on, intruder, person(owner), person(neighbour));
  const [before, mark] = [await rowsOfAll(on), simulator.ports.log.end.size];
  const response = await app.request(path, {
    method: route.method.toUpperCase(),
    // Without a type a write would look like another site's form, and be refused before anybody asks for a session.
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) {
    const shown = namesOf(before, person(target).org).filter((name) => text.includes(name));
    return { wrong: shown.map((name) => `shows ${name}`), letIn: true };
  }
  const wrong: string[] = [];
  const stranger = STRANGERS.some((one) => one === intruder);
  // A user of the same org may also have asked for what the own session is no case of, such as leaving a LoginAs session.
  const refused = stranger ? [401] : [401, 403, 404, ...(intruder === PLAIN ? [409] : [])];
  if (!refused.includes(response.status))
    wrong.push(`answers ${response.status} instead of ${refused.join(" or ")}: ${text.slice(0, 160)}`);
  for (const [id, now] of await rowsOfAll(on)) if (now !== before.get(id)) wrong.push(`changes ${companyOf(now).name}`);
  for await (const { type, decision } of simulator.ports.log.read(mark))
    if (!type.endsWith(".refused") && decision?.effect !== "deny") wrong.push(`leaves ${type}`);
  return { wrong, letIn: false };
}

/** What an answer to somebody else must not hold: the victim's org id and company name. */
function namesOf(rows: ReadonlyMap<OrgId, OrgRows>, org: OrgId): readonly string[] {
  const own = rows.get(org);
  return own ? [org, org.slice(0, 15), companyOf(own).name] : [];
}

/** Names what a route gives away, each to whom. */
async function triedWith(route: DefinedRoute, intruders: readonly Intruder[]) {
  const on = await stage();
  const things = await knownThings(on, route);
  const answers: (Answer & { readonly intruder: Intruder })[] = [];
  for (const intruder of intruders) answers.push({ intruder, ...(await intrude(on, route, things, intruder)) });
  return answers;
}

const owned = (path: string): boolean => OWNED.some((name) => path.includes(`{${name}}`));

test("every route refuses everybody but the right person", { timeout: PATIENCE }, async () => {
  const { routes } = await stage();
  const kept = routes.filter(({ who }) => who !== "anybody");
  const [wrong, used] = [[] as string[], new Set<string>()];
  let tried = 0;
  for (const route of kept) {
    const name = `${route.method} ${route.path}`;
    // A page of the own org is only somebody else's where it is asked for somebody else's thing.
    const foreign = route.path.startsWith("/orgs/") && owned(route.path);
    const neighbours = NEIGHBOURS.filter((one) => foreign || !one.endsWith("from the own org"));
    for (const { intruder, letIn, wrong: found } of await triedWith(route, [...STRANGERS, ...neighbours])) {
      tried += 1;
      const mayBe = ALLOWED[name]?.to.includes(intruder) ?? false;
      if (letIn && mayBe) used.add(`${name}, ${intruder}`);
      else if (letIn) wrong.push(`${name} lets in ${intruder}`);
      if (letIn && mayBe && intruder === "a plain user of the same org") continue;
      wrong.push(...found.map((what) => `${name}, tried with ${intruder}, ${what}`));
    }
  }
  console.log(`${tried} pairs of route and intruder tried on ${kept.length} routes, ${used.size} allowed for a reason`);
  expect(tried).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  const listed = Object.entries(ALLOWED).flatMap(([name, { to }]) => to.map((intruder) => `${name}, ${intruder}`));
  expect(
    listed.filter((one) => !used.has(one)),
    "allowed, and not needed",
  ).toEqual([]);
});

test("the routes for anybody show nothing of an org without credentials", { timeout: PATIENCE }, async () => {
  const { routes } = await stage();
  const open = routes.filter(({ who }) => who === "anybody");
  const [wrong, used] = [[] as string[], new Set<string>()];
  for (const route of open) {
    const name = `${route.method} ${route.path}`;
    for (const { intruder, letIn, wrong: found } of await triedWith(route, STRANGERS)) {
      if (letIn && PUBLIC[name]) used.add(name);
      else if (letIn) wrong.push(`${name} lets in ${intruder}`);
      wrong.push(...found.map((what) => `${name}, tried with ${intruder}, ${what}`));
    }
  }
  expect(open.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  expect(
    Object.keys(PUBLIC).filter((name) => !used.has(name)),
    "public, and not there",
  ).toEqual([]);
});
