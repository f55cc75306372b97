import type { SessionId } from "#domain/ids.ts";

// What the catalogue says of the world `acme`, written down again without the rules' code.

export const AGENTS = ["Sam", "Tess", "Lena", "Quentin"] as const;
export const USERS = [
  "Nia",
  "Omar",
  "Petra",
  "Nia of Acme UAT",
  "Omar of Acme UAT",
  "Hugo",
  "Ivy",
  "Vera",
  "Sasha",
  "Milton",
] as const;
export const PUBLISHERS = ["Ledger Labs", "Quill Inc"] as const;
export type Agent = (typeof AGENTS)[number];
export type User = (typeof USERS)[number];
export type Publisher = (typeof PUBLISHERS)[number];

/** LMO-08, LMO-09: Lena administers and has neither permission nor console. */
const MAY_LOG_IN: readonly Agent[] = ["Sam", "Tess", "Quentin"];
export const EMPLOYER: Record<Agent, Publisher> = {
  Sam: "Ledger Labs",
  Tess: "Ledger Labs",
  Lena: "Ledger Labs",
  Quentin: "Quill Inc",
};
/** GRANT-14, GRANT-15: whose grant page lists whom in this world, by seat or, under a site license, by Manage Users. */
const LISTS: Record<Publisher, readonly User[]> = {
  "Ledger Labs": ["Nia", "Omar", "Petra", "Nia of Acme UAT", "Hugo", "Vera", "Sasha", "Milton"],
  "Quill Inc": ["Nia", "Nia of Acme UAT"],
};
/** LOGIN-02, -03, -04: a portal user, a user of a Government Cloud org, a user of a scratch org. */
const OUT_OF_REACH: readonly User[] = ["Petra", "Vera", "Sasha"];

const HOUR = 3_600_000;
export const LENGTH = { "1 day": 24 * HOUR, "3 days": 72 * HOUR, "1 week": 168 * HOUR } as const;
/** LOGIN-13: idle for two hours, and activity counts in the second half only. */
const IDLE = 2 * HOUR;

interface Access {
  endsAt: number;
  revoked: boolean;
}
export interface Running {
  readonly id: SessionId;
  readonly agent: Agent;
  readonly user: User;
  readonly access: Access;
  lastActiveAt: number;
  over: boolean;
}

/** What the catalogue says, kept beside the simulator and fed with the same steps. */
export class Oracle {
  now = 0;
  letRun = false;
  caseRequired = false;
  readonly frozen = new Set<string>();
  readonly access = new Map<string, Access>();

  runs(access: Access | undefined): access is Access {
    return access !== undefined && !access.revoked && this.now < access.endsAt;
  }
  grant(user: User, to: Publisher, length: number): boolean {
    if (this.frozen.has(user) || !LISTS[to].includes(user)) return false;
    const running = this.access.get(user + to);
    if (this.runs(running)) running.endsAt = this.now + length;
    else this.access.set(user + to, { endsAt: this.now + length, revoked: false });
    return true;
  }
  takeBack(user: User, from: Publisher): boolean {
    if (this.frozen.has(user)) return false;
    const running = this.access.get(user + from);
    if (this.runs(running)) running.revoked = true;
    return true;
  }
  mayLogIn(agent: Agent, user: User, named: boolean): boolean {
    return (
      MAY_LOG_IN.includes(agent) &&
      !this.frozen.has(agent) &&
      !this.frozen.has(user) &&
      !OUT_OF_REACH.includes(user) &&
      this.runs(this.access.get(user + EMPLOYER[agent])) &&
      (named || !this.caseRequired)
    );
  }
  mayWork(session: Running): boolean {
    const idle = this.now >= session.lastActiveAt + IDLE;
    const ended = !this.letRun && !this.runs(session.access);
    session.over ||= idle || this.frozen.has(session.user) || ended;
    if (!session.over && this.now >= session.lastActiveAt + IDLE / 2) session.lastActiveAt = this.now;
    return !session.over;
  }
}
