import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { NO_FILTERS } from "#domain/debug/session.ts";
import { formatId } from "#domain/ids.ts";
import { HOUR, later, MINUTE } from "#domain/time.ts";
import { order, type Sent, streaming } from "./cometd.suite.ts";

const EVENT = "/event/Order_Placed__e";
const LOGGING = "/systemTopic/Logging";

/** Whether something is settled by itself, without anything else being done. */
const isSettled = async (waiting: Promise<unknown>): Promise<boolean> =>
  Promise.race([waiting.then(() => true), after(30).then(() => false)]);

test("a handshake tells what is spoken, and the first connect is answered at once with advice", async () => {
  const { listener } = await streaming();
  const nia = await listener("Nia");
  expect(await nia.handshake()).toEqual({
    channel: "/meta/handshake",
    id: "h",
    version: "1.0",
    minimumVersion: "1.0",
    clientId: expect.stringMatching(/^[0-9a-f]{40}$/),
    supportedConnectionTypes: ["long-polling"],
    ext: { replay: true, "payload.format": true },
    successful: true,
  });
  expect(await nia.connect()).toMatchObject([
    { channel: "/meta/connect", successful: true, advice: { reconnect: "retry", interval: 0, timeout: 110_000 } },
  ]);
});

test("connect and subscribe come in one request, and are answered in their order", async () => {
  const { listener } = await streaming();
  const nia = await listener("Nia");
  await nia.handshake();
  const replies = await nia.post(
    [nia.message("/meta/connect", { advice: { timeout: 0 } }), nia.message("/meta/subscribe", { subscription: EVENT })],
    "//cometd/replay/36.0/connect/",
  );
  expect(replies).toMatchObject([
    { channel: "/meta/connect", successful: true },
    { channel: "/meta/subscribe", subscription: EVENT, successful: true },
  ]);
});

test("a connect is held until there is something to hear", async () => {
  const { listener } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const held = nia.connect();
  expect(await isSettled(held)).toBe(false);
  const { id, success, errors } = await nia.publish({ Number__c: "4711", Total__c: "12.50" });
  expect({ id, success, errors }).toEqual({
    id: expect.stringMatching(/^e00\w{15}$/),
    success: true,
    errors: [{ statusCode: "OPERATION_ENQUEUED", message: expect.stringMatching(/^[0-9a-f-]{36}$/), fields: [] }],
  });
  const [event, connect] = await held;
  expect(event).toEqual({
    channel: EVENT,
    data: {
      schema: expect.stringMatching(/^\w{22}$/),
      payload: {
        CreatedDate: "2031-03-04T09:00:00.000Z",
        CreatedById: expect.stringMatching(/^005/),
        Number__c: "4711",
        Total__c: 12.5,
      },
      event: { replayId: expect.any(Number), EventUuid: (errors as Sent[])[0]?.message },
    },
  });
  expect(connect).toMatchObject({ channel: "/meta/connect", successful: true });
});

test.for([
  ["a subscription", (nia) => nia.subscribe(LOGGING)],
  ["an unsubscription", (nia) => nia.post([nia.message("/meta/unsubscribe", { subscription: EVENT })])],
  ["a publication", (nia) => nia.post([nia.message(EVENT, { data: {} })])],
  ["another connect", (nia) => void nia.connect()],
  ["a disconnect", (nia) => nia.post([nia.message("/meta/disconnect")])],
] as const satisfies readonly (readonly [
  string,
  (nia: Awaited<ReturnType<Awaited<ReturnType<typeof streaming>>["listener"]>>) => unknown,
])[])("%s answers the connect that is held", async ([, does]) => {
  const { listener } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const held = nia.connect();
  expect(await isSettled(held)).toBe(false);
  await does(nia);
  expect(await held).toMatchObject([{ channel: "/meta/connect", successful: true }]);
});

test("what came in while nobody waited for the answer is heard by the next connect", async () => {
  const { listener } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const gone = new AbortController();
  const held = nia.connect({}, gone.signal);
  expect(await isSettled(held)).toBe(false);
  gone.abort();
  await after(10);
  await nia.publish({ Number__c: "1" });
  await nia.publish({ Number__c: "2" });
  expect(await nia.hears()).toEqual([order("1"), order("2")]);
  expect(await nia.hears()).toEqual([]);
});

