import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { DAY, type Instant, later } from "#domain/time.ts";

/** Requests a day unless said otherwise; what a real org has depends on edition and licenses, which no story here is about. */
const DAILY_REQUESTS = 15_000;

interface Day {
  readonly until: Instant;
  count: number;
}

/**
 * How many requests each org has made through the API in the last day of platform time. Kept by this process only, and
 * on top of the share that the world says is used already (LMO-14): a counter that begins anew with a restart grants
 * more than the platform would, and never less.
 */
export class Usage {
  /** Requests a day that each org may make. */
  readonly most: number;
  readonly #days = new Map<OrgId, Day>();

  constructor(most = DAILY_REQUESTS) {
    this.most = most;
  }

  /** How many requests a share of them is, in percent. */
  share(percent: number): number {
    return Math.round((this.most * percent) / 100);
  }

  /** Counts one request. Fault REQUEST_LIMIT_EXCEEDED where it is one too many. */
  count(org: OrgId, usedBefore: number, now: Instant): number {
    const known = this.#days.get(org);
    const day = known && now < known.until ? known : { until: later(now, DAY), count: 0 };
    if (day !== known) this.#days.set(org, day);
    const used = usedBefore + day.count;
    if (used >= this.most) throw new Fault("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
    day.count += 1;
    return used + 1;
  }

  /** What is used by now. */
  usedBy(org: OrgId, usedBefore: number): number {
    return Math.min(this.most, usedBefore + (this.#days.get(org)?.count ?? 0));
  }
}
