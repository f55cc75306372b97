import { mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import jsforce from "jsforce";
import { StreamingExtension } from "jsforce/lib/api/streaming.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aPlatformEvent } from "#fixtures/platform-event.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { openUnderstudy } from "#server/open.ts";
import { listen } from "#server/serve.ts";
import { seededRandom } from "#store/random.ts";

// The client that everybody uses, over a real socket, before a simulator that keeps its state.

const EVENT = "/event/Order_Placed__e";
const tokens = sessionTokens(new Uint8Array(32));

let state: string;
let running: Awaited<ReturnType<typeof start>> | undefined;
let clients: { disconnect(): void }[] = [];

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "understudy-streaming-"));
});
afterEach(async () => {
  for (const client of clients) client.disconnect();
  clients = [];
  await running?.stop();
  running = undefined;
  rmSync(state, { recursive: true, force: true });
});

/** A process as it is started: the same orgs and the same key as before, at the same port where one is given. */
async function start(port = 0) {
  const opened = await openUnderstudy({
    version: "0.0.0",
    world: "acme",
    state,
    systemMillis: Date.now,
    random: seededRandom(7),
  });
  const { simulator } = opened;
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const served = await listen(app, "127.0.0.1", port);
  let isStopped = false;
  const stop = async () => {
    if (isStopped) return;
    isStopped = true;
    simulator.streams.shut();
    await served.close();
    await opened.close();
  };
  return { simulator, loginUrl: served.url.replace("127.0.0.1", "localhost"), stop };
}

async function logIn({ loginUrl }: { readonly loginUrl: string }, username = "nia@acme.example") {
  const connection = new jsforce.Connection({ loginUrl, version: "66.0" });
  await connection.login(username, "understudy");
  return connection;
}

/** Listens as Faye does; `heard` grows as events come in. */
async function listenTo(connection: jsforce.Connection, channel: string, replay?: number) {
  const heard: { sobject?: { Id: string }; payload?: { Number__c: string }; event: { replayId: number } }[] = [];
  const extensions = replay === undefined ? [] : [new StreamingExtension.Replay(channel, replay)];
  const client = connection.streaming.createClient(extensions);
  // Faye has it, and the types of jsforce say nothing of it.
  clients.push(client as unknown as { disconnect(): void });
  await client.subscribe(channel, (data: (typeof heard)[number]) => heard.push(data));
  return { client, heard, numbers: () => heard.map(({ payload }) => payload?.Number__c) };
}

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_500) throw new Error("it does not come to that");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

async function withEvent(simulator: Awaited<ReturnType<typeof start>>["simulator"]) {
  const row = aPlatformEvent();
  for (const org of await simulator.ports.orgs.list())
    await simulator.changeOrg(org, "a platform event", [{ table: "customObjects", id: row.id, row }]);
}

test("a log tail hears of a log that a save leaves", async () => {
  running = await start();
  const nia = await logIn(running);
  const tail = await listenTo(nia, "/systemTopic/Logging");
  const session = tokens.read(`${nia.accessToken}`);
  const { value: who } = session ? await running.simulator.identify(session) : {};
  if (!session || !who) throw new Error("Nia is not in");
  await running.simulator.setDebugLevel(session, { name: "All", levels: { APEX_CODE: "FINEST" } });
  await running.simulator.setTraceFlag(session, { traced: { kind: "user", id: who.user }, debugLevel: "All" });
  await nia.sobject("Account").create({ Name: "Umbrella" });
  await until(() => tail.heard.length > 0);
  const log = `${tail.heard[0]?.sobject?.Id}`;
  expect(await nia.tooling.sobject("ApexLog").retrieve(log)).toMatchObject({ Id: log });
});

