import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { formatInstant, type Instant, later, MINUTE } from "#domain/time.ts";

/** How many failures one username, address or device may have within the window, and how long that is in milliseconds. */
const MOST = 10;
const WINDOW = 10 * MINUTE;

/** How many names are watched at most; beyond that the one that failed longest ago is forgotten. */
const WATCHED = 10_000;

/** Slows down who guesses passwords and codes. Kept by this process only: it is a guard of the door, not a rule of the platform. */
export interface Throttle {
  /**
   * Makes an attempt that counts against every name given unless it succeeds; `succeeded` says so of its answer. Waits
   * while so many are under way with one of the names that their failing would shut the door.
   * Fault TOO_MANY_ATTEMPTS, without an attempt, when one of the names has failed too often.
   */
  attempt<Value>(
    names: readonly string[],
    make: () => Promise<Value>,
    succeeded: (value: Value) => boolean,
  ): Promise<Value>;
}

/** What failures with a username of an org count against, wherever its password is tried. */
export const accountName = (org: OrgId, username: string): string => `${org} ${username.toLowerCase()}`;

/** A throttle in platform time, so that a story can wait as long as it likes. */
export function throttle(now: () => Instant): Throttle {
  const failures = new Map<string, readonly Instant[]>();
  const underWay = new Map<string, number>();
  const waiting = new Set<() => void>();
  const recent = (name: string): readonly Instant[] => {
    const since = later(now(), -WINDOW);
    return (failures.get(name) ?? []).filter((at) => at > since);
  };
  const busy = (name: string): number => underWay.get(name) ?? 0;
  const demandFew = (names: readonly string[]): void => {
    for (const name of names) {
      const [first, ...others] = recent(name);
      if (first && others.length + 1 >= MOST) throw tooMany(later(first, WINDOW));
    }
  };
  const settled = (names: readonly string[]): void => {
    for (const name of names) {
      if (busy(name) > 1) underWay.set(name, busy(name) - 1);
      else underWay.delete(name);
    }
    const all = [...waiting];
    waiting.clear();
    for (const look of all) look();
  };
  const failed = (names: readonly string[], at: Instant): void => {
    for (const name of names) {
      const counted = [...recent(name), at];
      failures.delete(name);
      failures.set(name, counted);
    }
    for (const name of failures.keys()) if (failures.size > WATCHED) failures.delete(name);
  };

  return {
    attempt: async (names, make, succeeded) => {
      demandFew(names);
      // Those under way may all fail, so no more are let in than could: but they are no failures yet, and honest clients
      // that come at the same moment only wait for each other.
      while (names.some((name) => recent(name).length + busy(name) >= MOST)) {
        await new Promise<void>((look) => waiting.add(look));
        demandFew(names);
      }
      const at = now();
      for (const name of names) underWay.set(name, busy(name) + 1);
      let isGood = false;
      try {
        const value = await make();
        isGood = succeeded(value);
        return value;
      } finally {
        if (!isGood) failed(names, at);
        settled(names);
      }
    },
  };
}

const tooMany = (until: Instant) =>
  new Fault("TOO_MANY_ATTEMPTS", `too many failed attempts; try again at ${formatInstant(until)}`);
