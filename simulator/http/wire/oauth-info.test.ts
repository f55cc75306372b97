import { beforeEach, describe, expect, test } from "vitest";
import { bodyOf, CALLBACK, carriedIn, PASSWORD, type Stage, sentTo, stage } from "./stage.suite.ts";

let on: Stage;
let token = "";
beforeEach(async () => {
  on = await stage();
  ({ token } = await on.signedIn("Nia"));
});

const told = async (response: Response) => [response.status, await response.text()];
const idOf = (name: string) => {
  const { org, id } = on.person(name).ref;
  return `/id/${org}/${id}`;
};

describe("who is in", () => {
  test("userinfo and the identity URL tell whoever holds the session, however it is shown", async () => {
    const { org, id } = on.person("Nia").ref;
    const who = { user_id: id, organization_id: org };
    const form = { access_token: token };
    for (const response of [
      await on.get("/services/oauth2/userinfo", token),
      await on.post("/services/oauth2/userinfo", {}, { authorization: `OAuth ${token}` }),
      await on.post("/services/oauth2/userinfo", form),
      await on.get(idOf("Nia"), token),
      await on.get(`${idOf("Nia")}?format=json&oauth_token=${encodeURIComponent(token)}`),
      await on.post(idOf("Nia"), {}, { authorization: `Bearer ${token}` }),
      await on.post(idOf("Nia"), { oauth_token: token }),
    ])
      expect([response.status, await response.json()]).toMatchObject([200, who]);
  });

  test("of an agent's session they tell the user, and that is on record", async () => {
    const { token: agents } = await on.loggedInAs("Sam", "Nia");
    const mark = on.simulator.ports.log.end.size;
    const response = await on.get("/services/oauth2/userinfo", agents);
    expect(await response.json()).toMatchObject({ preferred_username: "nia@acme.example" });
    expect(await on.happened(mark)).toContain("login.visited");
  });

  test("in a word where no session is good", async () => {
    expect(await told(await on.get("/services/oauth2/userinfo"))).toEqual([403, "Missing_OAuth_Token"]);
    expect(await told(await on.get("/services/oauth2/userinfo", "none"))).toEqual([403, "Bad_OAuth_Token"]);
    expect(await told(await on.get(idOf("Nia")))).toEqual([403, "Missing_OAuth_Token"]);
    expect(await told(await on.get(`${idOf("Nia")}?oauth_token=none`, token))).toEqual([403, "Bad_OAuth_Token"]);
    expect(await told(await on.get(idOf("Gwen"), token))).toEqual([403, "Wrong_Org"]);
    expect(await told(await on.get(idOf("Omar"), token))).toEqual([403, "No_Access"]);
    expect(await told(await on.get("/id/00D/005", token))).toEqual([404, "Bad_Id"]);
    expect(await told(await on.get(`${idOf("Nia")}?format=xml`, token))).toMatchObject([
      406,
      expect.stringMatching(/^Bad_Format/),
    ]);
    const atGlobex = { host: "globex.localhost" };
    expect(await told(await on.get("/services/oauth2/userinfo", token, atGlobex))).toEqual([403, "Bad_OAuth_Token"]);
    const plain = await on.get("/services/oauth2/userinfo");
    expect(plain.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  });

  test("an ended session is none", async () => {
    await on.simulator.logOut((await on.signedIn("Nia")).session);
    const { session, token: other } = await on.signedIn("Nia");
    await on.simulator.logOut(session);
    expect(await told(await on.get("/services/oauth2/userinfo", other))).toEqual([403, "Bad_OAuth_Token"]);
    expect((await on.get("/services/oauth2/userinfo", token)).status).toBe(200);
  });
});

async function letIn() {
  const app = await on.registered();
  const query = new URLSearchParams({ response_type: "code", client_id: app.key, redirect_uri: CALLBACK });
  const page = await on.get(`/services/oauth2/authorize?${query}`, undefined, { cookie: `sid=${token}` });
  const form = { ...carriedIn(await page.text()), step: "allow" };
  const code = sentTo(await on.submit("/services/oauth2/authorize", form, token)).searchParams.get("code") ?? "";
  const client = { client_id: app.key, client_secret: app.secret ?? "" };
  const asked = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...client };
  const tokens = await bodyOf(await on.post("/services/oauth2/token", asked));
  return { app, client, access: tokens.access_token, refresh: tokens.refresh_token };
}

