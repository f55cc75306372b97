import { beforeEach, describe, expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import type { App } from "./route.ts";
import { sessionTokens } from "./session-token.ts";

const world = acme();
const nia = world.cast.find(({ name }) => name === "Nia");
const ledgerLabs = world.cast.find(({ name }) => name === "Sam")?.ref.org;
if (!nia || !ledgerLabs) throw new Error("the world acme has lost Nia or Sam");

let app: App;
let token: string;
let records: () => number;

beforeEach(async () => {
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  app = createApp({ simulator, tokens, operatorToken: "operator-token" }).app;
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  token = tokens.issue(nia.ref.org, session);
  records = () => simulator.ports.log.end.size;
});

const grantPath = `/orgs/${nia.ref.org}/settings/login-access/${ledgerLabs}`;

const send = (path: string, about: RequestInit & { readonly json?: unknown } = {}) => {
  const { json, headers, ...rest } = about;
  return app.request(path, {
    ...rest,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
};

const put = (about: RequestInit & { readonly json?: unknown }, path = grantPath) =>
  send(path, { method: "PUT", ...about });

describe("what is malformed is refused by name, and changes nothing", () => {
  test.for([
    ["no JSON", { body: '{"duration": ' }, "JSON_PARSER_ERROR", /no JSON document/],
    ["an empty body", { body: "" }, "JSON_PARSER_ERROR", /no JSON document/],
    ["a missing field", { json: {} }, "INVALID_FIELD", /^duration: /],
    ["an unknown field", { json: { duration: "1 day", forever: true } }, "INVALID_FIELD", /forever/],
    ["a duration nobody knows", { json: { duration: "2 decades" } }, "INVALID_FIELD", /^duration: /],
    [
      "another content type",
      { json: { duration: "1 day" }, headers: { "content-type": "text/csv" } },
      "INVALID_FIELD",
      /./,
    ],
  ] as const)("%s", async ([, about, errorCode, message]) => {
    const before = records();
    const response = await put(about);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual([{ errorCode, message: expect.stringMatching(message) }]);
    expect(records()).toBe(before);
  });

  test.for([
    ["too short", `/orgs/${nia.ref.org}/settings/login-access/00D1`],
    ["of another kind", `/orgs/${nia.ref.org}/settings/login-access/${nia.ref.id}`],
    ["with a wrong check suffix", `/orgs/${nia.ref.org.slice(0, 15)}ZZZ/settings/login-access/${ledgerLabs}`],
  ] as const)("an id %s", async ([, path]) => {
    const response = await put({ json: { duration: "1 day" } }, path);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ errorCode: "MALFORMED_ID" }]);
  });

  test("a date", async () => {
    const response = await send("/sim/clock", {
      method: "POST",
      headers: { authorization: "Bearer operator-token" },
      json: { to: "2031-02-30T09:00:00Z" },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject([{ message: expect.stringContaining('"2031-02-30T09:00:00Z"') }]);
  });

  test("a body too large", async () => {
    const response = await put({ json: { duration: "x".repeat(2 * 1024 * 1024) } });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject([{ errorCode: "REQUEST_TOO_LARGE" }]);
  });
});

describe("who may talk to it", () => {
  test.for([
    ["localhost:4100", 200],
    ["127.0.0.1:4100", 200],
    ["[::1]:4100", 200],
    ["acme.localhost:4100", 200],
    ["understudy.evil.example", 403],
    ["localhost.evil.example", 403],
  ] as const)("host %s: %i", async ([host, status]) => {
    expect((await put({ json: { duration: "1 day" }, headers: { host } })).status).toBe(status);
  });

  test("a page of another site cannot post a form", async () => {
    const response = await send(`/orgs/${nia.ref.org}/login`, {
      method: "POST",
      body: "username=nia",
      headers: { origin: "http://evil.example", "content-type": "application/x-www-form-urlencoded" },
    });
    expect(response.status).toBe(403);
  });

  test("no session, a forged one, and the operator's token are refused before anything is validated", async () => {
    for (const authorization of ["", `Bearer ${token.slice(0, -2)}xx`, "Bearer operator-token"]) {
      const response = await put({ body: "{", headers: { authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject([{ errorCode: "INVALID_SESSION_ID" }]);
    }
  });

  test("a session works in its own org only", async () => {
    const response = await put(
      { json: { duration: "1 day" } },
      `/orgs/${ledgerLabs}/settings/login-access/${ledgerLabs}`,
    );
    expect(response.status).toBe(401);
  });
});

describe("what is not there", () => {
  test("an unknown path is named", async () => {
    const response = await send("/nowhere/at/all");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject([
      { errorCode: "NOT_FOUND", message: expect.stringContaining("/nowhere/at/all") },
    ]);
  });

  test.for(["/services/data/v66.0/graphql", "/services/debug/v66.0/attach", "/services/async/66.0/job"])(
    "%s is the platform's, and not simulated",
    async (path) => {
      const response = await send(path);
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject([{ errorCode: "UNSIMULATED" }]);
    },
  );
});

test("an answer carries the rule, secure headers and JSON", async () => {
  const response = await put({ json: { duration: "1 day" } });
  expect(response.status).toBe(200);
  expect(response.headers.get("understudy-rule")).toBe("GRANT-02");
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("content-type")).toMatch(/^application\/json/);
});
