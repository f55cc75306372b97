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

  constructor(states: PerOrg<OrgState>) {
    this.#states = states;
  }

  async of(org: OrgId): Promise<OrgRows> {
    const state = this.#states.get(org);
    if (!state) throw notFound("org with id", org);
    return state.rows;
  }

  async list(): Promise<readonly OrgId[]> {
    return this.#states.orgs();
  }

  async put(org: OrgId, rows: OrgRows): Promise<void> {
    // What was applied before is part of what these rows replace, so a replay must not bring it back.
    this.#states.set(org, { appliedSeq: this.#states.get(org)?.appliedSeq ?? -1, rows });
    await this.#states.flush();
  }

  /** As the port has it. An org not known yet begins with the changes that hold its company row; Error without one. */
  apply(org: OrgId, orgSeq: number, changes: readonly Change[]): void {
    if (changes.length === 0) return;
    const state = this.#states.get(org);
    if (state && orgSeq <= state.appliedSeq) return;
    if (!state && !changes.some(({ table, row }) => table === "company" && row !== null)) {
      throw new Error(`event ${orgSeq} changes org "${org}", which the store does not hold`);
    }
    this.#states.set(org, { appliedSeq: orgSeq, rows: applyChanges(state?.rows ?? NO_ROWS, changes) });
  }

  flush(): Promise<void> {
    return this.#states.flush();
  }
}
