import { expect, test } from "vitest";
import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { judge } from "#server/judge.ts";
import { withPasswordHash } from "#server/worlds.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { CHEAP } from "#store/password.ts";
import { seededRandom } from "#store/random.ts";
import { openSimulator } from "#usecases/simulator.ts";
import { bodyOf, CALLBACK, carriedIn, sentTo } from "./stage.suite.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

test("sessions and refresh tokens outlive a restart, and nothing else is needed for that than the log and the key", async () => {
  const world = await withPasswordHash(acme());
  const [storage, random] = [memoryStorage(), seededRandom(world.seed)];
  const credentials = memoryCredentials({ random, cost: CHEAP });
  const ids = idsFrom(world.nextId);
  const opened = async (key = new Uint8Array(32)) => {
    const log = openLog(storage);
    const simulator = await openSimulator({
      log,
      clock: frozenClock(world.clock),
      ids,
      orgs: memoryOrgs(),
      credentials,
    });
    const tokens = sessionTokens(key);
    const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
    const post = (path: string, form: Readonly<Record<string, string>>, headers = {}) =>
      app.request(path, {
        method: "POST",
        headers: { ...FORM, ...headers },
        body: new URLSearchParams(form).toString(),
      });
    return { log, simulator, tokens, app, post };
  };

  const first = await opened();
  await first.simulator.loadWorld(world);
  const nia = world.cast.find(({ name }) => name === "Nia")?.ref;
  if (!nia) throw new Error("nobody called Nia");
  const portal = await first.simulator.registerAppIn(nia.org, {
    name: "Portal",
    callbacks: [CALLBACK],
    preauthorized: false,
    rotateRefreshTokens: false,
    secretFor: () => "secret",
  });
  const client = { client_id: portal.key, client_secret: "secret" };
  const { session } = await first.simulator.takePlaceOf(nia, { mfa: true });
  const cookie = `sid=${first.tokens.issue(nia.org, session)}`;
  const query = new URLSearchParams({ response_type: "code", client_id: portal.key, redirect_uri: CALLBACK });
  const page = await first.app.request(`/services/oauth2/authorize?${query}`, { headers: { cookie } });
  const form = { ...carriedIn(await page.text()), step: "allow" };
  const allowed = await first.post("/services/oauth2/authorize", form, { cookie, origin: "http://localhost" });
  const code = sentTo(allowed).searchParams.get("code") ?? "";
  const asked = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...client };
  const { access_token, refresh_token } = await bodyOf(await first.post("/services/oauth2/token", asked));
  await first.log.close();

  const second = await opened();
  const bearer = { headers: { authorization: `Bearer ${access_token}` } };
  expect((await second.app.request("/services/data/v66.0", bearer)).status).toBe(200);
  const refreshing = { grant_type: "refresh_token", refresh_token, ...client };
  expect((await second.post("/services/oauth2/token", refreshing)).status).toBe(200);
  await second.post("/services/oauth2/token", asked);
  expect((await second.app.request("/services/data/v66.0", bearer)).status).toBe(401);
  const records = await Array.fromAsync(second.log.read());
  expect(records.map(({ type }) => type)).toContain("power.oauth-token-revoked");
  // The auditor reads all of this by the log alone.
  expect(await judge(second.log, records)).toEqual([]);
  await second.log.close();

  const other = await opened(new Uint8Array(32).fill(1));
  expect((await other.app.request("/services/data/v66.0", bearer)).status).toBe(401);
  expect(await bodyOf(await other.post("/services/oauth2/token", refreshing))).toMatchObject({
    error: "invalid_grant",
  });
});
