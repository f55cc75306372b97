import { count, type Entry, flag, part, type Ref, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import type { Grants } from "./grants.ts";
import { instant, MINUTE } from "./time.ts";

/** A session that runs, or a login that waits for the user's approval. */
export interface Session {
  readonly id: string;
  /** Whom it counts as; its org is the only one it is good for. */
  readonly user: Ref;
  /** Who is at the keyboard, where that is somebody else. */
  readonly delegate?: Ref;
  readonly grant?: string;
  readonly origin?: string;
  readonly caseReference?: unknown;
  mfa: boolean;
  level: string | undefined;
  /** Minutes of idleness that end it. */
  readonly timeout: number;
  /** Minutes that a login waits; absent while its login access alone ends it. */
  readonly patience?: number;
  state: "active" | "waiting";
  startedAt: number;
  lastActiveAt: number;
}

/** The publisher's agent or the own administrator, or nobody. */
const isLoginAs = ({ delegate }: Session): boolean => delegate !== undefined;

const ENDS = new Set(["session.ended", "login.ended"]);

/** The sessions that run, and the laws that hold of each, whoever decides (LOGIN-07, LOGIN-09, LOGIN-13). */
export class Sessions {
  readonly #running = new Map<string, Session>();
  /** Before this instant none is over; a lower bound. */
  #quietUntil = Number.POSITIVE_INFINITY;

  get(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#running.get(id);
  }

  get size(): number {
    return this.#running.size;
  }

  [Symbol.iterator](): IterableIterator<Session> {
    return this.#running.values();
  }

  /** Something that a login waits for may be over now. */
  wake(): void {
    this.#quietUntil = Number.NEGATIVE_INFINITY;
  }

  /** What should be over, and is not on record as over. */
  overdue(entry: Entry, at: number, grants: Grants, say: Say): void {
    if (at <= this.#quietUntil) return;
    let next = Number.POSITIVE_INFINITY;
    for (const session of this.#running.values()) {
      const [end, rule] = endOf(session, grants);
      if (at > end) {
        const says = `record ${entry.seq} is later than ${instant(end)}, when session ${session.id} was over, and its end is not on record`;
        say({ check: "A06", rule, seq: entry.seq, says });
        // Once is enough.
        this.#running.delete(session.id);
      } else next = Math.min(next, end);
    }
    this.#quietUntil = next;
  }

  take(entry: Entry, at: number, say: Say): void {
    const { session: id, type, seq } = entry;
    if (id === undefined) return;
    const before = this.#running.get(id);
    if (begins(type)) {
      if (before) say({ check: "A08", seq, says: `record ${seq} begins session ${id}, which runs already` });
      const begun = sessionOf(entry, at);
      if (begun) this.#keep(begun);
      else say({ check: "A19", seq, says: `record ${seq} begins a session of nobody` });
      return;
    }
    if (!before) {
      const check = ENDS.has(type) ? "A08" : "A07";
      say({ check, seq, says: `record ${seq} (${type}) is of session ${id}, which does not run` });
      return;
    }
    if (before.state === "active" && at >= before.lastActiveAt + (before.timeout * MINUTE) / 2)
      before.lastActiveAt = at;
    this.#move(before, entry, at, say);
  }

  #move(session: Session, entry: Entry, at: number, say: Say): void {
    const { type, seq } = entry;
    const wrong = (says: string) => say({ check: "A08", seq, says: `record ${seq} ${says}` });
    if (ENDS.has(type)) {
      if (session.state === "waiting") wrong(`ends session ${session.id}, which waits and has not begun`);
      if ((type === "login.ended") !== isLoginAs(session)) wrong(`ends session ${session.id} as what it is not`);
      this.#running.delete(session.id);
    } else if (type === "login.approved") {
      if (session.state !== "waiting") wrong(`approves session ${session.id}, which does not wait`);
      session.state = "active";
      session.startedAt = at;
      session.lastActiveAt = at;
      this.#keep(session);
    } else if (type === "login.refused" && text(entry, "reason") !== undefined) {
      if (session.state !== "waiting") wrong(`refuses session ${session.id}, which does not wait`);
      this.#running.delete(session.id);
    } else if (type === "session.verified") {
      session.mfa = true;
      session.level = text(entry, "level");
      session.lastActiveAt = at;
    }
  }

  #keep(session: Session): void {
    this.#running.set(session.id, session);
    const end = session.state === "active" ? session.lastActiveAt + session.timeout * MINUTE : Number.NEGATIVE_INFINITY;
    this.#quietUntil = Math.min(this.#quietUntil, end);
  }
}

const begins = (type: string): boolean =>
  type === "session.started" || type === "login.started" || type === "login.awaiting-approval";

function sessionOf(entry: Entry, at: number): Session | undefined {
  const { session: id, user, delegateUser: delegate, type } = entry;
  if (id === undefined || !user) return undefined;
  const own = type === "session.started";
  const assurance = own ? entry : part(entry, "assurance");
  const [grant, origin, patience] = [text(entry, "grant"), text(entry, "origin"), count(entry, "patience")];
  return {
    id,
    user,
    ...(delegate && !own && { delegate }),
    ...(grant !== undefined && { grant }),
    ...(origin !== undefined && { origin }),
    ...(patience !== undefined && { patience }),
    ...(entry.caseReference !== undefined && { caseReference: entry.caseReference }),
    // Of a publisher's agent the most is asked (LMO-10, LMO-11), so the record need not say it.
    mfa: assurance ? flag(assurance, "mfa") : true,
    level: assurance ? text(assurance, "level") : "high assurance",
    timeout: count(entry, "timeout") ?? 0,
    state: type === "login.awaiting-approval" ? "waiting" : "active",
    startedAt: at,
    lastActiveAt: at,
  };
}

/** When time ends a session, and under which rule. */
function endOf(session: Session, grants: Grants): readonly [number, string] {
  if (session.state === "active") return [session.lastActiveAt + session.timeout * MINUTE, "LOGIN-13"];
  const grant = grants.named(session.user.org, session.grant);
  const access = grant ? Math.min(grant.end?.at ?? grant.endsAt, grant.endsAt) : Number.POSITIVE_INFINITY;
  const patience = session.patience === undefined ? access : session.startedAt + session.patience * MINUTE;
  return [Math.min(access, patience), "LOGIN-09"];
}
