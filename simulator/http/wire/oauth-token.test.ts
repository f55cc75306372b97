import { generateKeyPairSync, sign } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { later, MINUTE, toMillis } from "#domain/time.ts";
import type { Profile } from "#domain/user.ts";
import type { AppRegistered } from "#usecases/wire/connected-apps.ts";
import { anAssertion, aSigningKey } from "./certificate.suite.ts";
import { bodyOf, CALLBACK, carriedIn, PASSWORD, type Stage, sentTo, stage } from "./stage.suite.ts";

const TOKEN = "/services/oauth2/token";
const JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const KEY = aSigningKey();

let on: Stage;
let app: AppRegistered;

beforeEach(async () => {
  on = await stage();
  app = await on.registered({ certificate: KEY.certificate });
});

type Form = Readonly<Record<string, string>>;
const client = (of: AppRegistered = app): Form => ({ client_id: of.key, client_secret: of.secret ?? "" });
const fetched = async (form: Form, headers: Form = {}) => {
  const response = await on.post(TOKEN, form, headers);
  return { status: response.status, body: await bodyOf(response) };
};
const refusedWith = (error: string, error_description: unknown = expect.any(String)) => ({
  status: 400,
  body: { error, error_description },
});

/** What an app gets that Nia lets in by a browser. */
async function letIn(of: AppRegistered, name = "Nia") {
  const { token } = await on.signedIn(name);
  const query = new URLSearchParams({ response_type: "code", client_id: of.key, redirect_uri: CALLBACK });
  const page = await on.get(`/services/oauth2/authorize?${query}`, undefined, { cookie: `sid=${token}` });
  const allowed =
    page.status === 302
      ? page
      : await on.submit("/services/oauth2/authorize", { ...carriedIn(await page.text()), step: "allow" }, token);
  const code = sentTo(allowed).searchParams.get("code") ?? "";
  const { body } = await fetched({ grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...client(of) });
  return body;
}
const refreshing = (refresh_token: string, of: AppRegistered = app) =>
  fetched({ grant_type: "refresh_token", refresh_token, ...client(of) });
const isGood = async (token: string) => (await on.get("/services/data/v66.0", token)).status;

describe("what is no request", () => {
  test.for([
    ["another type of grant", { grant_type: "device" }, "unsupported_grant_type", "grant type not supported"],
    ["a name of JavaScript's", { grant_type: "constructor" }, "unsupported_grant_type", "grant type not supported"],
    ["no type of grant", {}, "invalid_request", "missing required parameter: grant_type"],
    [
      "no client",
      { grant_type: "refresh_token", refresh_token: "5Aep" },
      "invalid_request",
      "missing required parameter: client_id",
    ],
  ] as const)("%s", async ([, form, error, words]) => {
    expect(await fetched(form)).toEqual(refusedWith(error, words));
  });

  test("JSON, or a parameter twice", async () => {
    const json = await on.app.request(TOKEN, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect([json.status, await json.json()]).toMatchObject([400, { error: "invalid_request" }]);
    const twice = await on.app.request(TOKEN, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "grant_type=password&grant_type=refresh_token",
    });
    expect(await twice.json()).toMatchObject({ error_description: "parameter given twice: grant_type" });
  });

  test("a form of another site's, which a browser sends by itself", async () => {
    const response = await on.post(TOKEN, { grant_type: "password" }, { origin: "https://evil.example" });
    expect(response.status).toBe(403);
  });
});

