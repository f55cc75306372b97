import { type Entry, isSealed, type Ref, text } from "./entry.ts";
import type { Grant } from "./grants.ts";
import { Settled } from "./settled.ts";
import type { World } from "./world.ts";

/** Records from one number to another, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** The LoginAs session that something was done in. */
interface Login {
  readonly user: Ref;
  readonly delegate: Ref;
  /** The login access it rests on. */
  readonly grant: Grant | undefined;
  readonly withCase: boolean;
}

/** What a LoginAs or debugging session has left on record, and why it has to be reviewed as it ends (REVIEW-01). */
export interface Trail {
  readonly id: string;
  readonly what: "LoginAs session" | "debugging session";
  readonly login: Login;
  readonly first: number;
  last: number;
  readonly reasons: string[];
  endedAt?: number;
  /** There is, or was, a review of it. */
  reviewed: boolean;
}

/** What changes something, and what it is called as the reason of a review. */
const CHANGES: Readonly<Record<string, string>> = {
  "power.protected-setting-changed": "protected setting changed",
  "power.record-changed": "data changed",
  "power.code-changed": "code changed",
  "power.setting-changed": "setup changed",
  "grant.policy-changed": "setup changed",
  "license.assigned": "setup changed",
  "license.unassigned": "setup changed",
  "package.installed": "setup changed",
  "package.uninstalled": "setup changed",
  "trace.session-deleted": "setup changed",
  "user.changed": "setup changed",
  "grant.given": "login access given by the agent",
  "grant.changed": "login access given by the agent",
};

/** What is looked at, which is a reason where no case was named. */
const LOOKS: Readonly<Record<string, string>> = {
  "power.protected-setting-read": "protected setting read without a case",
  "debug.variables-read": "variables read without a case",
};

const REMOVED = "removed by an administrator";

function reasonIn(entry: Entry, { withCase }: Login): string | undefined {
  if (entry.type === "login.ended") return text(entry, "reason") === REMOVED ? REMOVED : undefined;
  return CHANGES[entry.type] ?? (withCase ? undefined : LOOKS[entry.type]);
}

/** A case that is erased was named. */
const namesCase = ({ caseReference }: Entry): boolean =>
  isSealed(caseReference) || (typeof caseReference === "string" && caseReference !== "");

/** What was done in each session of somebody at work as somebody else, debugging sessions apart from the logins they rest on. */
export class Trails {
  readonly #all = new Map<string, Trail>();
  readonly #settled = new Settled((id) => {
    this.forgets = true;
    this.#all.delete(id);
  });
  /** Some were too long ago to be remembered. */
  forgets = false;

  get(id: string | undefined): Trail | undefined {
    return id === undefined ? undefined : this.#all.get(id);
  }

  /** Those that ended in a period and that nobody reviews. */
  candidates(from: number, to: number): readonly Trail[] {
    return [...this.#all.values()].filter(
      ({ endedAt, reviewed }) => !reviewed && endedAt !== undefined && from <= endedAt && endedAt < to,
    );
  }

  /** Takes in one record of an org; answers the trails that end with it. */
  take(entry: Entry, at: number, world: World): readonly Trail[] {
    const login = this.#login(entry, world);
    const debugging = this.#debugging(entry);
    const ended: Trail[] = [];
    if (login) {
      follow(login, entry, debugging === undefined && text(entry, "debugSession") === undefined);
      if (entry.type === "login.ended") ended.push(login);
      if (entry.type === "login.refused" && text(entry, "reason") !== undefined) this.settle(login);
    }
    if (debugging) {
      follow(debugging, entry, true);
      if (entry.type === "debug.ended") ended.push(debugging);
    }
    for (const trail of ended) trail.endedAt = at;
    return ended;
  }

  #login(entry: Entry, world: World): Trail | undefined {
    const { session: id, user, delegateUser: delegate, type, org, seq } = entry;
    if (id === undefined) return undefined;
    const known = this.#all.get(id);
    if (known || !user || !delegate || (type !== "login.started" && type !== "login.awaiting-approval")) return known;
    const login = { user, delegate, grant: world.grants.named(org, text(entry, "grant")), withCase: namesCase(entry) };
    return this.#begin({ id, what: "LoginAs session", login, first: seq, last: seq, reasons: [], reviewed: false });
  }

  #debugging(entry: Entry): Trail | undefined {
    const { session, type, seq } = entry;
    const id = text(entry, "debugSession");
    if (id === undefined) return undefined;
    const known = this.#all.get(id);
    const login = type === "debug.started" ? this.get(session)?.login : undefined;
    if (known || !login) return known;
    return this.#begin({ id, what: "debugging session", login, first: seq, last: seq, reasons: [], reviewed: false });
  }

  #begin(trail: Trail): Trail {
    this.#all.set(trail.id, trail);
    return trail;
  }

  /** It is looked at: there is a review of it that is not closed. */
  open(trail: Trail): void {
    trail.reviewed = true;
    this.#settled.delete(trail.id);
  }

  /** Nothing more will come of it: it was reviewed, or a sample passed it by, or it never began. */
  settle(trail: Trail): void {
    this.#settled.add(trail.id);
  }
}

function follow(trail: Trail, entry: Entry, tells: boolean): void {
  trail.last = entry.seq;
  const reason = tells ? reasonIn(entry, trail.login) : undefined;
  if (reason !== undefined && !trail.reasons.includes(reason)) trail.reasons.push(reason);
}

const isSame = (one: Ref, other: Ref): boolean => one.org === other.org && one.id === other.id;

/** Whether somebody is among these people. */
export const isAmong = (people: readonly Ref[], who: Ref | undefined): boolean =>
  who !== undefined && people.some((one) => isSame(one, who));

/** Each person once, in the order they come. */
export function distinct(people: readonly (Ref | undefined)[]): readonly Ref[] {
  const found: Ref[] = [];
  for (const one of people) if (one && !isAmong(found, one)) found.push(one);
  return found;
}

/** Who had part in a session: the agent, the user it counted as, and whoever gave the login access. */
export const partiesOf = ({ login: { user, delegate, grant } }: Trail): readonly Ref[] =>
  distinct([delegate, user, grant && { org: user.org, id: grant.savedBy }]);
