import { createHash } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { later, MINUTE } from "#domain/time.ts";
import { bodyOf, CALLBACK, carriedIn, PASSWORD, type Stage, sentTo, stage } from "./stage.suite.ts";

const PATH = "/services/oauth2/authorize";
const VERIFIER = "v".repeat(171);
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");

let on: Stage;
let key = "";
let secret = "";

beforeEach(async () => {
  on = await stage();
  const app = await on.registered({ scopes: ["api", "web", "refresh_token", "id"] });
  ({ key, secret = "" } = app);
});

const asking = (about: Readonly<Record<string, string>> = {}) => ({
  response_type: "code",
  client_id: key,
  redirect_uri: CALLBACK,
  state: "a state & more",
  ...about,
});
const ask = (about: Readonly<Record<string, string>> = {}, token?: string) =>
  on.get(
    `${PATH}?${new URLSearchParams(asking(about))}`,
    undefined,
    token === undefined ? {} : { cookie: `sid=${token}` },
  );

async function consentOf(name: string, about: Readonly<Record<string, string>> = {}) {
  const { token, session } = await on.signedIn(name);
  const page = await (await ask(about, token)).text();
  return { token, session, page, form: carriedIn(page) };
}

async function codeOf(name: string, about: Readonly<Record<string, string>> = {}): Promise<string> {
  const { token, form } = await consentOf(name, about);
  const code = sentTo(await on.submit(PATH, { ...form, step: "allow" }, token)).searchParams.get("code");
  if (code === null) throw new Error("no code");
  return code;
}

const exchange = (code: string, about: Readonly<Record<string, string>> = {}) =>
  on.post("/services/oauth2/token", {
    grant_type: "authorization_code",
    code,
    client_id: key,
    client_secret: secret,
    redirect_uri: CALLBACK,
    ...about,
  });

test("a person logs in, allows, and the app fetches its tokens once", async () => {
  const login = await ask({ code_challenge: CHALLENGE, scope: "refresh_token api web" });
  expect(login.status).toBe(200);
  expect(login.headers.get("content-security-policy")).toContain("form-action 'self' https://portal.example;");
  expect(login.headers.get("x-frame-options")).toBe("DENY");
  const written = { ...carriedIn(await login.text()), username: "nia@acme.example", pw: PASSWORD, step: "login" };
  const consent = await on.submit(PATH, written);
  const page = await consent.text();
  expect(page).toContain("<strong>Portal</strong> is asking to:");
  expect(page).toContain("Manage user data via APIs");
  expect(page).not.toContain("<script");
  const cookie = /^sid=([^;]+); Path=\/; HttpOnly; SameSite=Strict$/.exec(consent.headers.get("set-cookie") ?? "")?.[1];
  const back = sentTo(await on.submit(PATH, { ...carriedIn(page), step: "allow" }, cookie));
  expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
  expect(back.searchParams.get("state")).toBe("a state & more");
  const code = back.searchParams.get("code") ?? "";

  const first = await exchange(code, { code_verifier: VERIFIER });
  expect(first.headers.get("cache-control")).toBe("no-store");
  const tokens = await bodyOf(first);
  const { ref } = on.person("Nia");
  expect(tokens).toMatchObject({
    instance_url: "http://localhost",
    id: `http://localhost/id/${ref.org}/${ref.id}`,
    token_type: "Bearer",
    scope: "refresh_token api web",
  });
  expect(tokens.access_token).toMatch(/^00D\w{12}![.\w]+$/);
  expect(tokens.refresh_token).toMatch(/^5Aep[A-Za-z0-9._-]+$/);
  expect((await on.get("/services/data/v66.0", tokens.access_token)).status).toBe(200);
  expect(await on.happened()).toEqual(
    expect.arrayContaining(["power.oauth-granted", "power.oauth-code-given", "session.started"]),
  );

  // Whoever comes with it a second time has it from somebody else: nothing of it is good any more.
  const again = await exchange(code, { code_verifier: VERIFIER });
  expect([again.status, await again.json()]).toEqual([
    400,
    { error: "invalid_grant", error_description: "expired authorization code" },
  ]);
  expect((await on.get("/services/data/v66.0", tokens.access_token)).status).toBe(401);
  const refresh = {
    grant_type: "refresh_token",
    refresh_token: tokens.refresh_token,
    client_id: key,
    client_secret: secret,
  };
  expect(await (await on.post("/services/oauth2/token", refresh)).json()).toMatchObject({
    error_description: "expired access/refresh token",
  });
});

