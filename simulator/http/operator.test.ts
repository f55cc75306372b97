import { beforeEach, describe, expect, test } from "vitest";
import type { OrgId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

const world = acme();
const person = (name: string): CastMember => world.cast.find((one) => one.name === name) as CastMember;
const nia = person("Nia");

let simulator: Simulator;
let app: ReturnType<typeof createApp>["app"];

beforeEach(async () => {
  simulator = await simulatorInMemory(world);
  ({ app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" }));
});

/** What these tests read of an answer. */
interface Body {
  readonly [path: string]: unknown;
  readonly token: string;
  readonly org: string;
  readonly now: string;
  readonly next: unknown;
  readonly size: number;
  readonly orgs: readonly unknown[];
  readonly people: readonly { readonly username: string; readonly code: string }[];
  readonly grants: readonly unknown[];
  readonly records: readonly { readonly type: string; readonly value?: unknown }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly securitySchemes: object };
}

interface Described {
  readonly summary: string;
  readonly security?: readonly object[];
}

async function send(
  method: string,
  path: string,
  { token = "operator", json }: { token?: string; json?: unknown } = {},
) {
  const response = await app.request(path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(json !== undefined && { "content-type": "application/json" }) },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const body = (await response.json()) as Body;
  return {
    status: response.status,
    body,
    rule: response.headers.get("understudy-rule"),
    allow: response.headers.get("allow"),
  };
}

const tokenOf = async ({ ref }: CastMember): Promise<string> =>
  (await send("POST", `/sim/people/${ref.id}/session`, { json: {} })).body.token;

test("the operator sees every org and everybody, with the code each device shows", async () => {
  const { orgs } = (await send("GET", "/sim/orgs")).body;
  expect(orgs).toHaveLength(world.orgs.length);
  expect(orgs[0]).toMatchObject({ name: "Ledger Labs", kind: "production", publisher: true });
  const { people } = (await send("GET", "/sim/people")).body;
  expect(people).toHaveLength(world.cast.length);
  const shown = people.find(({ username }) => username === nia.username);
  expect(shown).toMatchObject({
    id: nia.ref.id,
    org: nia.ref.org,
    orgName: "Acme Corp",
    role: "admin",
    state: "active",
  });
  const login = { username: nia.username, password: "understudy", code: shown?.code };
  expect((await send("POST", `/orgs/${nia.ref.org}/login`, { json: login, token: "" })).status).toBe(201);
});

test.for([
  ["GET", "/sim/orgs"],
  ["GET", "/sim/people"],
  ["GET", "/sim/clock"],
  ["POST", "/sim/clock"],
  ["PUT", "/sim/policies/requireCaseReference"],
  ["POST", `/sim/people/${nia.ref.id}/session`],
  ["POST", "/sim/stop"],
  ["GET", "/audit/verify"],
] as const)("%s %s is for the operator alone, and a person's session does not do", async ([method, path]) => {
  const size = simulator.ports.log.end.size;
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  const token = sessionTokens(new Uint8Array(32)).issue(nia.ref.org, session);
  for (const one of [token, "", "operator2"]) {
    expect(await send(method, path, { token: one, json: method === "GET" ? undefined : {} })).toMatchObject({
      status: 401,
    });
  }
  expect(simulator.ports.log.end.size).toBe(size + 1);
});

describe("platform time", () => {
  test("moves to an instant or by some seconds, and never back", async () => {
    expect((await send("GET", "/sim/clock")).body).toEqual({ now: "2031-03-04T09:00:00.000Z", mode: "frozen" });
    const moved = await send("POST", "/sim/clock", { json: { by: 3600 } });
    expect(moved.body).toEqual({ now: "2031-03-04T10:00:00.000Z" });
    const back = await send("POST", "/sim/clock", { json: { to: "2031-03-04T09:59:00Z" } });
    expect(back).toMatchObject({ status: 400, body: [{ errorCode: "INVALID_FIELD" }] });
    for (const json of [
      {},
      { to: "2031-03-05T09:00:00Z", by: 5 },
      { to: "9999-01-01T00:00:00Z" },
      { by: 0 },
      { by: 1.5 },
      { to: "tomorrow" },
    ])
      expect(await send("POST", "/sim/clock", { json })).toMatchObject({ status: 400 });
  });

  test("brings by itself what is due, and tells what is next", async () => {
    // A debug log in each subscriber org grows old, and a trial ends.
    const first = (await send("GET", "/sim/clock/next")).body;
    const tooOld = { at: "2031-03-11T08:30:00.000Z", event: "log.deleted" };
    const trialEnds = { at: "2031-04-03T00:00:00.000Z", event: "license.expired" };
    expect(first).toMatchObject({
      now: "2031-03-04T09:00:00.000Z",
      next: [...Array.from({ length: 6 }, () => tooOld), trialEnds],
      all: 7,
    });
    const token = await tokenOf(nia);
    const path = `/orgs/${nia.ref.org}/settings/login-access/${person("Sam").ref.org}`;
    await send("PUT", path, { token, json: { duration: "1 day" } });
    const [idle, over] = [
      { at: "2031-03-04T11:00:00.000Z", event: "session.ended", what: "a person's own session ended" },
      { at: "2031-03-05T09:00:00.000Z", event: "grant.expired", what: "the chosen access duration was over" },
    ].map((one) => ({ ...one, org: nia.ref.org, user: nia.ref }));
    expect((await send("GET", "/sim/clock/next?limit=2")).body).toMatchObject({ next: [idle, over], all: 9 });
    expect((await send("GET", "/sim/clock/next?limit=1")).body).toMatchObject({ next: [idle], all: 9 });
    for (const limit of ["0", "1001", "1.5", "many"])
      expect(await send("GET", `/sim/clock/next?limit=${limit}`)).toMatchObject({ status: 400 });
    await send("POST", "/sim/clock", { json: { by: 24 * 3600 } });
    expect((await send("GET", "/sim/grants")).body.grants).toMatchObject([
      { user: nia.ref, state: "expired", endedAt: "2031-03-05T09:00:00.000Z" },
    ]);
  });
});

test("a policy takes the values the catalogue speaks for, on record, and its default again", async () => {
  const path = "/sim/policies/sessionIdleTimeout";
  expect((await send("PUT", path, { json: { value: 15 } })).body).toMatchObject({ value: 15, default: 120 });
  for (const value of [14, 1441, "15", true, ["15"]])
    expect(await send("PUT", path, { json: { value } })).toMatchObject({ status: 400 });
  expect((await send("DELETE", path)).body).toMatchObject({ value: 120 });
  expect(await send("PUT", "/sim/policies/nothing", { json: { value: 1 } })).toMatchObject({ status: 400 });
  const { records } = (await send("GET", "/audit/events?type=policy.changed")).body;
  expect(records.map(({ value }) => value)).toEqual([15, 120]);
});

test("a new org and its user are on record, and the user logs in with the password at once", async () => {
  const { org } = (await send("POST", "/sim/orgs", { json: { name: "Umbrella" } })).body;
  const user = {
    name: "Uma Gray",
    username: "uma@umbrella.example",
    password: "correct horse",
    profile: "System Administrator",
  };
  const created = await send("POST", `/sim/orgs/${org}/users`, { json: user });
  expect(created.status).toBe(201);
  const login = { username: user.username, password: user.password };
  expect((await send("POST", `/orgs/${org}/login`, { json: login, token: "" })).status).toBe(201);
  const { records } = (await send("GET", `/audit/events?org=${org}`)).body;
  expect(records.map(({ type }) => type)).toEqual(["org.created", "user.created", "session.started"]);
  expect(JSON.stringify(records)).not.toContain("correct horse");
});

test.for([
  ["Umbrella & Sons", "umbrella-sons"],
  ["(Odd)", "odd"],
  ["株式会社", /^00d\w{15}$/],
])("an org called %s has a My Domain", async ([name, myDomain]) => {
  const { org } = (await send("POST", "/sim/orgs", { json: { name } })).body;
  const found = companyOf(await simulator.ports.orgs.of(org as OrgId)).myDomain;
  expect(found).toMatch(myDomain as string);
});

test.for([
  ["a name that is taken", "/sim/orgs", { name: "Acme Corp" }, 409],
  ["no name", "/sim/orgs", {}, 400],
  [
    "a username that is taken",
    `/sim/orgs/${nia.ref.org}/users`,
    { name: "N", username: "NIA@acme.example", password: "12345678" },
    409,
  ],
  [
    "a short password",
    `/sim/orgs/${nia.ref.org}/users`,
    { name: "N", username: "n@acme.example", password: "1234567" },
    400,
  ],
  [
    "a profile nobody knows",
    `/sim/orgs/${nia.ref.org}/users`,
    { name: "N", username: "n@acme.example", password: "12345678", profile: "Boss" },
    400,
  ],
  [
    "an org nobody knows",
    "/sim/orgs/00D5f0000000099EAA/users",
    { name: "N", username: "n@acme.example", password: "12345678" },
    404,
  ],
] as const)("%s creates nothing", async ([, path, json, status]) => {
  const size = simulator.ports.log.end.size;
  expect(await send("POST", path, { json })).toMatchObject({ status });
  expect(simulator.ports.log.end.size).toBe(size);
});

describe("the audit log", () => {
  test("is read page by page, and followed from where the last page ended", async () => {
    const first = (await send("GET", "/audit/events?limit=1")).body;
    expect(first).toMatchObject({ next: 1, records: [{ seq: 0, type: "audit.founded" }] });
    const { size } = simulator.ports.log.end;
    await tokenOf(nia);
    const second = (await send("GET", `/audit/events?from=${size}`)).body;
    expect(second.records).toMatchObject([{ seq: size, type: "session.started", user: nia.ref }]);
    expect((await send("GET", `/audit/events?from=${second.next}`)).body.records).toEqual([]);
  });

  test("is open to a reviewer, and refused to everybody else", async () => {
    const token = await tokenOf(person("Rita"));
    expect(await send("GET", "/audit/events", { token })).toMatchObject({ status: 200, rule: "POWER-08" });
    for (const name of ["Nia", "Sam", "Lena"])
      expect(await send("GET", "/audit/events", { token: await tokenOf(person(name)) })).toMatchObject({
        status: 403,
        rule: "POWER-08",
      });
    expect(await send("GET", "/audit/events", { token: "" })).toMatchObject({ status: 401 });
  });

  test("shows an org its own records and no other's", async () => {
    await tokenOf(person("Gwen"));
    const token = await tokenOf(nia);
    const { status, body } = await send("GET", `/orgs/${nia.ref.org}/transparency`, { token });
    expect(status).toBe(200);
    expect(body.records).toMatchObject([
      { type: "org.loaded", org: nia.ref.org, orgSeq: 0 },
      { type: "session.started", org: nia.ref.org, orgSeq: 1 },
    ]);
    expect(body.size).toBe(2);
    expect(await send("GET", `/orgs/${person("Gwen").ref.org}/transparency`, { token })).toMatchObject({ status: 401 });
    const omar = await tokenOf(person("Omar"));
    expect(await send("GET", `/orgs/${nia.ref.org}/transparency`, { token: omar })).toMatchObject({
      status: 403,
      rule: "POWER-08",
    });
  });
});

test("what is alive and ready says so, and what is missing", async () => {
  expect(await send("GET", "/healthz", { token: "" })).toMatchObject({ status: 200, body: { status: "alive" } });
  expect(await send("GET", "/readyz", { token: "" })).toMatchObject({
    status: 200,
    body: { status: "ready", missing: [] },
  });
  await simulator.ports.log.close();
  const missing = ["an audit log that can be written"];
  expect(await send("GET", "/readyz", { token: "" })).toMatchObject({
    status: 503,
    body: { status: "not ready", missing },
  });
});

test("a known path with another method is 405 and says which it takes; an unknown one is 404", async () => {
  expect(await send("DELETE", "/sim/clock")).toMatchObject({
    status: 405,
    allow: "GET, POST",
    body: [{ errorCode: "METHOD_NOT_ALLOWED" }],
  });
  expect(await send("GET", `/sim/people/${nia.ref.id}/session`)).toMatchObject({ status: 405, allow: "POST" });
  expect(await send("GET", "/sim/moon")).toMatchObject({ status: 404, body: [{ errorCode: "NOT_FOUND" }] });
});

test("the OpenAPI document describes every route, and who it is for", async () => {
  const { routes } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  const { body } = await send("GET", "/api/openapi.json", { token: "" });
  expect(body.openapi).toBe("3.1.0");
  for (const { method, path, who } of routes) {
    const described = body.paths[path]?.[method];
    expect(described?.summary, `${method} ${path}`).toMatch(/\w/);
    for (const scheme of described?.security ?? [])
      expect(Object.keys(body.components.securitySchemes)).toContain(Object.keys(scheme)[0]);
    if (who === "operator") expect(described?.security).toEqual([{ operator: [] }]);
  }
});

test.for([
  ["a user", { user: "Nia", body: [] }, /^user: the id of a User, or one of automated process, platform integration$/],
  [
    "a level",
    { user: nia.ref.id, body: [{ text: "x", category: "DB", level: "ALL" }] },
    /^body\.0: a line with text.* FINEST\)/,
  ],
] as const)("a transaction with %s that is none is told what was meant", async ([, told, message]) => {
  const json = { origin: "page request", operation: "Invoices", ...told };
  const { status, body } = await send("POST", `/sim/orgs/${nia.ref.org}/transactions`, { json });
  expect(status).toBe(400);
  expect(body).toMatchObject([{ errorCode: "INVALID_FIELD", message: expect.stringMatching(message) }]);
});

test("the records of one org come page by page, and whoever has them all goes on behind those of the others", async () => {
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  await simulator.saveLoginAccess(session, { party: person("Sam").ref.org, duration: "1 week" });
  await simulator.takePlaceOf(person("Gwen").ref, { mfa: true });
  const types: string[] = [];
  let from: unknown = 0;
  for (let page = 0; page < 4; page += 1) {
    const { body } = await send("GET", `/audit/events?from=${from}&limit=1&org=${nia.ref.org}`);
    types.push(...body.records.map(({ type }) => type));
    from = body.next;
  }
  expect(types).toEqual(["org.loaded", "session.started", "grant.given"]);
  expect(from).toBe(simulator.ports.log.end.size);
});
