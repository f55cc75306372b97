import { randomBytes } from "node:crypto";
import type { Decision } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { RuleId } from "#domain/rule-book.ts";
import type { Streams } from "#usecases/wire/streaming.ts";
import type { Client, Delivery, Hold, Release } from "#usecases/wire/streaming-hub.ts";
import {
  type Advice,
  done,
  errorOf,
  failed,
  type Message,
  type Reply,
  sessionOver,
  unknownClient,
} from "./cometd-message.ts";

/** How long a connect is held, in milliseconds of the process: what it waits for happens outside of platform time. */
const HELD = 110_000;
const RETRY: Advice = { reconnect: "retry", interval: 0, timeout: HELD };
/** Where the process is about to end, there is nobody to answer at once. */
const RETRY_LATER: Advice = { reconnect: "retry", interval: 2_000, timeout: HELD };
const NO_MORE: Advice = { reconnect: "none" };

interface Around {
  readonly streams: Streams;
  /** The session all messages of the request come with. */
  readonly session: SessionId;
  /** Told when whoever waits for the answer has hung up. */
  readonly signal: AbortSignal;
}

interface Connect {
  readonly message: Message;
  readonly client: Client;
  readonly isFirst: boolean;
}

/** The messages of one request, and the answer to them. */
export class Exchange {
  readonly #around: Around;
  #connects: Connect[] = [];
  /** The rule of the first refusal. */
  rule: RuleId | undefined;
  /** Whether the process is about to end, and the connection with it. */
  isLast = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Answers messages in order. A connect is held only where it comes alone, is none of the first and does not say otherwise. */
  async answer(messages: readonly Message[]): Promise<readonly Reply[]> {
    const { hub } = this.#around.streams;
    hub.sweep(performance.now());
    const replies: Reply[] = [];
    for (const message of messages) replies.push(...(await inBayeux(message, () => this.#replyTo(message))));
    const [connect] = this.#connects;
    if (connect && messages.length === 1 && !connect.isFirst && connect.message.advice?.timeout !== 0)
      return inBayeux(connect.message, () => this.#held(connect));
    const events = this.#connects.flatMap(({ client }) => hub.take(client, performance.now()).map(sent));
    return [...replies, ...events];
  }

  async #replyTo(message: Message): Promise<readonly Reply[]> {
    switch (message.channel) {
      case "/meta/handshake":
        return [await this.#handshake(message)];
      case "/meta/connect":
        return [await this.#of(message, (client) => this.#connect(message, client))];
      case "/meta/subscribe":
        return this.#subscriptions(message);
      case "/meta/unsubscribe":
        return this.#unsubscriptions(message);
      case "/meta/disconnect":
        return [await this.#of(message, (client) => this.#disconnect(message, client))];
      default:
        return [await this.#of(message, (client) => this.#publish(message, client))];
    }
  }

  async #handshake(message: Message): Promise<Reply> {
    const { streams, session } = this.#around;
    if (message.supportedConnectionTypes?.includes("long-polling") === false)
      return failed(message, "400::long-polling is the one connection type there is", NO_MORE);
    const { decision, value } = await streams.open(session, newClientId(), performance.now());
    if (!value) return this.#refused(decision, failed(message, "403::Handshake denied", NO_MORE));
    return done(message, {
      version: "1.0",
      minimumVersion: "1.0",
      clientId: value.id,
      supportedConnectionTypes: ["long-polling"],
      ext: { replay: true, "payload.format": true },
    });
  }

  /** What a client of this session asks for: that of anybody else is unknown. */
  async #of(message: Message, does: (client: Client) => Promise<Reply> | Reply): Promise<Reply> {
    const { streams, session } = this.#around;
    const client = streams.hub.of(message.clientId ?? "", session);
    return client ? does(client) : unknownClient(message);
  }

  async #connect(message: Message, client: Client): Promise<Reply> {
    const { streams, session } = this.#around;
    if (!(await streams.goesOn(session))) return sessionOver(message);
    const which = streams.hub.connected(client, performance.now());
    this.#connects.push({ message, client, isFirst: which === "first" });
    return done(message, { advice: RETRY });
  }

  async #held({ message, client }: Connect): Promise<readonly Reply[]> {
    const { streams, session, signal } = this.#around;
    const { hub } = streams;
    const hold = hub.hold(client);
    const why = await released(hold, Math.min(message.advice?.timeout ?? HELD, HELD), signal);
    if (why === "hung up") {
      hub.letGo(client, performance.now(), hold);
      return [];
    }
    if (why === "disconnected") return [done(message, { advice: NO_MORE })];
    // Whoever must not listen any more hears nothing of what has come in.
    if (why !== "shut" && !(await streams.goesOn(session))) return [sessionOver(message)];
    if (!hub.of(client.id, session)) return [unknownClient(message)];
    this.isLast = why === "shut";
    const events = hub.take(client, performance.now(), hold).map(sent);
    return [...events, done(message, { advice: this.isLast ? RETRY_LATER : RETRY })];
  }

  async #subscriptions(message: Message): Promise<readonly Reply[]> {
    const replies: Reply[] = [];
    for (const subscription of channelsIn(message))
      replies.push(await this.#of(message, (client) => this.#subscribe(message, client, subscription)));
    return replies.length > 0 ? replies : [failed(message, "400::The subscription is missing")];
  }

  async #subscribe(message: Message, client: Client, subscription: string): Promise<Reply> {
    const { streams } = this.#around;
    const about = { subscription };
    const { replay } = message.ext ?? {};
    const from = typeof replay === "object" && Object.hasOwn(replay, subscription) ? replay[subscription] : -1;
    if (typeof from !== "number" || !Number.isSafeInteger(from) || from < -2)
      return failed(message, `400::The replayId {${JSON.stringify(from)}} you provided was invalid.`, undefined, about);
    try {
      const { decision, value } = await streams.subscribe(client, subscription, from);
      if (value) return done(message, about);
      return this.#refused(decision, failed(message, "403:denied_by_security_policy:create_denied", undefined, about));
    } catch (error) {
      if (!(error instanceof Fault) || error.code === "INVALID_SESSION_ID") throw error;
      return failed(message, errorOf(error), undefined, about);
    } finally {
      streams.hub.release(client);
    }
  }

  async #unsubscriptions(message: Message): Promise<readonly Reply[]> {
    const { hub } = this.#around.streams;
    const replies: Reply[] = [];
    for (const subscription of channelsIn(message))
      replies.push(
        await this.#of(message, (client) => {
          hub.unsubscribe(client, subscription);
          hub.release(client);
          return done(message, { subscription });
        }),
      );
    return replies.length > 0 ? replies : [failed(message, "400::The subscription is missing")];
  }

  #disconnect(message: Message, client: Client): Reply {
    this.#around.streams.hub.close(client);
    return done(message);
  }

  /** Events are published as rows are made; on a channel of its own nobody publishes anything. */
  #publish(message: Message, client: Client): Reply {
    this.#around.streams.hub.release(client);
    return failed(message, "403:denied_by_security_policy:publish_denied");
  }

  #refused({ rule }: Decision, reply: Reply): Reply {
    this.rule ??= rule;
    return reply;
  }
}

