import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire, syncBuiltinESMExports } from "node:module";
import os from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import { aSigningKey } from "./certificate.suite.ts";
import { CALLBACK, carriedIn, PASSWORD, type Stage, stage } from "./stage.suite.ts";

// The platform's own clients, over a socket. They keep what they know below the home folder, so they get one of their own.
const home = mkdtempSync(join(os.tmpdir(), "understudy-clients-"));
const { homedir } = os;
const ENVIRONMENT = {
  SF_DISABLE_TELEMETRY: "true",
  SF_DISABLE_LOG_FILE: "true",
  SF_USE_GENERIC_UNIX_KEYCHAIN: "true",
  SF_DISABLE_DNS_CHECK: "true",
} as const;
const KEY = aSigningKey();

let on: Stage;
let url = "";
let server: Server;
let core: typeof import("@salesforce/core");

beforeAll(async () => {
  // In a thread the environment is a copy, and the home folder is asked of the process.
  os.homedir = () => home;
  syncBuiltinESMExports();
  Object.assign(process.env, ENVIRONMENT);
  // The story is in another year than the clients.
  on = await stage({ systemNow: () => fromMillis(Date.now()) });
  await new Promise<void>((ready) => {
    server = serve({ fetch: on.app.fetch, port: 0, hostname: "127.0.0.1", createServer }, ({ port }) => {
      url = `http://localhost:${port}`;
      ready();
    }) as Server;
  });
  mkdirSync(join(home, ".sfdx"), { recursive: true });
  writeFileSync(join(home, "server.key"), KEY.privateKey.export({ type: "pkcs8", format: "pem" }));
  core = await import("@salesforce/core");
}, 60_000);

afterAll(() => {
  server.close();
  server.closeAllConnections();
  for (const name of Object.keys(ENVIRONMENT)) delete process.env[name];
  os.homedir = homedir;
  syncBuiltinESMExports();
  rmSync(home, { recursive: true, force: true });
});

test("jsforce logs in with username and password by OAuth, asks who it is, and logs out", async () => {
  const { key: clientId, secret: clientSecret = "" } = await on.registered({ name: "Script" });
  const oauth2 = new jsforce.OAuth2({ loginUrl: url, clientId, clientSecret, redirectUri: CALLBACK });
  const connection = new jsforce.Connection({ oauth2, version: "66.0" });
  const { id, organizationId } = await connection.login("nia@acme.example", PASSWORD);
  expect({ org: organizationId, id }).toEqual(on.person("Nia").ref);
  expect(await connection.identity()).toMatchObject({ username: "nia@acme.example", organization_id: organizationId });
  const { accessToken } = connection;
  await connection.logout();
  const gone = new jsforce.Connection({ instanceUrl: url, accessToken: accessToken ?? "", version: "66.0" });
  await expect(gone.request("/services/data/v66.0/")).rejects.toThrow("Session expired or invalid");
});

test("jsforce logs out by SOAP", async () => {
  const connection = new jsforce.Connection({ loginUrl: url, version: "64.0" });
  await connection.login("omar@acme.example", PASSWORD);
  const { accessToken } = connection;
  await connection.logout();
  const gone = new jsforce.Connection({ instanceUrl: url, accessToken: accessToken ?? "", version: "64.0" });
  await expect(gone.request("/services/data/v64.0/")).rejects.toThrow("Session expired or invalid");
});

/** What a person does at the browser that a client has opened: logs in and allows. Answers the code. */
async function allowAt(address: string, username: string): Promise<string> {
  const submit = (form: Readonly<Record<string, string>>, cookie = "") =>
    fetch(`${url}/services/oauth2/authorize`, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: url, cookie },
      body: new URLSearchParams(form),
    });
  const login = await fetch(address, { redirect: "manual" });
  const consent = await submit({ ...carriedIn(await login.text()), username, pw: PASSWORD, step: "login" });
  const cookie = (consent.headers.get("set-cookie") ?? "").split(";")[0];
  const back =
    consent.status === 302 ? consent : await submit({ ...carriedIn(await consent.text()), step: "allow" }, cookie);
  return new URL(back.headers.get("location") ?? "").searchParams.get("code") ?? "";
}

