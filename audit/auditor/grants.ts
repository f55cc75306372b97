import { type Entry, text } from "./entry.ts";
import type { Finding, Say } from "./finding.ts";
import type { Policies } from "./policies.ts";
import { endOf, instant, longestEnd, midnightAfter, millis } from "./time.ts";

/** Login access as it was given: until `end` says when and how it was over. */
export interface Grant {
  readonly id: string;
  readonly org: string;
  /** Whose account it opens. */
  readonly user: string;
  /** A publisher, `administrators` or `salesforce`. */
  readonly party: string;
  /** On whose grant page it was saved last. */
  savedBy: string;
  endsAt: number;
  end?: { readonly at: number; readonly how: "revoked" | "expired" | "void" };
  /** The record that gave it. */
  readonly seq: number;
}

const ENDS: Readonly<Record<string, NonNullable<Grant["end"]>["how"]>> = {
  "grant.revoked": "revoked",
  "grant.expired": "expired",
  "grant.voided": "void",
};

/** Login access, the newest of each user and party, and the laws that hold of it (GRANT-04, GRANT-06, GRANT-08, GRANT-09). */
export class Grants {
  readonly #latest = new Map<string, Grant>();
  readonly #running = new Map<string, Grant>();
  #quietUntil = Number.POSITIVE_INFINITY;

  /** The newest of a user to a party, running or over. */
  latest(org: string, user: string | undefined, party: string): Grant | undefined {
    return this.#latest.get(`${org} ${user} ${party}`);
  }

  /** The one of this id, while it is the newest of its user and party. */
  named(org: string, id: string | undefined): Grant | undefined {
    if (id === undefined) return undefined;
    const running = this.#running.get(`${org} ${id}`);
    if (running) return running;
    for (const grant of this.#latest.values()) if (grant.id === id && grant.org === org) return grant;
    return undefined;
  }

  /** Those that run in an org. */
  *runningIn(org: string, now: number): Generator<Grant, void> {
    for (const grant of this.#running.values()) if (grant.org === org && runs(grant, now)) yield grant;
  }

  /** What should be over, and is not on record as over. */
  overdue(entry: Entry, at: number, say: Say): void {
    if (at <= this.#quietUntil) return;
    let next = Number.POSITIVE_INFINITY;
    for (const [key, grant] of this.#running) {
      if (at > grant.endsAt) {
        const says = `record ${entry.seq} is later than ${instant(grant.endsAt)}, when login access ${grant.id} was over, and its end is not on record`;
        say({ check: "A06", rule: "GRANT-06", seq: entry.seq, also: [grant.seq], says });
        this.#running.delete(key);
      } else next = Math.min(next, grant.endsAt);
    }
    this.#quietUntil = next;
  }

  /** Answers whether login access ended with the record. */
  take(
    entry: Entry,
    at: number,
    facts: { readonly policies: Policies; readonly timeZone?: string },
    say: Say,
  ): boolean {
    const { type, org, seq } = entry;
    const id = text(entry, "grant");
    if (id === undefined || !type.startsWith("grant.")) return false;
    const wrong = (about: Omit<Finding, "seq">) => say({ seq, ...about });
    const key = `${org} ${id}`;
    const running = this.#running.get(key);
    if (type === "grant.given") {
      this.#give(entry, at, wrong);
      holdEnd(entry, at, facts, wrong);
      return false;
    }
    if (!running) {
      wrong({
        check: "A08",
        rule: "GRANT-09",
        says: `record ${seq} (${type}) is of login access ${id}, which does not run`,
      });
      return false;
    }
    const how = ENDS[type];
    if (type === "grant.changed") {
      if (text(entry, "before") !== instant(running.endsAt))
        wrong({
          check: "A13",
          rule: "GRANT-08",
          also: [running.seq],
          says: `record ${seq} says login access ${id} would have ended at ${text(entry, "before")}, and it was ${instant(running.endsAt)}`,
        });
      holdEnd(entry, at, facts, wrong);
      running.endsAt = millis(text(entry, "endsAt") ?? "");
      if (entry.user) running.savedBy = entry.user.id;
      this.#quietUntil = Math.min(this.#quietUntil, running.endsAt);
      return false;
    }
    if (how === undefined) return false;
    if (how === "expired" && at !== running.endsAt)
      wrong({
        check: "A06",
        rule: "GRANT-06",
        also: [running.seq],
        says: `record ${seq} has login access ${id} end at ${instant(at)}, and its period was over at ${instant(running.endsAt)}`,
      });
    running.end = { at, how };
    this.#running.delete(key);
    return true;
  }

  #give(entry: Entry, at: number, wrong: (about: Omit<Finding, "seq">) => void): void {
    const { org, seq, user } = entry;
    const [id, party, endsAt] = [text(entry, "grant"), text(entry, "party"), text(entry, "endsAt")];
    if (id === undefined || party === undefined || endsAt === undefined || !user) {
      wrong({
        check: "A19",
        says: `record ${seq} gives login access without saying which, to whom, until when or by whom`,
      });
      return;
    }
    const account = text(entry, "account") ?? user.id;
    const before = this.latest(org, account, party);
    if (before && runs(before, at))
      wrong({
        check: "A08",
        rule: "GRANT-08",
        also: [before.seq],
        says: `record ${seq} gives login access anew, and ${before.id} of the same user to the same party still runs`,
      });
    const grant: Grant = { id, org, user: account, party, savedBy: user.id, endsAt: millis(endsAt), seq };
    this.#latest.set(`${org} ${account} ${party}`, grant);
    this.#running.set(`${org} ${id}`, grant);
    this.#quietUntil = Math.min(this.#quietUntil, grant.endsAt);
  }
}

/** Whether it lets anybody in now: at the very instant of its end it does not. */
export const runs = (grant: Grant, now: number): boolean => !grant.end && now < grant.endsAt;

/** The end must be what the duration comes to, and never later than a year on (GRANT-04, GRANT-06). */
function holdEnd(
  entry: Entry,
  at: number,
  { policies, timeZone }: { readonly policies: Policies; readonly timeZone?: string },
  wrong: (about: Omit<Finding, "seq">) => void,
): void {
  const [duration, endsAt] = [text(entry, "duration"), text(entry, "endsAt")];
  const plain = duration === undefined ? undefined : endOf(duration, at);
  if (plain === undefined || endsAt === undefined) return;
  const longest = longestEnd(at);
  const daily = policies.grantExpiryGranularity === "endOfDay";
  if (daily && timeZone === undefined) return;
  const due = daily ? Math.min(midnightAfter(plain, timeZone ?? "UTC"), Math.max(longest, plain)) : plain;
  if (millis(endsAt) !== due)
    wrong({
      check: "A06",
      rule: "GRANT-06",
      says: `record ${entry.seq} has ${duration} end at ${endsAt}, and it ends at ${instant(due)}`,
    });
  if (millis(endsAt) > longest)
    wrong({ check: "A11", rule: "GRANT-04", says: `record ${entry.seq} gives login access for longer than a year` });
}
