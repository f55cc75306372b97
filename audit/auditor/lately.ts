import type { Entry, Ref } from "./entry.ts";
import { distinct, type Span } from "./trails.ts";

/** As many records as are remembered; one finding is about 1,000 at most. */
const MOST = 5_000;

interface Known {
  readonly seq: number;
  readonly org: string;
  readonly user: Ref | undefined;
  readonly delegateUser: Ref | undefined;
  readonly prev: unknown;
}

/** Whose doing the last few thousand records are, and the hash that each carries of the one before. */
export class Lately {
  readonly #known: Known[] = [];

  take({ seq, org, user, delegateUser, prev }: Entry): void {
    this.#known[seq % MOST] = { seq, org, user, delegateUser, prev };
  }

  #get(seq: number): Known | undefined {
    const known = this.#known[seq % MOST];
    return known?.seq === seq ? known : undefined;
  }

  /** The hash the log had when it had so many records; nothing where that is too long ago. */
  hashAt(size: number): string | undefined {
    const prev = this.#get(size)?.prev;
    return typeof prev === "string" ? prev : undefined;
  }

  /** Who acted in some records, and the org where they are all of one; nothing where they are too long ago. */
  whose({ first, last }: Span): { readonly parties: readonly Ref[]; readonly org: string | undefined } | undefined {
    if (last - first >= MOST) return undefined;
    const people: (Ref | undefined)[] = [];
    const orgs = new Set<string>();
    for (let seq = first; seq <= last; seq += 1) {
      const known = this.#get(seq);
      if (!known) return undefined;
      orgs.add(known.org);
      people.push(known.delegateUser, known.user);
    }
    const [only] = orgs;
    return { parties: distinct(people), org: orgs.size === 1 && only !== "platform" ? only : undefined };
  }
}
