import fc from "fast-check";
import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { type Client, type Hold, Hub } from "./streaming-hub.ts";

const ORG = formatId("Org", 1);
const CHANNELS = ["/event/A__e", "/event/B__e"] as const;
const CLIENTS: readonly Client[] = [1, 2, 3].map((n) => ({
  id: `client${n}`,
  session: formatId("AuthSession", n),
  org: ORG,
}));

/** What each client must have heard, and what it has. */
interface Expected {
  readonly since: Map<string, number>;
  readonly due: string[];
  readonly heard: string[];
  hold: Hold | undefined;
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("publish" as const), channel: fc.constantFrom(...CHANNELS) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("subscribe" as const),
      client: fc.nat(CLIENTS.length - 1),
      channel: fc.constantFrom(...CHANNELS),
      // How far back among what was published.
      back: fc.nat(4),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("unsubscribe" as const),
      client: fc.nat(CLIENTS.length - 1),
      channel: fc.constantFrom(...CHANNELS),
    }),
  },
  ...(["hold", "answer", "hang up", "poll"] as const).map((does) => ({
    weight: 2,
    arbitrary: fc.record({ does: fc.constant(does), client: fc.nat(CLIENTS.length - 1) }),
  })),
);

test("whatever comes in between, a client hears every event once and in order, from where it began to listen", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const hub = new Hub();
      const published: { readonly n: number; readonly channel: string }[] = [];
      const all = new Map<Client, Expected>();
      for (const client of CLIENTS) {
        expect(hub.open(client, 0)).toBe(true);
        all.set(client, { since: new Map(), due: [], heard: [], hold: undefined });
      }
      const of = (n: number): readonly [Client, Expected] => {
        const client = CLIENTS[n] as Client;
        return [client, all.get(client) as Expected];
      };
      const textOf = ({ n, channel }: { readonly n: number; readonly channel: string }) => `${channel} ${n}`;
      for (const one of steps) {
        switch (one.does) {
          case "publish": {
            const event = { n: published.length, channel: one.channel };
            published.push(event);
            // To everybody who may listen, and twice: the hub knows who does.
            for (const [client, expected] of all) {
              for (const _ of [1, 2]) hub.offer(client, event.n, { channel: event.channel, data: event.n });
              if (expected.since.has(event.channel)) expected.due.push(textOf(event));
            }
            break;
          }
          case "subscribe": {
            const [client, expected] = of(one.client);
            if (expected.since.has(one.channel)) break;
            const after = published.length - 1 - one.back;
            expected.since.set(one.channel, after);
            hub.subscribe(client, one.channel, after);
            for (const event of published.filter(({ n, channel }) => n > after && channel === one.channel)) {
              hub.offer(client, event.n, { channel: event.channel, data: event.n }, true);
              expected.due.push(textOf(event));
            }
            break;
          }
          case "unsubscribe": {
            const [client, expected] = of(one.client);
            hub.unsubscribe(client, one.channel);
            expected.since.delete(one.channel);
            const behind = expected.due.slice(expected.heard.length).filter((text) => !text.startsWith(one.channel));
            expected.due.splice(expected.heard.length, Number.POSITIVE_INFINITY, ...behind);
            break;
          }
          case "hold": {
            const [client, expected] = of(one.client);
            expected.hold = hub.hold(client);
            break;
          }
          case "answer":
          case "poll": {
            const [client, expected] = of(one.client);
            if (one.does === "answer" && !expected.hold) break;
            const taken = one.does === "poll" ? hub.take(client, 0) : hub.take(client, 0, expected.hold);
            if (one.does === "answer") expected.hold = undefined;
            expected.heard.push(...taken.map(({ channel, data }) => `${channel} ${data}`));
            break;
          }
          case "hang up": {
            const [client, expected] = of(one.client);
            if (expected.hold) hub.letGo(client, 0, expected.hold);
            expected.hold = undefined;
            break;
          }
        }
      }
      for (const [client, expected] of all) {
        expected.heard.push(...hub.take(client, 0).map(({ channel, data }) => `${channel} ${data}`));
        expect(expected.heard).toEqual(expected.due);
      }
    }),
  );
});

test("an answer to a connect whose place another has taken holds nothing, and nothing is lost by that", async () => {
  const hub = new Hub();
  const [client] = CLIENTS as readonly [Client];
  hub.open(client, 0);
  hub.subscribe(client, "/event/A__e", -1);
  const [first, second] = [hub.hold(client), hub.hold(client)];
  expect(await first.released).toBe("another connect");
  hub.offer(client, 0, { channel: "/event/A__e", data: 0 });
  expect(await second.released).toBe("messages");
  expect(hub.take(client, 0, first)).toEqual([]);
  expect(hub.take(client, 0, second)).toHaveLength(1);
});

test("who lets more than 10,000 events wait is forgotten, and who says nothing for long, but nobody who waits", async () => {
  const hub = new Hub();
  const [slow, silent, waiting] = CLIENTS as readonly [Client, Client, Client];
  for (const client of CLIENTS) hub.open(client, 0);
  hub.subscribe(slow, "/event/A__e", -1);
  const offer = (n: number) => hub.offer(slow, n, { channel: "/event/A__e", data: n });
  for (let n = 0; n < 10_000; n += 1) offer(n);
  expect(hub.of(slow.id, slow.session)).toBeDefined();
  offer(10_000);
  expect(hub.of(slow.id, slow.session)).toBeUndefined();
  hub.hold(waiting);
  hub.sweep(120_000);
  expect(hub.of(silent.id, silent.session)).toBeDefined();
  hub.sweep(120_001);
  expect(hub.of(silent.id, silent.session)).toBeUndefined();
  expect(hub.of(waiting.id, waiting.session)).toBeDefined();
});

test("an org has 1,000 clients at most", () => {
  const hub = new Hub();
  const client = (n: number): Client => ({ id: `${n}`, session: formatId("AuthSession", n), org: ORG });
  for (let n = 0; n < 1_000; n += 1) expect(hub.open(client(n), 0)).toBe(true);
  expect(hub.open(client(1_000), 0)).toBe(false);
  hub.close(client(7));
  expect(hub.open(client(1_000), 0)).toBe(true);
});
