import type { EventOf } from "#domain/events.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type OrgRows, rowOf } from "#domain/org.ts";
import type { OAuthToken } from "#domain/power/connected-app.ts";
import { appsOf, appWithKey } from "#domain/wire/clients.ts";
import { type Named, OAuthRefusal } from "#domain/wire/oauth.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgIfAny, type Standing, untilSettled } from "#usecases/until-settled.ts";

type Ended =
  | Omit<EventOf<"power.oauth-token-revoked">, "at" | "decision">
  | Omit<EventOf<"session.ended">, "at" | "decision">;
type Because = EventOf<"power.oauth-token-revoked">["because"];

/** The end of what an app fetches sessions with, and of every session that it has fetched with it. */
export function endOf(
  standing: Standing,
  rows: OrgRows,
  { id, user, app }: OAuthToken,
  because: Because,
): readonly Ended[] {
  const { id: org } = companyOf(rows);
  const name = appWithKey(rows, app)?.name ?? app;
  const revoked: Ended = {
    type: "power.oauth-token-revoked",
    org,
    user: { org, id: user },
    app: name,
    oauthToken: id,
    because,
    changes: [{ table: "oauthTokens", id, row: null }],
  };
  return [revoked, ...sessionsEnd(standing, org, ({ oauthToken }) => oauthToken === id)];
}

/** The end of all that an app has of a user, or of everybody: what it fetches sessions with, and the sessions. */
export function endOfApp(
  standing: Standing,
  rows: OrgRows,
  { app, user }: { readonly app: string; readonly user?: OAuthToken["user"] },
  because: Because,
): readonly Ended[] {
  const { id: org } = companyOf(rows);
  const key = appsOf(rows).find((one) => one.name === app)?.key;
  const tokens = Object.values(rows.oauthTokens).filter(
    (one) => one.app === key && (user === undefined || one.user === user),
  );
  const ids = tokens.map(({ id }) => id);
  return [
    ...tokens.flatMap((token) => endOf(standing, rows, token, because)),
    ...sessionsEnd(
      standing,
      org,
      (through, of) =>
        through.app === app &&
        (user === undefined || of === user) &&
        !(through.oauthToken && ids.includes(through.oauthToken)),
    ),
  ];
}

type Through = NonNullable<ReturnType<Standing["sessionsOf"]>[number]["through"]>;

const sessionsEnd = (
  standing: Standing,
  org: OrgId,
  ends: (through: Through, user: OAuthToken["user"]) => boolean,
): readonly Ended[] =>
  standing
    .sessionsOf(org)
    .filter(({ through, user }) => through && ends(through, user.id))
    .map(({ id: session, user }) => ({ type: "session.ended", org, user, session, reason: "access revoked" }));

/** Whoever holds a refresh token gives it up, and every session that came from it. OAuthRefusal where it is none that is good. */
export const revokeToken =
  (ports: Ports) =>
  ({ org, refresh: { id, generation } }: { readonly org: OrgId; readonly refresh: Named }): Promise<Answer<Named>> =>
    untilSettled<Named>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      const token = rows && rowOf(rows.oauthTokens, id);
      if (!token || token.code) throw new OAuthRefusal("invalid_token", "expired access/refresh token");
      const decision = asTheUserMay();
      const events = endOf(standing, rows, token, "revoked").map((event) => ({ at: standing.now, decision, ...event }));
      return { decision, events, value: { id, generation } };
    });