test("new events, all that are kept, and those behind one that was heard", async () => {
  const { listener } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  for (const Number__c of ["1", "2", "3"]) await nia.publish({ Number__c });
  const heard = (await nia.hears()) as { event: { replayId: number } }[];
  expect(heard).toEqual([order("1"), order("2"), order("3")]);
  const omar = await (await listener("Nia")).listen(EVENT, -1);
  expect(await omar.hears()).toEqual([]);
  const all = await (await listener("Nia")).listen(EVENT, -2);
  expect(await all.hears()).toEqual(heard);
  const rest = await (await listener("Nia")).listen(EVENT, heard[0]?.event.replayId);
  expect(await rest.hears()).toEqual(heard.slice(1));
  await nia.publish({ Number__c: "4" });
  for (const one of [omar, all, rest]) expect(await one.hears()).toEqual([order("4")]);
});

test("an event is kept for three days, and who asks for what is gone is told so", async () => {
  const { listener, simulator } = await streaming();
  const { clock } = simulator.ports;
  const nia = await (await listener("Nia")).listen(EVENT);
  await nia.publish({ Number__c: "1" });
  const [first] = (await nia.hears()) as { event: { replayId: number } }[];
  const replayId = first?.event.replayId ?? 0;
  await simulator.moveClock(later(clock.now(), 72 * HOUR - 1));
  expect(await (await (await listener("Nia")).listen(EVENT, -2)).hears()).toEqual([order("1")]);
  await simulator.moveClock(later(clock.now(), 1));
  const again = await (await listener("Nia")).listen(EVENT, -2);
  expect(await again.hears()).toEqual([]);
  expect(await again.subscribe(EVENT, replayId)).toMatchObject({ successful: true });
  const error = expect.stringContaining("you provided was invalid");
  expect(await again.subscribe(EVENT, replayId - 1)).toMatchObject({ successful: false, error });
  expect(await again.subscribe(EVENT, 1_000_000)).toMatchObject({ successful: false, error });
  expect(await again.subscribe(EVENT, "soon")).toMatchObject({ successful: false, error });
});

test("a log is heard of when it can be read, by whoever has it on the list", async () => {
  const { listener, simulator, traceNia } = await streaming();
  const nia = await (await listener("Nia")).listen(LOGGING);
  await traceNia(nia);
  await simulator.changeRows(nia.session, {
    changes: [{ does: "create", object: "Account", values: { Name: "Umbrella" } }],
    allOrNone: true,
  });
  const heard = (await nia.hears()) as { sobject: { Id: string } }[];
  expect(heard).toEqual([
    {
      event: { createdDate: "2031-03-04T09:00:00.000Z", replayId: expect.any(Number), type: "created" },
      sobject: { Id: expect.stringMatching(/^07L/) },
    },
  ]);
  const log = heard[0]?.sobject.Id;
  expect(await simulator.readRow(nia.session, { api: "tooling", object: "ApexLog", key: `${log}` })).toMatchObject({
    value: { row: { Id: log } },
  });
});

test("an agent's log is heard of by the agent, and not by the subscriber", async () => {
  const { listener, simulator, person, traceNia, as } = await streaming();
  const nia = await (await listener("Nia")).listen(LOGGING);
  const publisher = person("Sam").ref.org;
  await simulator.saveLoginAccess(nia.session, { party: publisher, duration: "1 week" });
  const { session: own } = await simulator.takePlaceOf(person("Sam").ref, { mfa: true, myDomain: true });
  const { value } = await simulator.logInAs(own, { subscriber: person("Nia").ref.org, user: person("Nia").ref.id });
  if (!value) throw new Error("Sam was refused");
  const sam = await as("Nia", value.session).listen(LOGGING);
  await traceNia(sam);
  const changes = [{ does: "create", object: "Account", values: { Name: "Umbrella" } }] as const;
  await simulator.changeRows(sam.session, { changes, allOrNone: true });
  expect(await sam.hears()).toMatchObject([{ sobject: { Id: expect.stringMatching(/^07L/) } }]);
  expect(await nia.hears()).toEqual([]);

  // Nothing more is heard in a session whose login access is gone, and nobody has to do anything there for that.
  const held = sam.connect();
  await simulator.saveLoginAccess(nia.session, { party: publisher, duration: "no access" });
  await traceNia(nia);
  await simulator.changeRows(nia.session, { changes, allOrNone: true });
  expect(await held).toMatchObject([{ successful: false, error: "401::Authentication invalid" }]);
  expect(await nia.hears()).toHaveLength(1);
  const pages: unknown[] = [];
  for await (const record of simulator.ports.log.read())
    if (record.session === sam.session && record.type === "login.visited") pages.push(record.page);
  expect(pages).toEqual(["open a stream", `subscribe to ${LOGGING}`]);
});

test("a session that ends answers the connect that is held in it, with what makes its client stop", async () => {
  const { listener, simulator } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const held = nia.connect();
  expect(await isSettled(held)).toBe(false);
  await simulator.logOut(nia.session);
  const over = { successful: false, error: "401::Authentication invalid", advice: { reconnect: "none" } };
  expect(await held).toMatchObject([{ channel: "/meta/connect", ...over }]);
  expect(await nia.handshake()).toMatchObject(over);
  expect(await nia.connect()).toMatchObject([over]);
});