/** A fault at a message as the answer to it: clients wait for one that has its id. */
async function inBayeux(message: Message, replies: () => Promise<readonly Reply[]>): Promise<readonly Reply[]> {
  try {
    return await replies();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return [error.code === "INVALID_SESSION_ID" ? sessionOver(message) : failed(message, errorOf(error))];
  }
}

const sent = ({ channel, data }: Delivery): Reply => ({ channel, data });

const channelsIn = ({ subscription = [] }: Message): readonly string[] =>
  typeof subscription === "string" ? [subscription] : subscription;

/** Nobody can guess one, although it is good with its own session only. */
const newClientId = (): string => randomBytes(20).toString("hex");

/** Why a connect is to be answered: what the hold says, its time, or that nobody waits any more. */
function released(hold: Hold, millis: number, signal: AbortSignal): Promise<Release | "time" | "hung up"> {
  return new Promise((resolve) => {
    const settle = (why: Release | "time" | "hung up") => {
      clearTimeout(timer);
      signal.removeEventListener("abort", hangUp);
      resolve(why);
    };
    const hangUp = () => settle("hung up");
    // A process whose server is closed need not wait for it.
    const timer = setTimeout(() => settle("time"), millis).unref();
    signal.addEventListener("abort", hangUp, { once: true });
    if (signal.aborted) hangUp();
    void hold.released.then(settle);
  });
}
