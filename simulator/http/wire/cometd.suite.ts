import { expect } from "vitest";
import type { SessionId } from "#domain/ids.ts";
import type { Change } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import { aPlatformEvent } from "#fixtures/platform-event.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import type { App } from "#http/route.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";

// A client of Bayeux that says what it is told to and nothing by itself, and the orgs it is tried on.

export type Sent = Readonly<Record<string, unknown>>;

const tokens = sessionTokens(new Uint8Array(32));

/** The default world, in which every org has the platform event `Order_Placed__e`. */
export async function streaming() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const change: Change = { table: "customObjects", id: aPlatformEvent().id, row: aPlatformEvent() };
  for (const org of await simulator.ports.orgs.list()) await simulator.changeOrg(org, "a platform event", [change]);
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const person = (name: string): CastMember => {
    const found = world.cast.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  /** Whoever is at work in a session that counts as this person. */
  const as = (name: string, session: SessionId) =>
    new Listener(app, simulator, tokens.issue(person(name).ref.org, session), session);
  return {
    app,
    simulator,
    person,
    as,
    listener: async (name: string) => as(name, (await simulator.takePlaceOf(person(name).ref, { mfa: true })).session),
    /** From here on whatever Nia does leaves a debug log, by a flag that this session sets. */
    traceNia: async ({ session }: { readonly session: SessionId }) => {
      await simulator.setDebugLevel(session, { name: "All", levels: { APEX_CODE: "FINEST" } });
      const traced = { kind: "user", id: person("Nia").ref.id } as const;
      expect(await simulator.setTraceFlag(session, { traced, debugLevel: "All" })).toMatchObject({ value: {} });
    },
  };
}

/** One client, by hand. */
class Listener {
  readonly #app: App;
  readonly #simulator: Simulator;
  readonly token: string;
  readonly session: SessionId;
  clientId = "";
  #messages = 0;

  constructor(app: App, simulator: Simulator, token: string, session: SessionId) {
    this.#app = app;
    this.#simulator = simulator;
    this.token = token;
    this.session = session;
  }

  /** Posts what there is to say. */
  async post(body: string | readonly Sent[], path = "/cometd/66.0", signal?: AbortSignal): Promise<readonly Sent[]> {
    const response = await this.#app.request(path, {
      method: "POST",
      headers: { authorization: `OAuth ${this.token}`, "content-type": "application/json" },
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...(signal && { signal }),
    });
    return (await response.json()) as readonly Sent[];
  }

  message(channel: string, about: Sent = {}): Sent {
    this.#messages += 1;
    return { channel, clientId: this.clientId, id: this.#messages.toString(36), ...about };
  }

  async handshake(): Promise<Sent> {
    const [reply = {}] = await this.post([
      { channel: "/meta/handshake", version: "1.0", supportedConnectionTypes: ["long-polling"], id: "h" },
    ]);
    this.clientId = `${reply.clientId}`;
    return reply;
  }

  connect(about: Sent = {}, signal?: AbortSignal): Promise<readonly Sent[]> {
    return this.post([this.message("/meta/connect", { connectionType: "long-polling", ...about })], undefined, signal);
  }

  async subscribe(channel: string, replay?: unknown): Promise<Sent> {
    const ext = replay === undefined ? {} : { ext: { replay: { [channel]: replay } } };
    const [reply = {}] = await this.post([this.message("/meta/subscribe", { subscription: channel, ...ext })]);
    return reply;
  }

  /** Shakes hands, makes the first connect, and listens to a channel; all of it must go well. */
  async listen(channel: string, replay?: unknown): Promise<this> {
    expect(await this.handshake()).toMatchObject({ successful: true });
    expect(await this.connect()).toMatchObject([{ successful: true }]);
    expect(await this.subscribe(channel, replay)).toMatchObject({ successful: true });
    return this;
  }

  /** The data of what waits for the client once all is told that is on record. */
  async hears(): Promise<readonly unknown[]> {
    await this.#simulator.streams.settled();
    const replies = await this.connect({ advice: { timeout: 0 } });
    expect(replies.filter(({ channel }) => channel === "/meta/connect")).toMatchObject([{ successful: true }]);
    return replies.flatMap(({ data }) => data ?? []);
  }

  /** Publishes an event as the platform's clients do. */
  async publish(values: Sent): Promise<Sent> {
    const response = await this.#app.request("/services/data/v66.0/sobjects/Order_Placed__e", {
      method: "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: JSON.stringify(values),
    });
    expect(response.status, await response.clone().text()).toBe(201);
    return (await response.json()) as Sent;
  }
}

/** What an event published by `publish` is heard as. */
export const order = (Number__c: string): unknown =>
  expect.objectContaining({ payload: expect.objectContaining({ Number__c }) });