test("to listen does not keep a session alive", async () => {
  const { listener, simulator } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  for (let minutes = 0; minutes < 110; minutes += 10) {
    await simulator.moveClock(later(simulator.ports.clock.now(), 10 * MINUTE));
    expect(await nia.hears()).toEqual([]);
  }
  await simulator.moveClock(later(simulator.ports.clock.now(), 10 * MINUTE));
  expect(await nia.connect()).toMatchObject([{ error: "401::Authentication invalid" }]);
});

test("orgs hear nothing of each other, and nobody speaks for the client of another session", async () => {
  const { listener } = await streaming();
  const [nia, hugo] = [await listener("Nia"), await listener("Hugo")];
  await nia.listen(EVENT, -2);
  await hugo.listen(EVENT, -2);
  await nia.publish({ Number__c: "1" });
  expect(await hugo.hears()).toEqual([]);
  expect(await nia.hears()).toEqual([order("1")]);
  const unknown = { error: "403::Unknown client", advice: { reconnect: "handshake", interval: 0 } };
  for (const clientId of [nia.clientId, "guessed"]) {
    expect(await hugo.connect({ clientId })).toMatchObject([unknown]);
    expect(await hugo.post([{ channel: "/meta/disconnect", clientId }])).toMatchObject([unknown]);
  }
  const other = await listener("Nia");
  expect(await other.connect({ clientId: nia.clientId })).toMatchObject([unknown]);
});

test.for([
  ["/event/Nothing__e", /^404::The channel you requested to subscribe to does not exist \{\/event\/Nothing__e\}$/],
  ["/event/Account", /^404::/],
  ["/topic/Invoices", /^404::/],
  ["/u/Generic", /^404::/],
  ["/systemTopic/*", /^404::/],
  ["/data/AccountChangeEvent", /^501::Change Data Capture is not simulated/],
  ["/event/LoginAsEventStream", /^403:denied_by_security_policy:create_denied$/],
] as const)("a subscription to %s is refused with %s", async ([channel, error]) => {
  const { listener } = await streaming();
  const nia = await listener("Nia");
  await nia.handshake();
  expect(await nia.subscribe(channel)).toMatchObject({
    subscription: channel,
    successful: false,
    error: expect.stringMatching(error),
  });
});

test("a user without View All Data hears of no logs, and that is on record", async () => {
  const { listener, simulator } = await streaming();
  const omar = await listener("Omar");
  await omar.handshake();
  const { size } = simulator.ports.log.end;
  expect(await omar.subscribe(LOGGING)).toMatchObject({ error: "403:denied_by_security_policy:create_denied" });
  for await (const record of simulator.ports.log.read(size))
    expect(record).toMatchObject({ type: "log.refused", decision: { effect: "deny", rule: "LOG-03" } });
});

test.for([
  ["no JSON", "{", 400],
  ["no messages", "[]", 400],
  ["no channel", '[{"id":"1"}]', 400],
  ["something else", '"/meta/handshake"', 400],
] as const)("%s is refused in the form of Bayeux", async ([, body, status]) => {
  const { app, listener } = await streaming();
  const { token } = await listener("Nia");
  const headers = { authorization: `OAuth ${token}`, "content-type": "application/json" };
  const response = await app.request("/cometd/66.0", { method: "POST", headers, body });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject([{ successful: false, error: expect.stringMatching(/^400::/) }]);
});

test("whoever comes without a session is told so, message by message", async () => {
  const { app } = await streaming();
  const response = await app.request("/cometd/66.0", {
    method: "POST",
    headers: { authorization: "OAuth 00Dnobody!AQ.", "content-type": "application/json" },
    body: '[{"channel":"/meta/handshake","id":"1"}]',
  });
  expect(await response.json()).toEqual([
    {
      channel: "/meta/handshake",
      id: "1",
      successful: false,
      error: "401::Authentication invalid",
      advice: { reconnect: "none" },
    },
  ]);
  expect((await app.request("/cometd/66.0")).status).toBe(400);
});

test.for([
  [{ Total__c: "much", Number__c: "1" }, "INVALID_TYPE_ON_FIELD_IN_RECORD"],
  [{}, "REQUIRED_FIELD_MISSING"],
  [{ Number__c: "1", Name: "x" }, "INVALID_FIELD"],
  [{ Number__c: "1", Nothing__c: 1 }, "INVALID_FIELD"],
] as const)("the event %o is not published: %s", async ([values, errorCode]) => {
  const { app, listener } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const response = await app.request("/services/data/v66.0/sobjects/Order_Placed__e", {
    method: "POST",
    headers: { authorization: `Bearer ${nia.token}`, "content-type": "application/json" },
    body: JSON.stringify(values),
  });
  expect(await response.json()).toMatchObject([{ errorCode }]);
  expect(await nia.hears()).toEqual([]);
});

