import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { type Acting, asTheUserMay, atWork } from "#usecases/act.ts";
import type { Answer, AuditRecord, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { inApi } from "./in-api.ts";
import { type Client, type Delivery, Hub } from "./streaming-hub.ts";
import { dataOf, debuggerData, keptForDebugger, toldTheDebugger } from "./streaming-messages.ts";
import { channelOf } from "./streaming-places.ts";
import { mayListen, nameOf, refusedTo, type Topic, topicOf } from "./streaming-topics.ts";

/** Where a subscription begins: with what is new, with all that is kept, or behind the event of this number. */
export type From = -1 | -2 | number;

/** How many channels one client can listen to. */
const MOST_CHANNELS = 100;

/**
 * What orgs tell whoever listens. It follows the log, so nothing is sent that is not on record, and no row is spoken of
 * that cannot be read. What one org has to tell goes one after the other, so every client hears it in order.
 */
export class Streams {
  readonly hub = new Hub();
  readonly #ports: Ports;
  /** Of each org, what has been told when this is settled. */
  readonly #turns = new Map<OrgId, Promise<void>>();

  constructor(ports: Ports) {
    this.#ports = ports;
    ports.log.follow((record) => this.#take(record));
  }

  /** A session begins to listen. Fault REQUEST_LIMIT_EXCEEDED where its org has too many that do. */
  async open(session: SessionId, id: string, millis: number): Promise<Answer<Client>> {
    const client = { id, session, org: orgOfSession(this.#ports, session) };
    const answer = await inApi<Client>(this.#ports, session, { name: "open a stream" }, () => ({
      decision: asTheUserMay(),
      value: client,
    }));
    if (answer.value && !this.hub.open(client, millis))
      throw new Fault("REQUEST_LIMIT_EXCEEDED", "Organization concurrent user limit exceeded");
    return answer;
  }

  /** Whether a session may still listen; one that must not go on ends with this. */
  async goesOn(session: SessionId): Promise<boolean> {
    return (await atWork(this.#ports, session)) !== undefined;
  }

  /**
   * A client begins to listen to a channel. Fault NOT_FOUND for one that is not there, UNSIMULATED for one that is not
   * simulated, NUMBER_OUTSIDE_VALID_RANGE where events are asked for that are not kept any more.
   */
  async subscribe(client: Client, channel: string, from: From): Promise<Answer<Topic>> {
    const { session, org } = client;
    if (this.hub.channelsOf(client) >= MOST_CHANNELS)
      throw new Fault("REQUEST_LIMIT_EXCEEDED", `one client can listen to ${MOST_CHANNELS} channels`);
    const answer = await inApi<Topic>(this.#ports, session, { name: nameOf(channel) }, (acting, standing) => {
      const topic = topicOf(channel, acting);
      const decision = mayListen(topic, acting, standing.now);
      return decision.effect === "deny" ? { decision, happenings: refusedTo(topic) } : { decision, value: topic };
    });
    const topic = answer.value;
    if (topic) await this.#inTurn(org, () => this.#begin(client, topic, from));
    return answer;
  }

  async #begin(client: Client, topic: Topic, from: From): Promise<void> {
    const { channel } = topic;
    const head = this.#ports.folds.heads.get(client.org) ?? -1;
    if (from === -1) return this.hub.subscribe(client, channel, head);
    const stored = await this.#stored(client, topic, from, head);
    this.hub.subscribe(client, channel, from === -2 ? -1 : from);
    for (const { n, data } of stored) this.hub.offer(client, n, { channel, data }, true);
  }

  async #stored({ session, org }: Client, topic: Topic, from: From, head: number): Promise<readonly Numbered[]> {
    const acting = await atWork(this.#ports, session);
    if (!acting) return [];
    const { channel } = topic;
    if (topic.tells === "debugger")
      return keptForDebugger(this.#ports, acting, channel).map((told) => ({
        n: told.message.n,
        data: debuggerData(told),
      }));
    const { places, gone } = this.#ports.eventPlaces.of(org, channel, this.#ports.clock.now());
    if (from !== -2 && (from < gone || from > head || from < 0))
      throw new Fault(
        "NUMBER_OUTSIDE_VALID_RANGE",
        `The replayId {${from}} you provided was invalid. Please provide a valid ID, -2 to replay all events, or -1 to replay only new events.`,
      );
    const numbers = places.filter(({ replayId }) => replayId > from && replayId <= head).map(({ seq }) => seq);
    const stored: Numbered[] = [];
    for await (const record of this.#ports.log.pick(numbers)) {
      const data = await dataOf(topic, record, this.#about(acting));
      if (data !== undefined) stored.push({ n: record.orgSeq, data });
    }
    return stored;
  }

  /** Every connect is answered, and none is held any more: the process is about to end. */
  shut(): void {
    this.hub.shut();
  }

  /** Waits until all is told that is on record by now. */
  async settled(): Promise<void> {
    while (this.#turns.size > 0) await Promise.all(this.#turns.values());
  }

  #take(record: AuditRecord): void {
    const { org, session } = record;
    if (session && this.#ports.folds.sessions.get(session)?.end) this.hub.endSession(session);
    if (org === "platform" || !this.hub.isHeardIn(org)) return;
    const channel = channelOf(record);
    if (channel !== undefined) this.#tell(org, channel, async (acting) => this.#told(record, channel, acting));
    const told = toldTheDebugger(this.#ports, record);
    const login = told && this.#ports.folds.debugging.sessions.get(told.bench.id)?.login;
    if (told && login)
      this.#tell(org, told.message.channel, async ({ session: { id } }) =>
        id === login ? { n: told.message.n, data: debuggerData(told) } : undefined,
      );
  }

  async #told(record: AuditRecord, channel: string, acting: Acting): Promise<Numbered | undefined> {
    const about = this.#about(acting);
    const topic = topicOf(channel, acting);
    if (mayListen(topic, acting, about.now).effect === "deny") return undefined;
    const data = await dataOf(topic, record, about);
    return data === undefined ? undefined : { n: record.orgSeq, data };
  }

  /** Tells those who listen to a channel, each what it may hear; who cannot be told has to ask again. */
  #tell(org: OrgId, channel: string, tellsTo: (acting: Acting) => Promise<Numbered | undefined>): void {
    if (this.hub.listeners(org, channel).length === 0 && !this.#turns.has(org)) return;
    void this.#inTurn(org, async () => {
      for (const [session, clients] of Map.groupBy(this.hub.listeners(org, channel), (one) => one.session)) {
        try {
          const acting = await atWork(this.#ports, session);
          const told = acting && (await tellsTo(acting));
          if (told) for (const client of clients) this.hub.offer(client, told.n, { channel, data: told.data });
        } catch {
          this.hub.forget(clients);
        }
      }
    });
  }

  #inTurn<Value>(org: OrgId, does: () => Promise<Value>): Promise<Value> {
    const turn = (this.#turns.get(org) ?? Promise.resolve()).then(does);
    const settled = turn.then(
      () => {},
      () => {},
    );
    this.#turns.set(org, settled);
    void settled.then(() => {
      if (this.#turns.get(org) === settled) this.#turns.delete(org);
    });
    return turn;
  }

  #about(acting: Acting) {
    const ports = this.#ports;
    return { ports, acting, now: ports.clock.now(), policies: ports.folds.policies };
  }
}

interface Numbered extends Pick<Delivery, "data"> {
  readonly n: number;
}
