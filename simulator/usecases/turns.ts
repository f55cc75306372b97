import type { Stream } from "#domain/events.ts";

/**
 * Lines of those who lost a race, one for each stream. Whoever waits stands in the lines of all streams its decision
 * rests on, so at its turn nobody else writes in any of them. All places are taken at once, so nobody waits in a ring.
 */
export class Turns {
  readonly #last = new Map<Stream, Promise<unknown>>();

  /** Whether somebody is at a turn or waits for one that this stream is part of. */
  areWaitedFor(stream: Stream): boolean {
    return this.#last.has(stream);
  }

  /** Asks when all who stood in one of these lines before have had their turn. */
  async wait<Value>(streams: ReadonlySet<Stream>, ask: () => Promise<Value>): Promise<Value> {
    const before = [...streams].flatMap((stream) => this.#last.get(stream) ?? []);
    const turn = Promise.allSettled(before).then(ask);
    for (const stream of streams) this.#last.set(stream, turn);
    try {
      return await turn;
    } finally {
      for (const stream of streams) if (this.#last.get(stream) === turn) this.#last.delete(stream);
    }
  }
}