test("the 51st client of one session takes the place of its first", async () => {
  const { listener } = await streaming();
  const nia = await listener("Nia");
  await nia.handshake();
  const first = nia.clientId;
  for (let n = 0; n < 50; n += 1) await nia.handshake();
  expect(await nia.connect()).toMatchObject([{ successful: true }]);
  expect(await nia.connect({ clientId: first })).toMatchObject([{ error: "403::Unknown client" }]);
});

test("a process that is about to end holds no connect any more", async () => {
  const { listener, simulator } = await streaming();
  const nia = await (await listener("Nia")).listen(EVENT);
  const held = nia.connect();
  expect(await isSettled(held)).toBe(false);
  simulator.streams.shut();
  expect(await held).toMatchObject([{ successful: true, advice: { reconnect: "retry", interval: 2_000 } }]);
  expect(await nia.connect()).toMatchObject([{ successful: true }]);
});

test("logins as a user are heard of by whoever may, if the policy has a publisher's raise an event (TRACE-22)", async () => {
  const { listener, simulator, person } = await streaming();
  const { org } = person("Nia").ref;
  const { company, profiles } = await simulator.ports.orgs.of(org);
  await simulator.changeOrg(org, "Event Monitoring", [
    ...Object.values(company).map((row) => ({
      table: "company" as const,
      id: row.id,
      row: { ...row, eventMonitoring: true },
    })),
    ...Object.values(profiles).map((row) => ({
      table: "profiles" as const,
      id: row.id,
      row: { ...row, permissions: [...row.permissions, "View Real-Time Event Monitoring Data" as const] },
    })),
  ]);
  const nia = await (await listener("Nia")).listen("/event/LoginAsEventStream");
  await simulator.saveLoginAccess(nia.session, { party: person("Sam").ref.org, duration: "1 week" });
  const { session } = await simulator.takePlaceOf(person("Sam").ref, { mfa: true, myDomain: true });
  const logIn = () => simulator.logInAs(session, { subscriber: org, user: person("Nia").ref.id });
  expect(await logIn()).toMatchObject({ decision: { effect: "allow" } });
  expect(await nia.hears()).toEqual([]);
  await simulator.setPolicy("realTimeEventForPartner", "on");
  expect(await logIn()).toMatchObject({ decision: { effect: "allow" } });
  expect(await nia.hears()).toMatchObject([
    { payload: { Username: "nia@acme.example", DelegatedUsername: "sam@ledgerlabs.example" } },
  ]);
});

test("the debugger hears what its own debugging session is told, on the channel for each kind, and nobody else does", async () => {
  const { listener, simulator, person } = await streaming();
  const name = "Nia of Acme UAT";
  const system = "/systemTopic/ApexDebuggerSystemEvent";
  const [nia, other] = [await listener(name), await listener(name)];
  await nia.listen(system);
  await other.listen(system, -2);
  await nia.subscribe("/systemTopic/ApexDebuggerEvent");
  const user = person(name).ref;
  const debugSession = formatId("ApexDebuggerSession", 900_001);
  const license = { org: person("Sam").ref.org, type: "free" } as const;
  const about = { at: simulator.ports.clock.now(), org: user.org, user, session: nia.session, debugSession } as const;
  await simulator.ports.log.append([
    { type: "debug.started", ...about, publisher: license.org, license, filters: NO_FILTERS, instance: "EU48" },
  ]);
  await simulator.changeOrg(user.org, "nothing a debugger is told of", []);
  const { request } = await simulator.beginRequest({ user, type: "REST", entryPoint: "post" });
  const replayId = expect.any(Number);
  const event = { createdDate: simulator.ports.clock.now(), replayId, type: "created" };
  const told = [
    { event, sobject: { SessionId: debugSession, Type: "Ready" } },
    { event, sobject: { SessionId: debugSession, Type: "RequestStarted", RequestId: request, Description: "post" } },
  ];
  const heard = await nia.hears();
  expect(heard).toEqual(told);
  expect(await other.hears()).toEqual([]);
  // Its client asks again from the last message it has dealt with, whatever else happened in the org by then.
  const [first] = heard as { event: { replayId: number } }[];
  await nia.handshake();
  await nia.connect();
  expect(await nia.subscribe(system, first?.event.replayId)).toMatchObject({ successful: true });
  expect(await nia.hears()).toEqual(told.slice(1));
});
