import type { OrgId, PackageId } from "#domain/ids.ts";
import type { OrgRows } from "#domain/org.ts";
import { companyOf } from "#domain/org.ts";
import type { AuditRecord } from "#usecases/ports.ts";

// A reader of the log that knows the catalogue and none of the rules' code. It keeps count of what the records say is
// running, and names every record after which more is running than may.

const MINUTE = 60_000;
const IDLE = 60 * MINUTE;
const IDLE_AT_PEAK = 30 * MINUTE;
const LONGEST = 240 * MINUTE;
const THREADS = 2;

interface Running {
  readonly publisher: OrgId;
  readonly sandbox: OrgId;
  readonly instance: string;
  readonly login: string;
  readonly startedAt: number;
  lastActiveAt: number;
  readonly threads: Set<string>;
}

interface Seats {
  seats: number | "site";
  readonly of: PackageId;
  readonly assigned: Set<string>;
}

/** The most of each that there ever was, so that nobody takes an empty run for a clean one. */
export interface Peaks {
  sessions: number;
  ofOnePublisher: number;
  threads: number;
  seats: number;
}

export class Limits {
  readonly violations: string[] = [];
  readonly peaks: Peaks = { sessions: 0, ofOnePublisher: 0, threads: 0, seats: 0 };
  readonly #allowances: ReadonlyMap<OrgId, number>;
  readonly #running = new Map<string, Running>();
  readonly #licenses = new Map<string, Seats>();
  readonly #peakSince = new Map<string, number>();
  readonly #maintenance = new Set<string>();

  /** What each publisher may have at once, and the rows that were there before the first record. */
  constructor(allowances: ReadonlyMap<OrgId, number>, orgs: readonly OrgRows[]) {
    this.#allowances = allowances;
    for (const rows of orgs) {
      const { id: org } = companyOf(rows);
      for (const { id, package: of, seats } of Object.values(rows.packageLicenses))
        this.#licenses.set(`${org} ${id}`, { seats, of, assigned: new Set() });
      for (const { id, license } of Object.values(rows.userPackageLicenses))
        this.#licenses.get(`${org} ${license}`)?.assigned.add(id);
    }
  }

  /** Takes the next record in. */
  read(record: AuditRecord): void {
    const at = Date.parse(record.at);
    // What is due earlier is on record earlier, so whatever still runs at this instant must be allowed to.
    for (const [id, one] of this.#running) this.#checkTime(record, id, one, at);
    this.#takeIn(record, at);
    this.#checkCounts(record);
    if (record.type === "license.assigned") this.#checkSeats(record);
  }

  #wrong({ seq, type }: AuditRecord, what: string): void {
    this.violations.push(`record ${seq}, ${type}: ${what}`);
  }

