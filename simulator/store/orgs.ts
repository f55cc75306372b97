import { notFound } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { applyChanges, type Change, NO_ROWS, type OrgRows } from "#domain/org.ts";
import type { Orgs } from "#usecases/ports.ts";
import type { PerOrg } from "./per-org.ts";

/** The rows of an org, and the number of the last of its events whose changes are in them. */
export interface OrgState {
  readonly appliedSeq: number;
  readonly rows: OrgRows;
}

/** The orgs as the port has them, kept in memory and, if the ground under them reaches there, on disk. */
export class StoredOrgs implements Orgs {
  readonly #states: PerOrg<OrgState>;
  /** What was taken over and is in no rows yet: what becomes durable together copies the tables of its org once. */
  readonly #waiting = new Map<OrgId, { seq: number; readonly changes: Change[] }>();

  constructor(states: PerOrg<OrgState>) {
    this.#states = states;
  }

  async of(org: OrgId): Promise<OrgRows> {
    this.#settle(org);
    const state = this.#states.get(org);
    if (!state) throw notFound("org with id", org);
    return state.rows;
  }

  async list(): Promise<readonly OrgId[]> {
    return this.#states.orgs();
  }

  async put(org: OrgId, rows: OrgRows): Promise<void> {
    this.#settle(org);
    // What was applied before is part of what these rows replace, so a replay must not bring it back.
    this.#states.set(org, { appliedSeq: this.#states.get(org)?.appliedSeq ?? -1, rows });
    await this.#states.flush();
  }

  /** As the port has it. An org not known yet begins with the changes that hold its company row; Error without one. */
  apply(org: OrgId, orgSeq: number, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const state = this.#states.get(org);
    const waiting = this.#waiting.get(org);
    if (orgSeq <= (waiting?.seq ?? state?.appliedSeq ?? -1)) return;
    if (!state && !changes.some(({ table, row }) => table === "company" && row !== null)) {
      throw new Error(`event ${orgSeq} changes org "${org}", which the store does not hold`);
    }
    if (waiting) {
      waiting.changes.push(...changes);
      waiting.seq = orgSeq;
      return;
    }
    this.#waiting.set(org, { seq: orgSeq, changes: [...changes] });
    // An org that is new is there at once; of any other nobody can tell before somebody asks, or this turn is over.
    if (state) queueMicrotask(() => this.#settle(org));
    else this.#settle(org);
  }

  #settle(org: OrgId): void {
    const waiting = this.#waiting.get(org);
    if (!waiting) return;
    this.#waiting.delete(org);
    const rows = this.#states.get(org)?.rows ?? NO_ROWS;
    this.#states.set(org, { appliedSeq: waiting.seq, rows: applyChanges(rows, waiting.changes) });
  }

  flush(): Promise<void> {
    for (const org of [...this.#waiting.keys()]) this.#settle(org);
    return this.#states.flush();
  }
}
