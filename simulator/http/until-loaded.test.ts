import { expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";
import { untilLoaded } from "./until-loaded.ts";

const simulator = await simulatorInMemory(acme());
const tokens = sessionTokens(new Uint8Array(32));
const { app } = createApp({ simulator, tokens, operatorToken: "operator", hosts: ["sim.example"] });

/** An app that is not loaded, and how often somebody had it loaded. */
function notLoaded() {
  let loads = 0;
  const load = async () => {
    loads += 1;
    return app;
  };
  const answering = untilLoaded({ ports: simulator.ports, hosts: ["sim.example"], load });
  return { ...answering, ask: (request: Request) => answering.fetch(request.clone()), loads: () => loads };
}

const asks = (path: string, init: RequestInit = {}) => new Request(`http://localhost${path}`, init);

const inFull = async (response: Response) => [response.status, [...response.headers], await response.text()];

test.for(["/healthz", "/readyz", "/readyz?full"])(
  "%s is answered as the app answers it, which is not loaded for it",
  async (path) => {
    const { ask, loads } = notLoaded();
    expect(await inFull(await ask(asks(path)))).toEqual(await inFull(await app.fetch(asks(path))));
    expect(loads()).toBe(0);
  },
);

test.for([
  ["another path", asks("/sim/status")],
  ["one that nobody knows", asks("/readyz/")],
  ["another method", asks("/readyz", { method: "POST" })],
  ["a token", asks("/readyz", { headers: { authorization: "Bearer x" } })],
  ["a cookie", asks("/readyz", { headers: { cookie: "sid=x" } })],
  ["a host name that is not allowed", asks("/readyz", { headers: { host: "evil.example" } })],
] as const)("%s has the app loaded, which answers", async ([, request]) => {
  const { ask, loads } = notLoaded();
  expect(await inFull(await ask(request))).toEqual(await inFull(await app.fetch(request.clone())));
  expect(loads()).toBe(1);
});

test("those who come at once have it loaded once, and it answers whatever comes then", async () => {
  const { ask, loads, load } = notLoaded();
  await Promise.all([load(), ask(asks("/sim/status")), ask(asks("/api/openapi.json")), ask(asks("/readyz"))]);
  expect((await ask(asks("/readyz", { headers: { host: "sim.example" } }))).status).toBe(200);
  await load();
  expect(loads()).toBe(1);
});