  #checkTime(record: AuditRecord, id: string, one: Running, at: number): void {
    if (at > one.startedAt + LONGEST) this.#wrong(record, `${id} is older than four hours`);
    const peakSince = this.#peakSince.get(one.instance);
    if (at > one.lastActiveAt + IDLE) this.#wrong(record, `${id} is idle for more than an hour`);
    if (peakSince !== undefined && at > Math.max(one.lastActiveAt + IDLE_AT_PEAK, peakSince))
      this.#wrong(record, `${id} is idle for more than half an hour at peak load`);
  }

  #takeIn(record: AuditRecord, at: number): void {
    this.#takeRows(record);
    switch (record.type) {
      case "debug.started":
        if (record.org === "platform" || !record.publisher || !record.session) return;
        if (this.#maintenance.has(record.instance)) this.#wrong(record, "it started during maintenance");
        this.#running.set(record.debugSession, {
          publisher: record.publisher,
          sandbox: record.org,
          instance: record.instance,
          login: record.session,
          startedAt: at,
          lastActiveAt: at,
          threads: new Set(),
        });
        return;
      case "debug.ended":
        if (!this.#running.delete(record.debugSession)) this.#wrong(record, "nothing ran that could end");
        return;
      case "debug.request-started":
        this.#sessionOf(record, record.debugSession)?.threads.add(record.request);
        return;
      case "debug.request-finished":
        this.#running.get(record.debugSession)?.threads.delete(record.request);
        return;
      case "debug.stopped":
        if (!this.#sessionOf(record, record.debugSession)?.threads.has(record.request))
          this.#wrong(record, "it stopped a request that is no thread");
        return;
      case "debug.resumed":
      case "debug.variables-read": {
        const session = this.#sessionOf(record, record.debugSession);
        if (session) session.lastActiveAt = at;
        return;
      }
      case "login.ended":
        for (const [id, { login }] of this.#running)
          if (login === record.session) this.#endsNow(record, id, "the login it rests on is over");
        return;
      case "instance.peak-began":
        if (!this.#peakSince.has(record.instance)) this.#peakSince.set(record.instance, at);
        return;
      case "instance.peak-ended":
        this.#peakSince.delete(record.instance);
        return;
      case "instance.maintenance-began":
        this.#maintenance.add(record.instance);
        for (const [id, { instance }] of this.#running)
          if (instance === record.instance) this.#endsNow(record, id, "maintenance began");
        return;
      case "instance.maintenance-ended":
        this.#maintenance.delete(record.instance);
        return;
      default:
    }
  }

  #sessionOf(record: AuditRecord, id: string): Running | undefined {
    const session = this.#running.get(id);
    if (!session) this.#wrong(record, `${id} is no session that runs`);
    return session;
  }

  /** Sessions that must be over before anything later is on record: at any later instant they are in the wrong. */
  readonly #overdue = new Map<string, { readonly since: number; readonly because: string }>();

  #endsNow(record: AuditRecord, id: string, because: string): void {
    this.#overdue.set(id, { since: Date.parse(record.at), because });
  }

  #takeRows({ org, changes = [] }: AuditRecord): void {
    for (const { table, id, row } of changes) {
      if (table === "packageLicenses") {
        const before = this.#licenses.get(`${org} ${id}`);
        if (row === null) this.#licenses.delete(`${org} ${id}`);
        else
          this.#licenses.set(`${org} ${id}`, {
            seats: row.seats,
            of: row.package,
            assigned: before?.assigned ?? new Set(),
          });
      } else if (table === "userPackageLicenses") {
        if (row !== null) this.#licenses.get(`${org} ${row.license}`)?.assigned.add(id);
        else for (const [key, { assigned }] of this.#licenses) if (key.startsWith(`${org} `)) assigned.delete(id);
      }
    }
  }

  #checkCounts(record: AuditRecord): void {
    const bySandbox = new Map<OrgId, number>();
    const byPublisher = new Map<OrgId, number>();
    for (const [id, { sandbox, publisher, threads }] of this.#running) {
      bySandbox.set(sandbox, (bySandbox.get(sandbox) ?? 0) + 1);
      byPublisher.set(publisher, (byPublisher.get(publisher) ?? 0) + 1);
      if (threads.size > THREADS) this.#wrong(record, `${id} has ${threads.size} threads`);
      this.peaks.threads = Math.max(this.peaks.threads, threads.size);
      const overdue = this.#overdue.get(id);
      if (overdue && Date.parse(record.at) > overdue.since)
        this.#wrong(record, `${id} goes on though ${overdue.because}`);
    }
    for (const [sandbox, count] of bySandbox) if (count > 1) this.#wrong(record, `${sandbox} has ${count} sessions`);
    for (const [publisher, count] of byPublisher) {
      if (count > (this.#allowances.get(publisher) ?? 0)) this.#wrong(record, `${publisher} has ${count} sessions`);
      this.peaks.ofOnePublisher = Math.max(this.peaks.ofOnePublisher, count);
    }
    this.peaks.sessions = Math.max(this.peaks.sessions, this.#running.size);
  }

  #checkSeats(record: AuditRecord & { readonly type: "license.assigned" }): void {
    for (const [key, { seats, of, assigned }] of this.#licenses) {
      if (of !== record.package || !key.startsWith(`${record.org} `)) continue;
      if (seats === "site") this.#wrong(record, "a seat of a site license was assigned");
      else if (assigned.size > seats) this.#wrong(record, `${assigned.size} of ${seats} seats are assigned`);
      this.peaks.seats = Math.max(this.peaks.seats, assigned.size);
    }
  }
}
