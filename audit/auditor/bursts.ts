import type { Entry } from "./entry.ts";
import { MINUTE } from "./time.ts";
import type { Span } from "./trails.ts";

/** From the first refusal of a burst to its last (REVIEW-02). */
const WINDOW = 15 * MINUTE;

interface Refusal {
  readonly at: number;
  readonly seq: number;
}

/** What agents are refused, each in each org. */
export class Bursts {
  readonly #refusals = new Map<string, readonly Refusal[]>();

  /** The burst that a record completes; so many refusals make one, and counting begins anew behind it. */
  take({ type, decision, delegateUser: agent, org, seq }: Entry, at: number, many: number): Span | undefined {
    if (!agent || decision?.effect !== "deny" || !type.endsWith(".refused")) return undefined;
    const key = `${agent.org} ${agent.id} ${org}`;
    const recent = [...(this.#refusals.get(key) ?? []).filter((one) => one.at >= at - WINDOW), { at, seq }];
    const [first] = recent.slice(-many);
    if (!first || recent.length < many) {
      this.#refusals.set(key, recent);
      return undefined;
    }
    this.#refusals.delete(key);
    return { first: first.seq, last: seq };
  }
}
