import type { Org } from "#domain/org.ts";
import type { Entitlements, User } from "#domain/user.ts";

interface Somebody {
  readonly user: User;
  readonly org: Org;
  readonly entitlements: Entitlements;
}

/** Whoever acts in an org: the user it counts as and, in a LoginAs session, the delegate at the keyboard. */
export interface Reader extends Somebody {
  readonly delegate?: Somebody;
}

/** The publisher's agent behind a session; nobody when the user, or an administrator of the same org, is at work. */
export const agentOf = ({ org, delegate }: Reader): Somebody | undefined =>
  delegate && delegate.org.id !== org.id ? delegate : undefined;