test("jsforce gets in by a code with a verifier, and refreshes when its session is over", async () => {
  const { key: clientId, secret: clientSecret = "" } = await on.registered({ name: "Web", rotateRefreshTokens: true });
  const oauth2 = new jsforce.OAuth2({
    loginUrl: url,
    clientId,
    clientSecret,
    redirectUri: CALLBACK,
    useVerifier: true,
  });
  const code = await allowAt(oauth2.getAuthorizationUrl({ scope: "api refresh_token" }), "nia@acme.example");
  const connection = new jsforce.Connection({ oauth2, version: "66.0" });
  await connection.authorize(code);
  const { accessToken: first, refreshToken } = connection;
  expect(refreshToken).toMatch(/^5Aep/);
  const session = on.tokens.read(first ?? "");
  if (!session) throw new Error("the client holds no session");
  await on.simulator.logOut(session);
  const refreshed: string[] = [];
  connection.on("refresh", (token: string) => refreshed.push(token));
  expect(await connection.request("/services/data/v66.0/")).toMatchObject({ identity: expect.stringContaining(url) });
  expect(refreshed).toHaveLength(1);
  expect(connection.accessToken).not.toBe(first);
});

test("a refresh that is refused is said once, and not tried again without end", async () => {
  const { key: clientId, secret: clientSecret = "" } = await on.registered({ name: "Loop" });
  const oauth2 = new jsforce.OAuth2({ loginUrl: url, clientId, clientSecret, redirectUri: CALLBACK });
  const code = await allowAt(oauth2.getAuthorizationUrl({}), "omar@acme.example");
  const connection = new jsforce.Connection({ oauth2, version: "66.0" });
  await connection.authorize(code);
  await oauth2.revokeToken(connection.refreshToken ?? "");
  const mark = on.simulator.ports.log.end.size;
  await expect(connection.request("/services/data/v66.0/")).rejects.toThrow("expired access/refresh token");
  expect(await on.happened(mark)).toEqual([]);
});

test("the platform's command line logs in with a key (JWT bearer)", { timeout: 30_000 }, async () => {
  const app = await on.registered({ name: "CI", certificate: KEY.certificate, preauthorized: true });
  const info = await core.AuthInfo.create({
    username: "nia@acme.example",
    oauth2Options: { clientId: app.key, privateKeyFile: join(home, "server.key"), loginUrl: url },
  });
  const { orgId, instanceUrl, accessToken } = info.getFields(true);
  expect({ orgId, instanceUrl }).toEqual({ orgId: on.person("Nia").ref.org, instanceUrl: url });
  expect(accessToken).toMatch(/^00D/);
});

test("the platform's command line logs in by a browser with the app that every org has, and refreshes", {
  timeout: 60_000,
}, async () => {
  // The very class that the command line looks for, which comes with it.
  const { OAuth2 } = createRequire(import.meta.resolve("@salesforce/core"))("@jsforce/jsforce-node") as typeof jsforce;
  const about = { clientId: "PlatformCLI", loginUrl: url, redirectUri: "http://localhost:1717/OauthRedirect" };
  const oauth2 = new OAuth2({ ...about, useVerifier: true });
  const address = core.AuthInfo.getAuthorizationUrl(about, oauth2 as never);
  expect(new URL(address).searchParams.get("code_challenge_method")).toBeNull();
  const authCode = await allowAt(address, "omar@acme.example");
  const info = await core.AuthInfo.create({
    username: "omar@acme.example",
    oauth2Options: { ...about, authCode } as never,
    oauth2: oauth2 as never,
  });
  const { orgId, accessToken: first = "", refreshToken } = info.getFields(true);
  expect([orgId, refreshToken]).toEqual([on.person("Omar").ref.org, expect.stringMatching(/^5Aep[A-Za-z0-9._-]+$/)]);
  await info.save();
  const session = on.tokens.read(first);
  if (!session) throw new Error("the command line holds no session");
  await on.simulator.logOut(session);
  const connection = await core.Connection.create({
    authInfo: await core.AuthInfo.create({ username: "omar@acme.example" }),
  });
  expect(await connection.request("/services/data/v66.0/")).toMatchObject({ identity: expect.stringContaining(url) });
  expect(connection.accessToken).not.toBe(first);
});