test("events are heard live, from the first, and behind one; and another org hears none of them", async () => {
  running = await start();
  await withEvent(running.simulator);
  const [nia, hugo] = [await logIn(running), await logIn(running, "hugo@globex.example")];
  const live = await listenTo(nia, EVENT, -1);
  const other = await listenTo(hugo, EVENT, -2);
  for (const Number__c of ["1", "2", "3"])
    expect(await nia.sobject("Order_Placed__e").create({ Number__c })).toMatchObject({
      success: true,
      id: expect.stringMatching(/^e00/),
    });
  await until(() => live.heard.length >= 3);
  expect(live.numbers()).toEqual(["1", "2", "3"]);
  const first = await listenTo(nia, EVENT, -2);
  await until(() => first.heard.length >= 3);
  const behind = await listenTo(nia, EVENT, live.heard[0]?.event.replayId);
  await until(() => behind.heard.length >= 2);
  await nia.sobject("Order_Placed__e").create({ Number__c: "4" });
  await hugo.sobject("Order_Placed__e").create({ Number__c: "h" });
  await until(() => [live, first, behind].every(({ heard }) => heard.at(-1)?.payload?.Number__c === "4"));
  await until(() => other.heard.length > 0);
  expect(first.numbers()).toEqual(["1", "2", "3", "4"]);
  expect(behind.numbers()).toEqual(["2", "3", "4"]);
  expect(other.numbers()).toEqual(["h"]);
});

test("who hangs up loses nothing, and who asks for a WebSocket is answered at once", async () => {
  running = await start();
  await withEvent(running.simulator);
  const nia = await logIn(running);
  const post = async (message: object, signal?: AbortSignal) => {
    const response = await fetch(`${running?.loginUrl}/cometd/41.0`, {
      method: "POST",
      headers: { authorization: `OAuth ${nia.accessToken}`, "content-type": "application/json" },
      body: JSON.stringify([message]),
      ...(signal && { signal }),
    });
    return (await response.json()) as { channel: string; clientId: string; data?: object }[];
  };
  const [{ clientId } = {}] = await post({ channel: "/meta/handshake", id: "1" });
  await post({ channel: "/meta/connect", clientId });
  await post({ channel: "/meta/subscribe", clientId, subscription: EVENT });
  await expect(post({ channel: "/meta/connect", clientId }, AbortSignal.timeout(100))).rejects.toThrow("abort");
  await new Promise((resolve) => setTimeout(resolve, 100));
  await nia.sobject("Order_Placed__e").create({ Number__c: "1" });
  await running.simulator.streams.settled();
  expect(await post({ channel: "/meta/connect", clientId })).toMatchObject([
    { data: { payload: { Number__c: "1" } } },
    { channel: "/meta/connect" },
  ]);

  const { port } = new URL(running.loginUrl);
  const headers = { connection: "Upgrade", upgrade: "websocket", authorization: `OAuth ${nia.accessToken}` };
  const status = await new Promise((resolve, reject) => {
    get({ port, path: "/cometd/41.0", headers }, ({ statusCode }) => resolve(statusCode))
      .on("upgrade", () => resolve("upgraded"))
      .on("error", reject);
  });
  expect(status).toBe(400);
});

test("a process that ends answers who listens at once; the next one is met with a new handshake, and loses no event", async () => {
  running = await start();
  await withEvent(running.simulator);
  const nia = await logIn(running);
  const { heard, numbers } = await listenTo(nia, EVENT, -2);
  await nia.sobject("Order_Placed__e").create({ Number__c: "1" });
  await until(() => heard.length > 0);
  const { port } = new URL(running.loginUrl);
  const begun = performance.now();
  await running.stop();
  expect(performance.now() - begun).toBeLessThan(4_000);
  running = await start(Number(port));
  await nia.sobject("Order_Placed__e").create({ Number__c: "2" });
  // Faye comes back by itself, says the same client id, is told to shake hands, and asks for all that is kept.
  await until(() => numbers().includes("2"));
  expect(new Set(numbers())).toEqual(new Set(["1", "2"]));
}, 30_000);
