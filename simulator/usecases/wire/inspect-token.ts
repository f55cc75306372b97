import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { idleEnd } from "#domain/login/session.ts";
import { rowOf } from "#domain/org.ts";
import type { ConnectedApp, OAuthScope } from "#domain/power/connected-app.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";
import { isWorking } from "#domain/user.ts";
import { comesBack, type Named, refreshStanding } from "#domain/wire/oauth.ts";
import type { Ports } from "#usecases/ports.ts";

/** What an app is told of a token of its own that is good. */
export interface TokenInspected {
  readonly user: UserId;
  readonly username: string;
  readonly scopes: readonly OAuthScope[];
  readonly since: Instant;
  /** Absent where it is good until it is revoked. */
  readonly until?: Instant;
}

/** What an app may know of a token: nothing unless it is its own and good. A LoginAs session is no app's. */
export const inspectToken =
  ({ orgs, folds, clock }: Ports) =>
  async ({
    org,
    app,
    session: id,
    refresh,
  }: {
    readonly org: OrgId;
    readonly app: ConnectedApp;
    readonly session?: SessionId | undefined;
    readonly refresh?: Named;
  }): Promise<TokenInspected | undefined> => {
    const rows = await orgs.of(org);
    const session = id && folds.sessions.get(id);
    const token = refresh && rowOf(rows.oauthTokens, refresh.id);
    const userId = session?.user.id ?? token?.user;
    const user = userId && rowOf(rows.users, userId);
    if (!user || !isWorking(user)) return undefined;
    const whose = { user: user.id, username: user.username } as const;
    if (session) {
      const { through, end, startedAt } = session;
      const until = idleEnd.gives(session);
      if (end || session.user.org !== org || through?.app !== app.name || until <= clock.now()) return undefined;
      return { ...whose, scopes: through.scopes ?? [], since: startedAt, until };
    }
    if (!refresh || token?.app !== app.key || !comesBack(token.scopes, app)) return undefined;
    const stands = refreshStanding(app, token, { now: clock.now(), generation: refresh.generation });
    const { hours } = app.refreshTokens;
    if (stands !== "good") return undefined;
    return {
      ...whose,
      scopes: token.scopes,
      since: token.at,
      ...(hours !== undefined && { until: later(token.at, hours * 60 * MINUTE) }),
    };
  };
