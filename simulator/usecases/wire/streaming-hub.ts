import type { OrgId, SessionId } from "#domain/ids.ts";

/** What is sent on a channel. */
export interface Delivery {
  readonly channel: string;
  readonly data: unknown;
}

/** Why a connect is answered before its time. */
export type Release = "messages" | "another connect" | "another message" | "disconnected" | "forgotten" | "shut";

/** A connect that is held open. */
export interface Hold {
  readonly released: Promise<Release>;
}

/** Whoever listens: one handshake of one session. */
export interface Client {
  readonly id: string;
  readonly session: SessionId;
  readonly org: OrgId;
}

interface Listening extends Client {
  /** By channel, the number of the last event that was queued: none up to it is queued again. */
  readonly heard: Map<string, number>;
  queue: Delivery[];
  hold: (Hold & { readonly release: (why: Release) => void }) | undefined;
  hasConnected: boolean;
  seenAt: number;
}

/** How many clients an org can have; the platform refuses more. */
const MOST_OF_AN_ORG = 1_000;
/** With one more of the same session its oldest is forgotten. */
const MOST_OF_A_SESSION = 50;
/** With more in its queue a client is forgotten: it has to shake hands again, and says where it wants to go on. */
const MOST_QUEUED = 10_000;
/** How many events one answer holds. */
const MOST_AT_ONCE = 500;
/** How long a client may be silent between two connects, in milliseconds. */
const LONGEST_SILENCE = 120_000;

/**
 * Who listens to which channels, and what waits for each: in memory, for a client that finds itself forgotten shakes
 * hands again. Knows no time but what it is told of the process's own, and waits for nothing.
 */
export class Hub {
  readonly #clients = new Map<string, Listening>();
  #isShut = false;

  /** Takes in a new client; answers false where its org has too many. */
  open({ id, session, org }: Client, now: number): boolean {
    const own = this.#those((one) => one.session === session);
    for (const { id: oldest } of own.slice(0, Math.max(0, own.length - MOST_OF_A_SESSION + 1))) this.#forget(oldest);
    if (this.#those((one) => one.org === org).length >= MOST_OF_AN_ORG) return false;
    this.#clients.set(id, {
      id,
      session,
      org,
      heard: new Map(),
      queue: [],
      hold: undefined,
      hasConnected: false,
      seenAt: now,
    });
    return true;
  }

  /** The client of an id, for the session that opened it only. */
  of(id: string, session: SessionId): Client | undefined {
    const client = this.#clients.get(id);
    return client?.session === session ? client : undefined;
  }

  /** Ends a client as it asked. */
  close({ id }: Client): void {
    this.#forget(id, "disconnected");
  }

  /** Listens from the event behind `after` on. */
  subscribe({ id }: Client, channel: string, after: number): void {
    this.#clients.get(id)?.heard.set(channel, after);
  }

  unsubscribe({ id }: Client, channel: string): void {
    const client = this.#clients.get(id);
    if (!client) return;
    client.heard.delete(channel);
    client.queue = client.queue.filter((one) => one.channel !== channel);
  }

  /** How many channels a client listens to. */
  channelsOf({ id }: Client): number {
    return this.#clients.get(id)?.heard.size ?? 0;
  }

  listeners(org: OrgId, channel: string): readonly Client[] {
    return this.#those((one) => one.org === org && one.heard.has(channel));
  }

  /** Whether anybody of an org listens to anything. */
  isHeardIn(org: OrgId): boolean {
    return this.#clients.values().some((one) => one.org === org);
  }

  /** Queues an event for a client that listens and has not heard it yet; `n` grows from event to event of a channel. */
  offer({ id }: Client, n: number, { channel, data }: Delivery, isStored = false): void {
    const client = this.#clients.get(id);
    const heard = client?.heard.get(channel);
    if (!client || heard === undefined || n <= heard) return;
    client.heard.set(channel, n);
    client.queue.push({ channel, data });
    if (!isStored && client.queue.length > MOST_QUEUED) this.#forget(id);
    else client.hold?.release("messages");
  }

  /** Answers a connect that another message of its client must not wait for. */
  release({ id }: Client): void {
    this.#clients.get(id)?.hold?.release("another message");
  }

  /** Notes a connect; answers whether it is the first of its client, which is never held. */
  connected({ id }: Client, now: number): "first" | "later" {
    const client = this.#clients.get(id);
    if (!client) return "later";
    client.seenAt = now;
    const which = client.hasConnected ? "later" : "first";
    client.hasConnected = true;
    return which;
  }

  /** Holds a connect until there is something for its client; an earlier one that is still held is answered. */
  hold({ id }: Client): Hold {
    const client = this.#clients.get(id);
    let release = (_: Release): void => {};
    const released = new Promise<Release>((resolve) => {
      release = resolve;
    });
    const hold = { released, release };
    if (this.#isShut || !client) release(this.#isShut ? "shut" : "forgotten");
    else {
      client.hold?.release("another connect");
      client.hold = hold;
      if (client.queue.length > 0) release("messages");
    }
    return hold;
  }

  /** What is in the queue for an answer to be sent now. With a hold: nothing, where another connect has taken its place. */
  take({ id }: Client, now: number, hold?: Hold): readonly Delivery[] {
    const client = this.#clients.get(id);
    if (!client || (hold && client.hold !== hold)) return [];
    this.letGo(client, now, hold);
    return client.queue.splice(0, MOST_AT_ONCE);
  }

  /** Ends a hold whose client has hung up; what is in the queue stays for the next connect. */
  letGo({ id }: Client, now: number, hold?: Hold): void {
    const client = this.#clients.get(id);
    if (!client) return;
    client.seenAt = now;
    if (hold && client.hold === hold) client.hold = undefined;
  }

  /** Forgets whoever listens in a session that is over. */
  endSession(session: SessionId): void {
    for (const { id } of this.#those((one) => one.session === session)) this.#forget(id);
  }

  /** Forgets clients that something could not be told to. */
  forget(clients: readonly Client[]): void {
    for (const { id } of clients) this.#forget(id);
  }

  /** Forgets whoever has not been heard of for long. */
  sweep(now: number): void {
    for (const { id } of this.#those((one) => !one.hold && now - one.seenAt > LONGEST_SILENCE)) this.#forget(id);
  }

  /** Answers every connect and holds none from here on. */
  shut(): void {
    this.#isShut = true;
    for (const client of this.#clients.values()) client.hold?.release("shut");
  }

  #forget(id: string, why: Release = "forgotten"): void {
    const client = this.#clients.get(id);
    this.#clients.delete(id);
    client?.hold?.release(why);
  }

  #those(isMeant: (client: Listening) => boolean): readonly Listening[] {
    return [...this.#clients.values()].filter(isMeant);
  }
}
