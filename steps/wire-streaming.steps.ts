import assert from "node:assert/strict";
import { Given, Then, When } from "@cucumber/cucumber";
import type { SessionId } from "#domain/ids.ts";
import { aPlatformEvent } from "#fixtures/platform-event.ts";
import { appBefore, tokens } from "./one-app.ts";
import type { World } from "./world.ts";

// The format is the promise here, so all of this goes over the wire, whatever face tells the rest of the story.

type Bayeux = Readonly<Record<string, unknown>>;

/** A client of the story, and what it was answered last. */
interface Listener {
  readonly session: SessionId;
  readonly clientId: string;
  readonly answer: Bayeux;
}

const listeners = new WeakMap<World, Map<string, Listener>>();

function listenerOf(world: World, who: string): Listener {
  const listener = listeners.get(world)?.get(who);
  if (!listener) throw new Error(`${who} listens to nothing`);
  return listener;
}

/** The session somebody works in: LoginAs where there is one, else the own one, which is begun where there is none. */
async function sessionOf({ story }: World, who: string): Promise<SessionId> {
  const { ref } = story.person(who);
  const running = [...story.simulator.ports.folds.running.sessions.values()];
  const loginAs = running.findLast(({ delegate }) => delegate?.org === ref.org && delegate.id === ref.id);
  return loginAs?.id ?? (await story.simulator.takePlaceOf(ref, { mfa: true, myDomain: true })).session;
}

async function send(world: World, session: SessionId, path: string, body: unknown): Promise<unknown> {
  const { simulator } = world.story;
  const org = simulator.ports.folds.sessions.get(session)?.user.org;
  assert(org, "there is no such session");
  const text = JSON.stringify(body);
  const response = await appBefore(simulator).request(path, {
    method: "POST",
    headers: {
      authorization: `OAuth ${tokens.issue(org, session)}`,
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(text)),
    },
    body: text,
  });
  return response.json();
}

const post = async (world: World, session: SessionId, messages: readonly Bayeux[]): Promise<readonly Bayeux[]> =>
  (await send(world, session, "/cometd/66.0", messages)) as readonly Bayeux[];

async function subscribe(world: World, who: string, subscription: string, from: number): Promise<Listener> {
  const session = await sessionOf(world, who);
  world.story.mark = world.story.simulator.ports.log.end.size;
  const [{ clientId } = {}] = await post(world, session, [{ channel: "/meta/handshake", version: "1.0" }]);
  const ext = { replay: { [subscription]: from } };
  const [answer = {}] = await post(world, session, [{ channel: "/meta/subscribe", clientId, subscription, ext }]);
  const listener = { session, clientId: `${clientId}`, answer };
  const own = listeners.get(world) ?? new Map<string, Listener>();
  listeners.set(world, own.set(who, listener));
  return listener;
}

/** What somebody is told by a connect that waits for nothing. */
async function connect(world: World, who: string): Promise<readonly Bayeux[]> {
  const { session, clientId } = listenerOf(world, who);
  await world.story.simulator.streams.settled();
  return post(world, session, [{ channel: "/meta/connect", clientId, advice: { timeout: 0 } }]);
}

async function heardBy<Data>(world: World, who: string): Promise<readonly Data[]> {
  const replies = await connect(world, who);
  return replies.flatMap(({ data }) => (data === undefined ? [] : [data as Data]));
}

async function publish(world: World, who: string, event: string, number: string): Promise<void> {
  const session = await sessionOf(world, who);
  world.story.mark = world.story.simulator.ports.log.end.size;
  const made = await send(world, session, `/services/data/v66.0/sobjects/${event}`, { Number__c: number });
  assert.partialDeepStrictEqual(made, { success: true, errors: [{ statusCode: "OPERATION_ENQUEUED" }] });
}

Given("{org} has the platform event {string}", async function (this: World, name: string, event: string) {
  const { id } = await this.story.org(name);
  const row = aPlatformEvent({ name: event });
  await this.story.simulator.changeOrg(id, "a platform event", [{ table: "customObjects", id: row.id, row }]);
});

Given("{person} listens to {string}", async function (this: World, who: string, channel: string) {
  const { answer } = await subscribe(this, who, channel, -1);
  assert.equal(answer.successful, true, `the story needs ${who} to listen, but: ${answer.error}`);
});

Given(
  "{person} published {string} with the number {string}",
  async function (this: World, who: string, event: string, number: string) {
    await publish(this, who, event, number);
  },
);

When(
  "{person} publishes {string} with the number {string}",
  async function (this: World, who: string, event: string, number: string) {
    await publish(this, who, event, number);
  },
);

When(
  "{person} subscribes to {string} from {int} on",
  async function (this: World, who: string, channel: string, from: number) {
    await subscribe(this, who, channel, from);
  },
);

When("the session that {person} listens in ends", async function (this: World, who: string) {
  await this.story.simulator.logOut(listenerOf(this, who).session);
});

Then("{person} hears of the orders {string}", async function (this: World, who: string, numbers: string) {
  const heard = await heardBy<{ readonly payload: { readonly Number__c: string } }>(this, who);
  assert.equal(heard.map(({ payload }) => payload.Number__c).join(", "), numbers);
});

Then("{person} hears of {int} debug log(s)", async function (this: World, who: string, count: number) {
  const heard = await heardBy<{ readonly sobject: { readonly Id: string } }>(this, who);
  assert.equal(heard.length, count);
  for (const { sobject } of heard) assert.match(sobject.Id, /^07L/);
});

Then("{person} is answered {string}", function (this: World, who: string, error: string) {
  const { answer } = listenerOf(this, who);
  assert.deepEqual({ error: answer.error ?? "", successful: answer.successful }, { error, successful: error === "" });
});

Then("{person} is turned away with {string}", async function (this: World, who: string, error: string) {
  assert.deepEqual(
    (await connect(this, who)).map((reply) => reply.error),
    [error],
  );
});