test("who has allowed it is not asked again, and who says so is asked to log in", async () => {
  await codeOf("Nia");
  const { token } = await on.signedIn("Nia");
  expect(sentTo(await ask({}, token)).searchParams.get("code")).toMatch(/^aPrx/);
  expect(await (await ask({ prompt: "login" }, token)).text()).toContain('name="pw"');
  expect(await (await ask({ prompt: "consent" }, token)).text()).toContain("Allow access?");
});

test("a person denies", async () => {
  const { token, form } = await consentOf("Nia");
  const back = sentTo(await on.submit(PATH, { ...form, step: "deny" }, token));
  expect(Object.fromEntries(back.searchParams)).toEqual({
    error: "access_denied",
    error_description: "end-user denied authorization",
    state: "a state & more",
  });
  expect(await on.happened()).not.toContain("power.oauth-granted");
});

describe("nobody is sent anywhere but where the app is registered", () => {
  test.for([
    ["another address", { redirect_uri: "https://evil.example/callback" }, "redirect_uri must match"],
    ["an address below", { redirect_uri: `${CALLBACK}/more` }, "redirect_uri must match"],
    ["an address with more", { redirect_uri: `${CALLBACK}?next=https://evil.example` }, "redirect_uri must match"],
    ["that of the command line", { redirect_uri: "http://localhost:1717/OauthRedirect" }, "redirect_uri must match"],
    ["no address", { redirect_uri: "" }, "redirect_uri must match"],
    ["another app", { client_id: "nobody" }, "client identifier invalid"],
    ["no app", { client_id: "" }, "client identifier invalid"],
  ] as const)("%s", async ([, about, words]) => {
    const { token } = await on.signedIn("Nia");
    const form = { ...asking(about), step: "allow" };
    for (const response of [await ask(about), await ask(about, token), await on.submit(PATH, form, token)]) {
      expect([response.status, response.headers.get("location")]).toEqual([400, null]);
      expect(await response.text()).toContain(words);
    }
  });

  test("an app of another org is none here, whoever registered an address for it there", async () => {
    const evil = "https://evil.example/callback";
    await on.registered({ in: on.person("Gwen").ref.org, key, name: "Portal", callbacks: [evil] });
    const { token } = await on.signedIn("Nia");
    const response = await ask({ redirect_uri: evil }, token);
    expect([response.status, response.headers.get("location")]).toEqual([400, null]);
  });

  test.for([
    ["a type of answer that shows the token", { response_type: "token" }, "unsupported_response_type"],
    [
      "a challenge that shows the verifier",
      { code_challenge: CHALLENGE, code_challenge_method: "plain" },
      "invalid_request",
    ],
    ["a challenge that is none", { code_challenge: "short" }, "invalid_request"],
    ["a scope that the app has not", { scope: "full" }, "invalid_scope"],
  ] as const)("the app is told of %s", async ([, about, error]) => {
    const { token } = await on.signedIn("Nia");
    const back = sentTo(await ask(about, token));
    expect([back.origin, back.searchParams.get("error")]).toEqual(["https://portal.example", error]);
  });
});

