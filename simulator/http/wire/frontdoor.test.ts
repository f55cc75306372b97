import { beforeEach, describe, expect, test } from "vitest";
import { later, MINUTE } from "#domain/time.ts";
import { placeHere } from "./frontdoor.ts";
import { bodyOf, carriedIn, PASSWORD, type Stage, stage } from "./stage.suite.ts";

const SINGLE = "/services/oauth2/singleaccess";

let on: Stage;
beforeEach(async () => {
  on = await stage();
});

const linkOf = async (token: string, query = "") =>
  (await bodyOf(await on.get(`${SINGLE}${query}`, token))).frontdoor_uri;
const pathOf = (address: string) => address.replace("http://localhost", "");
const cookieOf = (response: Response) => /^sid=([^;]*);/.exec(response.headers.get("set-cookie") ?? "")?.[1];
const isAtLogin = (response: Response) =>
  response.headers.get("location")?.startsWith("http://localhost/secur/login.jsp?");

test("a link opens the org once, with a cookie for its session", async () => {
  const { token } = await on.signedIn("Nia");
  const link = await linkOf(token, "?redirect_uri=lightning/setup/SetupOneHome/home");
  expect(link).toMatch(/^http:\/\/localhost\/secur\/frontdoor\.jsp\?otp=[0-9a-f]{64}&startURL=/);
  const first = await on.get(pathOf(link));
  expect([first.status, first.headers.get("location")]).toEqual([
    302,
    "http://localhost/lightning/setup/SetupOneHome/home",
  ]);
  expect(first.headers.get("set-cookie")).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  const { org } = on.person("Nia").ref;
  expect((await on.get(`/orgs/${org}/home`, undefined, { cookie: `sid=${cookieOf(first)}` })).status).toBe(200);
  const second = await on.get(pathOf(link));
  expect([second.status, cookieOf(second), isAtLogin(second)]).toEqual([302, undefined, true]);
});

test.for([
  [2 * MINUTE - 1, false],
  [2 * MINUTE, true],
] as const)("a link after %i milliseconds", async ([after, isOver]) => {
  const { token } = await on.signedIn("Nia");
  const link = await linkOf(token);
  on.simulator.ports.clock.moveTo(later(on.simulator.ports.clock.now(), after));
  expect(isAtLogin(await on.get(pathOf(link)))).toBe(isOver);
});

test("a link of a session that has ended opens nothing", async () => {
  const { token, session } = await on.signedIn("Nia");
  const link = await linkOf(token);
  await on.simulator.logOut(session);
  expect(isAtLogin(await on.get(pathOf(link)))).toBe(true);
  expect((await on.get(SINGLE, token)).status).toBe(401);
});

test("an agent with login access makes none, which is on record", async () => {
  const { token } = await on.loggedInAs("Sam", "Nia");
  const mark = on.simulator.ports.log.end.size;
  const response = await on.get(SINGLE, token);
  expect([response.status, response.headers.get("understudy-rule")]).toEqual([403, "POWER-14"]);
  expect(await on.happened(mark)).toContain("power.refused");
});

describe("an agent's session id opens the pages of its own org", () => {
  test("and nothing at the host of another, nor once the login access is gone", async () => {
    const { token, own } = await on.loggedInAs("Sam", "Nia");
    const path = `/secur/frontdoor.jsp?sid=${encodeURIComponent(token)}`;
    expect(cookieOf(await on.get(path))).toBe(token);
    expect(cookieOf(await on.get(path, undefined, { host: "acme.localhost" }))).toBe(token);
    expect(cookieOf(await on.get(path, undefined, { host: "globex.localhost" }))).toBeUndefined();
    await on.simulator.saveLoginAccess(own.session, { party: on.person("Sam").ref.org, duration: "no access" });
    expect((await on.get("/services/data/v66.0", token)).status).toBe(403);
    expect((await on.get("/services/data/v66.0", token)).status).toBe(401);
    expect((await on.get("/services/oauth2/userinfo", token)).status).toBe(403);
    expect(cookieOf(await on.get(path))).toBeUndefined();
  });
});

