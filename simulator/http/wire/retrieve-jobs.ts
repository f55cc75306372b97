import { checkSuffix, type SessionId } from "#domain/ids.ts";
import type { Retrieval } from "#usecases/wire/retrieve-metadata.ts";
import { SoapFault } from "./soap.ts";

/** With one more of a session its oldest is gone, and so it is with one more of all. */
const MOST_OF_A_SESSION = 10;
const MOST = 100;

/**
 * What clients have asked to retrieve and will come back for. Only what was asked is kept: what there is of it is looked
 * at when it is handed out. Kept by this process only, as a client that finds its request gone asks anew.
 */
export class RetrieveJobs {
  readonly #jobs = new Map<string, { readonly session: SessionId; readonly wanted: Retrieval }>();
  readonly #digits: () => string;

  /** `digits` makes twelve letters or digits that nobody guesses. */
  constructor(digits: () => string) {
    this.#digits = digits;
  }

  add(session: SessionId, wanted: Retrieval): string {
    const own = [...this.#jobs].filter(([, one]) => one.session === session).map(([id]) => id);
    for (const id of own.slice(0, Math.max(0, own.length - MOST_OF_A_SESSION + 1))) this.#jobs.delete(id);
    for (const id of this.#jobs.keys()) if (this.#jobs.size >= MOST) this.#jobs.delete(id);
    const id15 = `09S${this.#digits()}`;
    const id = id15 + checkSuffix(id15);
    this.#jobs.set(id, { session, wanted });
    return id;
  }

  /** What a session asked for under an id. SoapFault INVALID_CROSS_REFERENCE_KEY where it is none of this session's. */
  of(session: SessionId, id: string): Retrieval {
    const id15 = id.slice(0, 15);
    const job = this.#jobs.get(id15 + checkSuffix(id15));
    if (!job || job.session !== session || (id.length !== 15 && id.length !== 18))
      throw new SoapFault(
        "sf:INVALID_CROSS_REFERENCE_KEY",
        "INVALID_CROSS_REFERENCE_KEY: there is no such retrieve request of this session",
      );
    return job.wanted;
  }
}