describe("with username and password", () => {
  const asNia = { grant_type: "password", username: "nia@acme.example", password: PASSWORD };

  test("a client is let in that proves to be its app, in its body or its header", async () => {
    const { status, body } = await fetched({ ...asNia, ...client() });
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("refresh_token");
    expect(await isGood(body.access_token)).toBe(200);
    const basic = Buffer.from(`${app.key}:${app.secret}`).toString("base64");
    expect((await fetched(asNia, { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  test.for([
    ["a wrong password", { password: "wrong" }, "invalid_grant", "authentication failure"],
    ["a user nobody knows", { username: "nobody@acme.example" }, "invalid_grant", "authentication failure"],
    ["another secret", { client_secret: "guessed" }, "invalid_client", "invalid client credentials"],
    ["no secret", { client_secret: "" }, "invalid_client", "invalid client credentials"],
    ["another app", { client_id: "nobody" }, "invalid_client_id", "client identifier invalid"],
    ["a scope nobody has", { scope: "everything" }, "invalid_scope", "the requested scope is not allowed: everything"],
  ] as const)("refused with %s", async ([, about, error, words]) => {
    expect(await fetched({ ...asNia, ...client(), ...about })).toEqual(refusedWith(error, words));
  });

  test("guessing is slowed down, in OAuth's form", async () => {
    for (let n = 0; n < 10; n += 1) await fetched({ ...asNia, ...client(), password: `guess ${n}` });
    const { status, body } = await fetched({ ...asNia, ...client() });
    expect([status, body.error]).toEqual([400, "invalid_grant"]);
    expect(body.error_description).toMatch(/^login rate exceeded/);
  });

  test("inactive and frozen users get nothing, and nobody learns which of both", async () => {
    const { session } = await on.signedIn("Nia");
    for (const how of [{ active: false }, { active: true, frozen: true }]) {
      await on.simulator.changeUser(session, { user: on.person("Omar").ref.id, ...how });
      const asOmar = { ...asNia, username: "omar@acme.example", ...client() };
      expect(await fetched(asOmar)).toEqual(refusedWith("invalid_grant", "authentication failure"));
    }
  });

  test("a user of another org is not let in at an org's own host", async () => {
    const form = { ...asNia, ...client() };
    expect((await fetched(form, { host: "globex.localhost" })).body.error).toBe("invalid_grant");
    const { body } = await fetched(form, { host: "acme.localhost:4100" });
    expect([body.instance_url, body.id.startsWith("http://acme.localhost:4100/id/00D")]).toEqual([
      "http://acme.localhost:4100",
      true,
    ]);
  });
});

describe("with an assertion", () => {
  const claims = (about: object = {}) => ({
    iss: app.key,
    sub: "nia@acme.example",
    aud: "http://localhost/",
    exp: toMillis(later(on.simulator.ports.clock.now(), 3 * MINUTE)) / 1000,
    ...about,
  });
  const bearing = (assertion: string, about: Form = {}) => fetched({ grant_type: JWT, assertion, ...about });
  const preauthorized = async () => {
    app = await on.registered({ name: "CI", certificate: KEY.certificate, preauthorized: true });
  };

  test("refused until the user or an administrator has let the app in", async () => {
    expect(await bearing(anAssertion(KEY, claims()))).toEqual(
      refusedWith("invalid_grant", "user hasn't approved this consumer"),
    );
    await on.simulator.authorizeApp((await on.signedIn("Nia")).session, { app: "Portal", purpose: "single sign-on" });
    expect((await bearing(anAssertion(KEY, claims()))).status).toBe(400);
    await on.simulator.authorizeApp((await on.signedIn("Nia")).session, { app: "Portal", purpose: "data access" });
    const { status, body } = await bearing(anAssertion(KEY, claims()));
    expect([status, body.refresh_token]).toEqual([200, undefined]);
    expect(await isGood(body.access_token)).toBe(200);
  });

  test.for([
    ["in milliseconds", { exp: "ms" }],
    ["for this server without a slash", { aud: "http://localhost" }],
    ["for this server by another name", { aud: "http://127.0.0.1/" }],
    ["for the platform's login page", { aud: "https://login.salesforce.com" }],
    ["for the platform's login page of sandboxes", { aud: "https://test.salesforce.com/" }],
    ["for several", { aud: ["https://elsewhere.example", "https://login.salesforce.com"] }],
  ] as const)("let in %s", async ([, about]) => {
    await preauthorized();
    const exp = "exp" in about ? toMillis(later(on.simulator.ports.clock.now(), 3 * MINUTE)) : claims().exp;
    expect((await bearing(anAssertion(KEY, claims({ ...about, exp })))).status).toBe(200);
  });

  test.for([
    ["for another server", { aud: "https://evil.example" }, "audience is invalid"],
    ["for another port", { aud: "http://localhost:4200" }, "audience is invalid"],
    ["for nobody", { aud: undefined }, "invalid assertion"],
    ["that is over", { exp: 1_700_000_000 }, "expired assertion"],
    ["that was over in milliseconds", { exp: 1_700_000_000_000 }, "expired assertion"],
    ["without an end", { exp: undefined }, "invalid assertion"],
    ["for a user nobody knows", { sub: "nobody@acme.example" }, "user hasn't approved this consumer"],
    ["for a user of an org without the app", { sub: "gwen@globex.example" }, "client identifier invalid"],
  ] as const)("refused %s", async ([, about, words]) => {
    await preauthorized();
    const { status, body } = await bearing(anAssertion(KEY, claims(about)));
    expect([status, body.error_description]).toEqual([400, words]);
  });

  test("refused as it ends", async () => {
    await preauthorized();
    const [now, exp] = [on.simulator.ports.clock.now(), claims().exp];
    on.simulator.ports.clock.moveTo(later(now, 3 * MINUTE - 1));
    expect((await bearing(anAssertion(KEY, claims({ exp })))).status).toBe(200);
    on.simulator.ports.clock.moveTo(later(now, 3 * MINUTE));
    expect((await bearing(anAssertion(KEY, claims({ exp })))).status).toBe(400);
  });

  test("refused with the key of somebody else, and with every other way to sign", async () => {
    await preauthorized();
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const right = anAssertion(KEY, claims());
    const [head = "", body = "", signature = ""] = right.split(".");
    const pss = generateKeyPairSync("ed25519").privateKey;
    const elsewhere = `${part({ alg: "EdDSA" })}.${body}`;
    const wrong = [
      anAssertion(aSigningKey(), claims()),
      anAssertion(KEY, claims(), { alg: "none" }),
      `${part({ alg: "none" })}.${body}.`,
      anAssertion(KEY, claims(), { alg: "RS512" }),
      anAssertion(KEY, claims(), { alg: "HS256" }),
      anAssertion(KEY, claims(), { alg: "RS256", crit: ["exp"] }),
      `${elsewhere}.${sign(null, Buffer.from(elsewhere), pss).toString("base64url")}`,
      `${head}.${part(claims({ sub: "omar@acme.example" }))}.${signature}`,
      `${right}.more`,
      "none at all",
      `${part("text")}.${body}.${signature}`,
    ];
    for (const assertion of wrong)
      expect(await bearing(assertion), assertion).toEqual(refusedWith("invalid_grant", "invalid assertion"));
  });

  test("an app without a certificate has nobody to sign for it, the platform's own included", async () => {
    const { key } = await on.registered({ name: "Bare", preauthorized: true });
    for (const iss of [key, "PlatformCLI"])
      expect((await bearing(anAssertion(KEY, claims({ iss })))).body.error_description).toBe("invalid assertion");
  });

  test("refused outside the login hours and IP ranges of the profile, on record", async () => {
    await preauthorized();
    const rows = await on.simulator.ports.orgs.of(on.person("Nia").ref.org);
    const nia = rows.users[on.person("Nia").ref.id];
    const profile = nia && rows.profiles[nia.profile];
    if (!profile) throw new Error("Nia has no profile");
    const row: Profile = { ...profile, ipRanges: ["192.0.2.1-192.0.2.9"] };
    await on.simulator.changeOrg(on.person("Nia").ref.org, "IP ranges", [{ table: "profiles", id: row.id, row }]);
    const mark = on.simulator.ports.log.end.size;
    expect(await bearing(anAssertion(KEY, claims()))).toEqual(
      refusedWith("invalid_grant", "ip restricted or invalid login hours"),
    );
    expect(await on.happened(mark)).toEqual(["session.refused"]);
  });
});

describe("with a refresh token", () => {
  test("the same one is good again and again, and not sent a second time", async () => {
    const { refresh_token } = await letIn(app);
    for (let n = 0; n < 3; n += 1) {
      const { status, body } = await refreshing(refresh_token);
      expect([status, body.refresh_token, await isGood(body.access_token)]).toEqual([200, undefined, 200]);
    }
  });

  test("an app that has it replaced gets another, and none is good once an old one is shown", async () => {
    const rotating = await on.registered({ name: "Rotating", rotateRefreshTokens: true });
    const { refresh_token: first } = await letIn(rotating);
    const { body: second } = await refreshing(first, rotating);
    expect(second.refresh_token).not.toBe(first);
    const { body: third } = await refreshing(second.refresh_token, rotating);
    expect(await isGood(third.access_token)).toBe(200);
    expect(await refreshing(first, rotating)).toEqual(refusedWith("invalid_grant", "expired access/refresh token"));
    expect(await refreshing(third.refresh_token, rotating)).toMatchObject({ status: 400 });
    expect(await isGood(third.access_token)).toBe(401);
  });

  test("over after the hours the app has it for, and at once where those are none", async () => {
    const short = await on.registered({ name: "Short", refreshTokenHours: 1 });
    const { refresh_token } = await letIn(short);
    const { now } = { now: on.simulator.ports.clock.now() };
    on.simulator.ports.clock.moveTo(later(now, 60 * MINUTE - 1));
    expect((await refreshing(refresh_token, short)).status).toBe(200);
    on.simulator.ports.clock.moveTo(later(now, 60 * MINUTE));
    expect((await refreshing(refresh_token, short)).status).toBe(400);
    expect(await letIn(await on.registered({ name: "Never", refreshTokenHours: 0 }))).not.toHaveProperty(
      "refresh_token",
    );
  });

  test("it is bound to its app and its org", async () => {
    const { refresh_token } = await letIn(app);
    const other = await on.registered({ name: "Other" });
    const there = await on.registered({ in: on.person("Gwen").ref.org, key: app.key, name: "Portal" });
    expect((await refreshing(refresh_token, other)).body.error).toBe("invalid_grant");
    expect((await refreshing(refresh_token, there)).body.error).toBe("invalid_client");
    const atGlobex = { host: "globex.localhost" };
    const form = { grant_type: "refresh_token", refresh_token, ...client() };
    expect((await fetched(form, atGlobex)).body.error).toBe("invalid_grant");
    expect((await fetched(form)).status).toBe(200);
  });

  test("a code that nobody has redeemed is none, and what was changed neither", async () => {
    const { refresh_token } = await letIn(app);
    for (const wrong of [
      refresh_token.replace(".0.", ".1."),
      `${refresh_token}0`,
      refresh_token.slice(0, -1),
      "5Aep",
      "",
    ])
      expect((await refreshing(wrong)).status, wrong).toBe(400);
  });

  test("the user takes access back, and all that came from it is over", async () => {
    const { access_token, refresh_token } = await letIn(app);
    const { session } = await on.signedIn("Nia");
    const { value = [] } = await on.simulator.listApps(session);
    const [consent] = value;
    if (!consent) throw new Error("nothing was consented to");
    await on.simulator.revokeApp(session, consent.id);
    expect(await isGood(access_token)).toBe(401);
    expect((await refreshing(refresh_token)).status).toBe(400);
  });

  test("a frozen user's is good for nothing, and good again afterwards", async () => {
    const { refresh_token } = await letIn(app, "Omar");
    const { session } = await on.signedIn("Nia");
    const omar = on.person("Omar").ref.id;
    await on.simulator.changeUser(session, { user: omar, frozen: true });
    expect(await refreshing(refresh_token)).toEqual(refusedWith("inactive_user", "user is inactive"));
    await on.simulator.changeUser(session, { user: omar, frozen: false });
    expect((await refreshing(refresh_token)).status).toBe(200);
  });

  test("removed with its app", async () => {
    const { access_token, refresh_token } = await letIn(app);
    await on.simulator.removeAppIn(on.person("Nia").ref.org, app.id);
    expect(await isGood(access_token)).toBe(401);
    expect((await refreshing(refresh_token)).body).toMatchObject({ error: "invalid_client_id" });
  });

  test("beyond five of a user and an app the oldest is over", async () => {
    const letInOnes = [];
    for (let n = 0; n < 6; n += 1) {
      on.simulator.ports.clock.moveTo(later(on.simulator.ports.clock.now(), 1000));
      letInOnes.push(await letIn(app));
    }
    const good = await Promise.all(letInOnes.map(async (one) => (await refreshing(one.refresh_token)).status));
    expect(good).toEqual([400, 200, 200, 200, 200, 200]);
  });
});

describe("in the app's own name", () => {
  const form = (of: AppRegistered): Form => ({ grant_type: "client_credentials", ...client(of) });

  test("it counts as the user an administrator chose, at the org's own host", async () => {
    const robot = await on.registered({ name: "Robot", runAs: on.person("Omar").ref.id });
    const { status, body } = await fetched(form(robot), { host: "acme.localhost" });
    expect(status).toBe(200);
    expect(body.id).toContain(on.person("Omar").ref.id);
    expect(body).not.toHaveProperty("refresh_token");
    expect((await fetched(form(robot))).body.error_description).toBe("request not supported on this domain");
    expect((await fetched({ ...form(robot), client_secret: "guessed" }, { host: "acme.localhost" })).body.error).toBe(
      "invalid_client",
    );
  });

  test("nobody was chosen, or it has no secret", async () => {
    const atAcme = { host: "acme.localhost" };
    expect((await fetched(form(app), atAcme)).body.error_description).toBe("no client credentials user enabled");
    expect((await fetched({ grant_type: "client_credentials", client_id: "PlatformCLI" }, atAcme)).body.error).toBe(
      "invalid_client",
    );
  });
});

test("a session serves what its app was let in for, and a client is never sent to fetch another like it", async () => {
  const form = { grant_type: "password", username: "nia@acme.example", password: PASSWORD, ...client() };
  const { body: identityOnly } = await fetched({ ...form, scope: "id" });
  const api = await on.get("/services/data/v66.0", identityOnly.access_token);
  expect([api.status, await api.json()]).toEqual([
    403,
    [{ errorCode: "INSUFFICIENT_ACCESS", message: "This session is not valid for use with the REST API" }],
  ]);
  expect((await on.get("/services/oauth2/userinfo", identityOnly.access_token)).status).toBe(200);
  const { body: apiOnly } = await fetched({ ...form, scope: "api" });
  const { org } = on.person("Nia").ref;
  expect(await isGood(apiOnly.access_token)).toBe(200);
  expect((await on.get(`/orgs/${org}/home`, apiOnly.access_token)).status).toBe(403);
  expect((await on.get("/services/oauth2/singleaccess", apiOnly.access_token)).status).toBe(403);
});

test("what an app was let in for is no way to let it in for more", async () => {
  const form = { grant_type: "password", username: "nia@acme.example", password: PASSWORD, ...client(), scope: "api" };
  const { body } = await fetched(form);
  const query = new URLSearchParams({ response_type: "code", client_id: app.key, redirect_uri: CALLBACK });
  const page = await on.get(`/services/oauth2/authorize?${query}`, body.access_token);
  expect(await page.text()).toContain('name="pw"');
});

test("a session by OAuth passed no second factor, and so opens no subscriber org (LMO-10)", async () => {
  const labs = await on.registered({ in: on.person("Sam").ref.org, name: "Console" });
  const about = { grant_type: "password", username: "sam@ledgerlabs.example", password: PASSWORD };
  const { body } = await fetched({ ...about, ...client(labs) });
  const session = on.tokens.read(body.access_token);
  if (!session) throw new Error("Sam has no session");
  const { ref } = on.person("Nia");
  await on.simulator.saveLoginAccess((await on.signedIn("Nia")).session, {
    party: on.person("Sam").ref.org,
    duration: "1 week",
  });
  const { decision } = await on.simulator.logInAs(session, { subscriber: ref.org, user: ref.id });
  expect(decision).toMatchObject({ effect: "deny", rule: "LMO-10" });
});

test("no secret, code or token stands in the log or the rows", async () => {
  const { access_token, refresh_token } = await letIn(app);
  const kept = [JSON.stringify(await on.simulator.ports.orgs.of(on.person("Nia").ref.org))];
  for await (const record of on.simulator.ports.log.read()) kept.push(JSON.stringify(record));
  const text = kept.join("\n");
  for (const secret of [access_token, refresh_token, app.secret ?? ""]) expect(text).not.toContain(secret);
  expect(text).toContain("power.oauth-code-given");
});