describe("nobody allows anything for somebody else", () => {
  test("a page that is not ours, or for another session or request, allows nothing", async () => {
    const { token, form } = await consentOf("Nia");
    const other = await on.signedIn("Omar");
    const { page: _, ...without } = form;
    for (const [sent, cookie] of [
      [without, token],
      [form, other.token],
      [{ ...form, scope: "api web" }, token],
      [{ ...form, state: "another" }, token],
    ] as const) {
      const response = await on.submit(PATH, { ...sent, step: "allow" }, cookie);
      expect([response.status, response.headers.get("location")]).toEqual([400, null]);
    }
    expect(await on.happened()).not.toContain("power.oauth-code-given");
  });

  test("another site's form is refused before it is read", async () => {
    const { token, form } = await consentOf("Nia");
    const headers = { cookie: `sid=${token}` };
    const sent = { ...form, step: "allow" };
    for (const origin of ["https://evil.example", "null"])
      expect((await on.post(PATH, sent, { ...headers, origin })).status).toBe(403);
    expect((await on.post(PATH, sent, headers)).status).toBe(403);
  });

  test("an agent with login access is refused under POWER-06, at the page and by a form of the user's", async () => {
    const { token, own } = await on.loggedInAs("Sam", "Nia");
    const mark = on.simulator.ports.log.end.size;
    const form = carriedIn(await (await ask({}, own.token)).text());
    for (const response of [await ask({}, token), await on.submit(PATH, { ...form, step: "allow" }, token)]) {
      expect(response.status === 302 ? sentTo(response).searchParams.get("error") : response.status).toBeOneOf([
        "access_denied",
        400,
      ]);
    }
    const told = sentTo(await ask({}, token));
    expect(told.searchParams.get("error_description")).toContain("sam@ledgerlabs.example works with login access");
    expect(await on.happened(mark)).toEqual(expect.arrayContaining(["power.refused"]));
    expect(await on.happened(mark)).not.toContain("power.oauth-granted");
  });

  test("an app that everybody was let in for is no way round for an agent", async () => {
    const open = await on.registered({ name: "Open", preauthorized: true });
    const { token } = await on.loggedInAs("Sam", "Nia");
    const response = await ask({ client_id: open.key }, token);
    expect(sentTo(response).searchParams.get("error")).toBe("access_denied");
    expect(response.headers.get("understudy-rule")).toBe("POWER-06");
  });

  test("a session that is over leads to the login page", async () => {
    const { token, session } = await on.signedIn("Nia");
    await on.simulator.logOut(session);
    expect(await (await ask({}, token)).text()).toContain('name="pw"');
  });

  test("a wrong password is told at the page, and guessing is slowed down", async () => {
    const form = { ...asking(), username: "nia@acme.example", pw: "wrong", step: "login" };
    const answers = [];
    for (let n = 0; n < 11; n += 1) answers.push(await (await on.submit(PATH, form)).text());
    expect(answers[0]).toContain("Please check your username and password");
    expect(answers[10]).toContain("too many failed attempts");
  });
});

describe("a code is good for its app, its address, its verifier and 15 minutes", () => {
  test.for([
    ["another address", { redirect_uri: "https://portal.example/other" }, "redirect_uri_mismatch"],
    ["another secret", { client_secret: "guessed" }, "invalid_client"],
    ["no secret", { client_secret: "" }, "invalid_client"],
    ["an app nobody knows", { client_id: "nobody" }, "invalid_client_id"],
    ["the app of the command line", { client_id: "PlatformCLI" }, "invalid_grant"],
    ["another verifier", { code_verifier: "w".repeat(171) }, "invalid_grant"],
    ["a verifier of 42 characters", { code_verifier: "v".repeat(42) }, "invalid_grant"],
    ["a verifier of 172 characters", { code_verifier: "v".repeat(172) }, "invalid_grant"],
    ["no verifier", { code_verifier: "" }, "invalid_grant"],
  ] as const)("refused with %s", async ([, about, error]) => {
    const code = await codeOf("Nia", { code_challenge: CHALLENGE });
    const response = await exchange(code, { code_verifier: VERIFIER, ...about });
    expect([response.status, (await bodyOf(response)).error]).toEqual([400, error]);
    // None of that has used it up.
    expect((await exchange(code, { code_verifier: VERIFIER })).status).toBe(200);
  });

  test("a verifier for a code without a challenge is refused: somebody took that out on the way", async () => {
    const response = await exchange(await codeOf("Nia"), { code_verifier: VERIFIER });
    expect(await response.json()).toMatchObject({ error: "invalid_grant", error_description: "invalid code verifier" });
  });

  test.for([
    [15 * MINUTE - 1, 200],
    [15 * MINUTE, 400],
  ] as const)("after %i milliseconds it answers %i", async ([after, status]) => {
    const code = await codeOf("Nia");
    on.simulator.ports.clock.moveTo(later(on.simulator.ports.clock.now(), after));
    expect((await exchange(code)).status).toBe(status);
  });

  test("one that was changed by a character is none", async () => {
    const code = await codeOf("Nia");
    const last = code.endsWith("0") ? "1" : "0";
    expect(await (await exchange(`${code.slice(0, -1)}${last}`)).json()).toMatchObject({
      error_description: "invalid authorization code",
    });
  });

  test("at the host of another org it is good for nothing", async () => {
    const response = await on.post(
      "/services/oauth2/token",
      { grant_type: "authorization_code", code: await codeOf("Nia"), client_id: key, client_secret: secret },
      { host: "globex.localhost" },
    );
    expect(await response.json()).toMatchObject({ error: "invalid_grant" });
  });

  test("a user who was deactivated in between gets no tokens", async () => {
    const code = await codeOf("Omar");
    const { session } = await on.signedIn("Nia");
    await on.simulator.changeUser(session, { user: on.person("Omar").ref.id, active: false });
    expect(await (await exchange(code)).json()).toEqual({
      error: "inactive_user",
      error_description: "user is inactive",
    });
  });
});