describe("nobody is sent to another host", () => {
  test.for([
    ["/home", "/home"],
    ["home?a=b#c", "/home?a=b#c"],
    ["http://localhost/home", "/home"],
    ["http://localhost//evil.example", "//evil.example"],
    ["https://evil.example/", undefined],
    ["//evil.example", undefined],
    ["///evil.example", undefined],
    ["/\\evil.example", undefined],
    ["\\\\evil.example", undefined],
    ["http:evil.example", "/evil.example"],
    ["http://localhost@evil.example/", undefined],
    ["http://localhost:81/", undefined],
    ["http://localhost.evil.example/", undefined],
    ["javascript:alert(1)", undefined],
    ["data:text/html,hello", undefined],
    ["/a\nlocation: b", undefined],
    ["\t//evil.example", undefined],
    ["", undefined],
  ] as const)("%j leads to %j", ([address, path]) => {
    expect(placeHere("http://localhost", address)).toBe(path);
  });

  test("whatever a link, a form or a logout says", async () => {
    const { token } = await on.signedIn("Nia");
    const sid = encodeURIComponent(token);
    for (const start of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "http://localhost//evil.example",
    ]) {
      const query = encodeURIComponent(start);
      const answers = [
        await on.get(`/secur/frontdoor.jsp?sid=${sid}&startURL=${query}`),
        await on.get(`/secur/frontdoor.jsp?sid=${sid}&retURL=${query}`),
        await on.get(`/secur/frontdoor.jsp?sid=none&startURL=${query}`),
        await on.get(`/secur/logout.jsp?retUrl=${query}`),
        await on.submit("/secur/login.jsp", { startURL: start, username: "nia@acme.example", pw: PASSWORD }),
      ];
      for (const { status, headers } of answers) {
        expect(status).toBe(302);
        expect(new URL(headers.get("location") ?? "").host).toBe("localhost");
      }
    }
    const refused = await on.get(`${SINGLE}?redirect_uri=https://evil.example`, token);
    expect([refused.status, await refused.json()]).toMatchObject([400, [{ errorCode: "INVALID_FIELD" }]]);
  });
});

test("the login page lets in, and says why it does not", async () => {
  const page = await on.get("/secur/login.jsp?startURL=/home&username=%22%3E%3Cscript%3E");
  const text = await page.text();
  expect(text).not.toContain("<script");
  expect(carriedIn(text)).toEqual({ startURL: "/home" });
  const wrong = await on.submit("/secur/login.jsp", { startURL: "/home", username: "nia@acme.example", pw: "wrong" });
  expect([wrong.status, await wrong.text()]).toEqual([401, expect.stringContaining("Please check your username")]);
  const right = await on.submit("/secur/login.jsp", { startURL: "/home", username: "nia@acme.example", pw: PASSWORD });
  expect([right.headers.get("location"), cookieOf(right)?.slice(0, 3)]).toEqual(["http://localhost/home", "00D"]);
});

test("logging out ends the session everywhere and takes the cookie away", async () => {
  const { token } = await on.signedIn("Nia");
  const out = await on.get("/secur/logout.jsp", undefined, { cookie: `sid=${token}` });
  expect([out.status, out.headers.get("set-cookie")]).toEqual([302, expect.stringContaining("Max-Age=0")]);
  expect((await on.get("/services/data/v66.0", token)).status).toBe(401);
  expect((await on.get("/services/data/v66.0", undefined, { cookie: `sid=${token}` })).status).toBe(401);
  expect((await on.get("/secur/logout.jsp", undefined, { cookie: `sid=${token}` })).status).toBe(302);
  expect((await on.get("/secur/logout.jsp")).status).toBe(302);
});
