import { generateKeyPairSync } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { aSigningKey } from "./wire/certificate.suite.ts";
import { OPERATOR, type Stage, stage } from "./wire/stage.suite.ts";

let on: Stage;
beforeEach(async () => {
  on = await stage();
});

const KEY = aSigningKey();

async function send(method: string, path: string, token: string, body?: unknown) {
  const response = await on.app.request(path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return {
    status: response.status,
    rule: response.headers.get("understudy-rule"),
    body: (await response.json()) as never,
  };
}
const setup = () => `/orgs/${on.person("Nia").ref.org}/setup/connected-apps`;
const sim = () => `/sim/orgs/${on.person("Nia").ref.org}/connected-apps`;

test("an administrator registers an app, whose secret is shown once and kept as a hash", async () => {
  const { token } = await on.signedIn("Nia");
  const made = await send("POST", setup(), token, { name: "Portal", callbacks: ["https://portal.example/callback"] });
  expect(made).toMatchObject({
    status: 201,
    body: { key: expect.stringMatching(/^3MVG9/), secret: expect.stringMatching(/^[0-9A-F]{64}$/) },
  });
  const { body: listed } = await send("GET", setup(), token);
  expect(listed).toMatchObject([
    { name: "Salesforce CLI", key: "PlatformCLI", hasSecret: false },
    { name: "Portal", hasSecret: true },
  ]);
  expect(JSON.stringify(listed)).not.toMatch(/secretHash|"secret"/);
});

test("the operator registers and removes one; what is the platform's own stays", async () => {
  const made = await send("POST", sim(), OPERATOR, { name: "CI", secret: false, certificate: KEY.certificate });
  expect(made).toMatchObject({ status: 201, body: { hasSecret: false, certificate: KEY.certificate } });
  expect(made.body).not.toHaveProperty("secret");
  const { id } = made.body as { id: string };
  expect((await send("DELETE", `${sim()}/${id}`, OPERATOR)).status).toBe(200);
  expect((await send("DELETE", `${sim()}/${id}`, OPERATOR)).status).toBe(404);
  const { body } = await send("GET", sim(), OPERATOR);
  const [{ id: own }] = (body as { apps: [{ id: string }] }).apps;
  expect(await send("DELETE", `${sim()}/${own}`, OPERATOR)).toMatchObject({
    status: 409,
    body: [{ errorCode: "CONFLICT" }],
  });
  expect((await send("GET", "/sim/orgs/00D000000000000/connected-apps", OPERATOR)).status).toBe(404);
});

test("an app that was registered anew under the key of another has another secret", async () => {
  const about = { name: "Portal", key: "portal-key" };
  const first = await send("POST", sim(), OPERATOR, about);
  await send("DELETE", `${sim()}/${(first.body as { id: string }).id}`, OPERATOR);
  const second = await send("POST", sim(), OPERATOR, about);
  expect((second.body as { secret: string }).secret).not.toBe((first.body as { secret: string }).secret);
});

describe("nobody registers what would be a way round", () => {
  test.for([
    ["a user without the permission", () => on.signedIn("Omar"), "POWER-08"],
    ["an agent with login access of an administrator", () => on.loggedInAs("Sam", "Nia"), "POWER-06"],
  ] as const)("%s", async ([, who, rule]) => {
    const { token } = await who();
    expect(await send("POST", setup(), token, { name: "Portal", preauthorized: true })).toMatchObject({
      status: 403,
      rule,
    });
    const { connectedApps } = await on.simulator.ports.orgs.of(on.person("Nia").ref.org);
    expect(connectedApps).toEqual({});
  });
});

describe("what no app can have", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  test.for([
    ["a private key", { certificate: pem }, "that is a private key"],
    ["no certificate", { certificate: "none" }, "that is no X.509 certificate in PEM"],
    ["a key of 1024 bits", { certificate: aSigningKey(1024).certificate }, "not RSA of 2048 bits"],
    ["a relative callback", { callbacks: ["/callback"] }, "no absolute address"],
    ["a callback that is a script", { callbacks: ["javascript:alert(1)"] }, "no address of an app"],
    ["a callback anybody can listen to", { callbacks: ["http://portal.example/"] }, "is not secure"],
    ["a callback with a fragment", { callbacks: ["https://portal.example/#here"] }, "has a fragment"],
    ["a callback with credentials", { callbacks: ["https://a:b@portal.example/"] }, "has credentials"],
    ["an unknown scope", { scopes: ["everything"] }, "scopes"],
    ["a key with a blank", { key: "a key with blanks" }, "a consumer key has"],
    ["a name without letters", { name: "" }, "name"],
    ["a user of another org to run as", { runAs: "0055f0000000009AAA" }, "has no user"],
    ["a member nobody knows", { colour: "blue" }, "colour"],
  ] as const)("%s", async ([, about, words]) => {
    const answer = await send("POST", sim(), OPERATOR, { name: "Portal", ...about });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(words);
  });

  test("the name or key of another, in whatever case, or that of the platform's own", async () => {
    await send("POST", sim(), OPERATOR, { name: "Portal", key: "portal-key" });
    for (const about of [
      { name: "PORTAL" },
      { name: "Other", key: "portal-key" },
      { name: "Mine", key: "PlatformCLI" },
    ])
      expect(await send("POST", sim(), OPERATOR, about)).toMatchObject({
        status: 400,
        body: [{ errorCode: "DUPLICATE_VALUE" }],
      });
  });

  test("a callback of a mobile app and one of this machine are in order", async () => {
    const callbacks = ["portal://callback", "http://localhost:1717/OauthRedirect", "http://127.0.0.1:3000/"];
    expect((await send("POST", sim(), OPERATOR, { name: "Portal", callbacks })).status).toBe(201);
  });
});
