import { expect, test } from "vitest";
import { formatId, type OrgId, type SessionId, type UserRef } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { Profile, User } from "#domain/user.ts";
import { simulatorInMemory } from "#fixtures/simulator.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import type { DefinedRoute } from "#http/route.ts";
import { sessionTokens } from "#http/session-token.ts";
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
  "an agent of another publisher",
  "a plain user of the same org",
] as const;
type Intruder = (typeof STRANGERS)[number] | (typeof NEIGHBOURS)[number];

/** What an intruder may do after all, with the reason; an entry that turns out not to be needed fails the test. */
const ALLOWED: Readonly<Record<string, { readonly to: readonly Intruder[]; readonly because: string }>> = {
  "put /orgs/{org}/settings/login-access/{publisher}": {
    to: ["a plain user of the same org"],
    because: "the grant page is everybody's own (GRANT-02)",
  },
};

/** Routes that answer anybody, with the reason; what they show must name nobody's org. */
const PUBLIC: Readonly<Record<string, string>> = {
  "get /healthz": "tells no more than that the process answers",
  "get /readyz": "tells no more than whether the log can be written",
};

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

const documentOf = (app: ReturnType<typeof createApp>["app"]): Document =>
  app.getOpenAPI31Document({ openapi: "3.1.0", info: { title: "borders", version: "1" } }) as unknown as Document;

/** In whose org a route is tried: a subscriber's own pages, or the publisher's view of a subscriber that only it serves. */
const victimOf = ({ path }: DefinedRoute) =>
  path.startsWith("/orgs/")
    ? { owner: "Nia", target: "Nia", neighbour: "Gwen" }
    : { owner: "Sam", target: "Hugo", neighbour: "Nia" };

/** What each name in a path or body stands for: things of the victim's that are really there. */
function knownThings(
  rows: OrgRows,
  { org, id }: UserRef,
  publisher: OrgId,
  session: SessionId,
): Readonly<Record<string, string>> {
  const first = (table: Readonly<Record<string, unknown>>): string => Object.keys(table)[0] ?? "";
  const mine =
    (namespace: string) =>
    ({ namespace: other }: { readonly namespace?: string }) =>
      other === namespace;
  const setting = Object.values(rows.customSettings).find(mine("ledg"))?.id ?? "";
  return {
    org,
    subscriber: org,
    user: id,
    publisher,
    session,
    setting,
    record: Object.values(rows.settingRecords).find((one) => one.setting === setting)?.id ?? "",
    class: Object.values(rows.apexClasses).find(mine("ledg"))?.id ?? "",
    log: first(rows.apexLogs),
    package: first(rows.installedPackages),
    license: first(rows.packageLicenses),
    profile: first(rows.profiles),
    namespace: "ledg",
    username: Object.values(rows.users).find((one) => one.id === id)?.username ?? "",
    password: "a wrong password",
    person: "Nia",
    policy: "requireCaseReference",
  };
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

/** Tries one route as one intruder, and answers what went wrong. */
async function intrude(
  route: DefinedRoute,
  intruder: Intruder,
): Promise<{ readonly wrong: readonly string[]; readonly letIn: boolean }> {
  const on = await stage();
  const { app, simulator, person, rows, open, document } = on;
  const { owner, target, neighbour } = victimOf(route);
  const victim = person(target);
  const known = knownThings(await rows(victim), victim, person("Sam").org, (await open(victim)).session);
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
  if (response.ok)
    return {
      wrong: namesOf(before, victim.org)
        .filter((name) => text.includes(name))
        .map((name) => `shows ${name}`),
      letIn: true,
    };
  const wrong: string[] = [];
  const refused = STRANGERS.some((one) => one === intruder) ? [401] : [401, 403, 404];
  if (!refused.includes(response.status))
    wrong.push(`answers ${response.status} instead of ${refused.join(" or ")}: ${text.slice(0, 120)}`);
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

test("every route refuses everybody but the right person", async () => {
  const { routes } = await stage();
  const kept = routes.filter(({ who }) => who !== "anybody");
  const [wrong, used] = [[] as string[], new Set<string>()];
  let tried = 0;
  for (const route of kept) {
    for (const intruder of [...STRANGERS, ...NEIGHBOURS]) {
      const name = `${route.method} ${route.path}`;
      const answer = await intrude(route, intruder);
      tried += 1;
      const allowed = route.who === "person" && ALLOWED[name]?.to.includes(intruder);
      if (answer.letIn) {
        if (allowed) used.add(`${name}, ${intruder}`);
        else wrong.push(`${name} lets in ${intruder}`);
        if (intruder === "a plain user of the same org") continue;
      }
      wrong.push(...answer.wrong.map((what) => `${name}, tried with ${intruder}, ${what}`));
    }
  }
  const listed = Object.entries(ALLOWED).flatMap(([name, { to }]) => to.map((intruder) => `${name}, ${intruder}`));
  console.log(`${tried} pairs of route and intruder tried on ${kept.length} routes, ${used.size} allowed for a reason`);
  expect(tried).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  expect(
    listed.filter((one) => !used.has(one)),
    "allowed, and not needed",
  ).toEqual([]);
});

test("the routes for anybody show nothing of an org without credentials", async () => {
  const { routes } = await stage();
  const open = routes.filter(({ who }) => who === "anybody");
  const [wrong, used] = [[] as string[], new Set<string>()];
  for (const route of open) {
    const name = `${route.method} ${route.path}`;
    for (const intruder of STRANGERS) {
      const answer = await intrude(route, intruder);
      if (answer.letIn && PUBLIC[name]) used.add(name);
      else if (answer.letIn) wrong.push(`${name} lets in ${intruder}`);
      wrong.push(...answer.wrong.map((what) => `${name}, tried with ${intruder}, ${what}`));
    }
  }
  expect(open.length).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
  expect(
    Object.keys(PUBLIC).filter((name) => !used.has(name)),
    "public, and not there",
  ).toEqual([]);
});
