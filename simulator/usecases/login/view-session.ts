import type { SessionId } from "#domain/ids.ts";
import { type Banner, banner } from "#domain/login/banner.ts";
import { activityCounts, idleEnd, type Session, WARNING } from "#domain/login/session.ts";
import { type Channel, channelsOf } from "#domain/login/within.ts";
import { type Instant, later, SECOND } from "#domain/time.ts";
import { holds, PERMISSIONS, type Permission } from "#domain/user.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

/** Who somebody is in the session at hand, what that opens, and when idleness ends it. */
export interface SessionView {
  readonly username: string;
  readonly org: string;
  /** Who is really at the keyboard, in a LoginAs session. */
  readonly delegate?: string;
  readonly banner?: Banner;
  readonly mfa: boolean;
  readonly level: Session["level"];
  readonly profile: string;
  readonly permissions: readonly Permission[];
  readonly serves: readonly Channel[];
  readonly startedAt: Instant;
  /** When it warns, and when it ends, unless somebody is active before (LOGIN-13). */
  readonly warnsAt: Instant;
  readonly endsAt: Instant;
}

/** Who am I here? */
export const viewSession =
  (ports: Ports) =>
  (id: SessionId): Promise<Answer<SessionView>> =>
    act<SessionView>(ports, id, { org: orgOfSession(ports, id), name: "see who is logged in" }, (acting, standing) => {
      const { user, org, delegate, entitlements } = acting;
      const session = acting.session;
      // Looking is activity, too, so the end to show is the one after it.
      const lastActiveAt = activityCounts(session, standing.now) ? standing.now : session.lastActiveAt;
      const endsAt = idleEnd.gives({ lastActiveAt, timeout: session.timeout });
      const shown = banner.gives({ user, org, ...(delegate && { publisher: delegate.org }) });
      const value: SessionView = {
        username: user.username,
        org: org.name,
        ...(delegate && { delegate: delegate.user.username }),
        ...(shown && { banner: shown }),
        mfa: session.mfa,
        level: session.level,
        profile: entitlements.profile.name,
        permissions: PERMISSIONS.filter((permission) => holds(entitlements, permission)),
        serves: channelsOf.gives(session),
        startedAt: session.startedAt,
        warnsAt: later(endsAt, -WARNING.is * SECOND),
        endsAt,
      };
      return { decision: asTheUserMay(), value };
    });
