import { notFound } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { type OAuthConsent, rowOf } from "#domain/org.ts";
import { mayAuthorize } from "#domain/power/oauth.ts";
import type { Instant } from "#domain/time.ts";
import { type Acting, act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface Consent {
  readonly id: Id<"OAuthConsent">;
  readonly app: string;
  readonly purpose: OAuthConsent["purpose"];
  readonly at: Instant;
}

export type AuthorizeApp = Pick<Consent, "app" | "purpose">;

/** A user lets an app in; what was allowed before is not asked again. */
export const authorizeApp =
  (ports: Ports) =>
  (session: SessionId, { app, purpose }: AuthorizeApp): Promise<Answer<Consent>> => {
    const page = { org: orgOfSession(ports, session), name: "authorize an app" };
    return act<Consent>(ports, session, page, (acting, { now }) => {
      const decision = mayAuthorize({ reader: acting, app, purpose });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: app }] };
      const known = consentsOf(acting).find((one) => one.app === app && one.purpose === purpose);
      if (known) return { decision, value: shown(known) };
      const row: OAuthConsent = { id: ports.ids.next("OAuthConsent"), user: acting.user.id, app, purpose, at: now };
      const granted: Happening = {
        type: "power.oauth-granted",
        app,
        purpose,
        changes: [{ table: "oauthConsents", id: row.id, row }],
      };
      return { decision, happenings: [granted], value: shown(row) };
    });
  };

/** The apps a user has let in. */
export const listApps =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly Consent[]>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: "open Connected Apps" }, (acting) => ({
      decision: asTheUserMay(),
      value: consentsOf(acting).map(shown),
    }));

/** A user takes an app's access back. Fault NOT_FOUND when it is not this user's to take. */
export const revokeApp =
  (ports: Ports) =>
  (session: SessionId, id: Id<"OAuthConsent">): Promise<Answer<Consent>> =>
    act<Consent>(ports, session, { org: orgOfSession(ports, session), name: "revoke an app" }, (acting) => {
      const consent = rowOf(acting.rows.oauthConsents, id);
      if (consent?.user !== acting.user.id) throw notFound("authorized app with id", id);
      const revoked: Happening = {
        type: "power.oauth-revoked",
        app: consent.app,
        changes: [{ table: "oauthConsents", id, row: null }],
      };
      return { decision: asTheUserMay(), happenings: [revoked], value: shown(consent) };
    });

const consentsOf = ({ rows, user }: Acting): readonly OAuthConsent[] =>
  Object.values(rows.oauthConsents).filter((one) => one.user === user.id);

const shown = ({ id, app, purpose, at }: OAuthConsent): Consent => ({ id, app, purpose, at });
