import { notFound } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import { act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { endOfApp } from "#usecases/wire/end-token.ts";
import { type Consent, shown } from "./consents.ts";

/** A user takes an app's access back. Fault NOT_FOUND when it is not this user's to take. */
export const revokeApp =
  (ports: Ports) =>
  (session: SessionId, id: Id<"OAuthConsent">): Promise<Answer<Consent>> =>
    act<Consent>(ports, session, { org: orgOfSession(ports, session), name: "revoke an app" }, (acting, standing) => {
      const consent = rowOf(acting.rows.oauthConsents, id);
      if (consent?.user !== acting.user.id) throw notFound("authorized app with id", id);
      const revoked: Happening = {
        type: "power.oauth-revoked",
        app: consent.app,
        changes: [{ table: "oauthConsents", id, row: null }],
      };
      // What the app has fetched goes with the consent, and so do its sessions.
      const { app, user } = consent;
      const ends = endOfApp(standing, acting.rows, { app, user }, "user took access back");
      return { decision: asTheUserMay(), happenings: [revoked, ...ends], value: shown(consent) };
    });
