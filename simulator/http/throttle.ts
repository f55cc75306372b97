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
   * Makes an attempt that counts against every name given unless it succeeds; `succeeded` says so of its answer.
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
  const recent = (name: string): readonly Instant[] => {
    const since = later(now(), -WINDOW);
    return (failures.get(name) ?? []).filter((at) => at > since);
  };

  return {
    attempt: async (names, make, succeeded) => {
      for (const name of names) {
        const [first, ...others] = recent(name);
        if (first && others.length + 1 >= MOST) throw tooMany(later(first, WINDOW));
      }
      // Counted before it is known to fail, or many attempts at once would all get through.
      const at = now();
      for (const name of names) {
        const counted = [...recent(name), at];
        failures.delete(name);
        failures.set(name, counted);
      }
      for (const name of failures.keys()) if (failures.size > WATCHED) failures.delete(name);
      const value = await make();
      if (succeeded(value))
        for (const name of names) failures.set(name, recent(name).toSpliced(recent(name).lastIndexOf(at), 1));
      return value;
    },
  };
}

const tooMany = (until: Instant) =>
  new Fault("TOO_MANY_ATTEMPTS", `too many failed attempts; try again at ${formatInstant(until)}`);