describe("revoke", () => {
  const revoke = (text: string, headers = {}) => on.post("/services/oauth2/revoke", { token: text }, headers);

  test("an access token is over everywhere, and what it was fetched with is not", async () => {
    const { access, refresh, client } = await letIn();
    expect(await told(await on.get(`/services/oauth2/revoke?token=${encodeURIComponent(access)}`))).toEqual([200, ""]);
    expect((await on.get("/services/data/v66.0", access)).status).toBe(401);
    const form = { grant_type: "refresh_token", refresh_token: refresh, ...client };
    expect((await on.post("/services/oauth2/token", form)).status).toBe(200);
    expect(await (await revoke(access)).json()).toMatchObject({ error: "invalid_token" });
  });

  test("with a refresh token ends what came from it, and not the user's own session", async () => {
    const { access, refresh, client } = await letIn();
    const mark = on.simulator.ports.log.end.size;
    expect((await revoke(refresh)).status).toBe(200);
    expect(await on.happened(mark)).toEqual(["power.oauth-token-revoked", "session.ended"]);
    expect((await on.get("/services/data/v66.0", access)).status).toBe(401);
    expect((await on.get("/services/data/v66.0", token)).status).toBe(200);
    const form = { grant_type: "refresh_token", refresh_token: refresh, ...client };
    expect((await on.post("/services/oauth2/token", form)).status).toBe(400);
    expect(await (await revoke(refresh)).json()).toMatchObject({ error: "invalid_token" });
  });

  test("what is no token, and one of another host's org, is of no type there is", async () => {
    const { refresh } = await letIn();
    for (const response of [
      await revoke("none"),
      await revoke(refresh, { host: "globex.localhost" }),
      await revoke(token, { host: "globex.localhost" }),
    ])
      expect([response.status, await response.json()]).toMatchObject([400, { error: "unsupported_token_type" }]);
    expect((await on.get("/services/data/v66.0", token)).status).toBe(200);
    expect(await (await on.post("/services/oauth2/revoke", {})).json()).toMatchObject({ error: "invalid_request" });
  });

  test("an agent's session ends like one that is logged out of", async () => {
    const { token: agents } = await on.loggedInAs("Sam", "Nia");
    expect((await revoke(agents)).status).toBe(200);
    expect((await on.get("/services/data/v66.0", agents)).status).toBe(401);
  });
});

describe("introspect", () => {
  const inspect = async (text: string, client: Readonly<Record<string, string>>) =>
    (await on.post("/services/oauth2/introspect", { token: text, ...client })).json();

  test("an app learns of its own tokens, and of nobody else's", async () => {
    const { app, client, access, refresh } = await letIn();
    const about = { active: true, client_id: app.key, username: "nia@acme.example" };
    expect(await inspect(access, client)).toMatchObject({
      ...about,
      token_type: "access_token",
      exp: expect.any(Number),
    });
    expect(await inspect(refresh, client)).toMatchObject({ ...about, token_type: "refresh_token" });
    const { token: agents } = await on.loggedInAs("Sam", "Nia");
    const other = await on.registered({ name: "Other" });
    const others = { client_id: other.key, client_secret: other.secret ?? "" };
    for (const [text, asking] of [
      [access, others],
      [refresh, others],
      [token, client],
      [agents, client],
      ["none", client],
    ] as const)
      expect(await inspect(text, asking)).toEqual({ active: false });
    expect(await inspect(access, { ...client, client_secret: "guessed" })).toMatchObject({ error: "invalid_client" });
    await on.post("/services/oauth2/revoke", { token: refresh });
    expect(await inspect(access, client)).toEqual({ active: false });
    expect(await inspect(refresh, client)).toEqual({ active: false });
  });
});

describe("SOAP", () => {
  const send = async (
    operation: string,
    session?: string,
    path = "/services/Soap/u/64.0",
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const head =
      session === undefined
        ? ""
        : `<se:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${session}</sessionId></SessionHeader></se:Header>`;
    const response = await on.app.request(path, {
      method: "POST",
      headers: { "content-type": "text/xml", ...headers },
      body: `<se:Envelope xmlns:se="http://schemas.xmlsoap.org/soap/envelope/">${head}<se:Body>${operation}</se:Body></se:Envelope>`,
    });
    return { status: response.status, text: await response.text() };
  };
  const login = (username: string, password = PASSWORD) =>
    `<login xmlns="urn:partner.soap.sforce.com"><username>${username}</username><password>${password}</password></login>`;

  test("a session is known by what it was begun with, and dead everywhere once it is logged out of", async () => {
    const { text } = await send(login("nia@acme.example"));
    const session = /<sessionId>([^<]+)</.exec(text)?.[1] ?? "";
    expect(await send("<getUserInfo/>", session)).toMatchObject({
      status: 200,
      text: expect.stringMatching(/<userName>nia@acme\.example</),
    });
    expect(await send("<getServerTimestamp/>", session)).toMatchObject({
      status: 200,
      text: expect.stringMatching(/<timestamp>\d{4}-\d\d-\d\dT/),
    });
    expect(await send("<logout/>", session, "/services/Soap/c/64.0")).toMatchObject({
      status: 200,
      text: expect.stringMatching(/<logoutResponse\/>/),
    });
    for (const operation of ["<getUserInfo/>", "<getServerTimestamp/>", "<logout/>"])
      expect(await send(operation, session)).toMatchObject({
        status: 500,
        text: expect.stringMatching(/<faultcode>sf:INVALID_SESSION_ID</),
      });
    expect((await on.get("/services/data/v66.0", session)).status).toBe(401);
    expect((await on.get("/services/data/v66.0", undefined, { cookie: `sid=${session}` })).status).toBe(401);
  });

  test("no session, and one at the host of another org, is none", async () => {
    for (const operation of ["<getUserInfo/>", "<getServerTimestamp/>", "<logout/>"]) {
      expect(await send(operation)).toMatchObject({
        status: 500,
        text: expect.stringMatching(/sf:INVALID_SESSION_ID/),
      });
      expect(await send(operation, token, undefined, { host: "globex.localhost" })).toMatchObject({
        status: 500,
        text: expect.stringMatching(/sf:INVALID_SESSION_ID/),
      });
    }
    expect((await on.get("/services/data/v66.0", token)).status).toBe(200);
  });

  test("nobody logs in at the host or the address of another org", async () => {
    const invalid = { status: 500, text: expect.stringMatching(/<faultcode>sf:INVALID_LOGIN</) };
    expect(await send(login("nia@acme.example"), undefined, undefined, { host: "globex.localhost" })).toMatchObject(
      invalid,
    );
    const gwens = on.person("Gwen").ref.org;
    expect(await send(login("nia@acme.example"), undefined, `/services/Soap/u/64.0/${gwens}`)).toMatchObject(invalid);
    expect(await send(login("nia@acme.example", "wrong"))).toMatchObject(invalid);
  });

  test("an agent's session is the user's to the API, on record", async () => {
    const { token: agents } = await on.loggedInAs("Sam", "Nia");
    const mark = on.simulator.ports.log.end.size;
    expect(await send("<getUserInfo/>", agents)).toMatchObject({
      text: expect.stringMatching(/<userName>nia@acme\.example</),
    });
    expect(await on.happened(mark)).toContain("login.visited");
  });
});
