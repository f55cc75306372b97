import type { SessionId } from "#domain/ids.ts";
import type { OAuthConsent } from "#domain/org.ts";
import { mayAuthorize } from "#domain/power/oauth.ts";
import { act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type Consent, consentsOf, shown } from "./consents.ts";

export type AuthorizeApp = Pick<Consent, "app" | "purpose">;

/** A user lets an app in; what was allowed before is not asked again. */
export const authorizeApp =
  (ports: Ports) =>
  (session: SessionId, { app, purpose }: AuthorizeApp): Promise<Answer<Consent>> => {
    const page = { org: orgOfSession(ports, session), name: "authorize an app" };
    return act<Consent>(ports, session, page, (acting, { now }) => {
      const decision = mayAuthorize({ reader: acting, app, purpose });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: app, purpose }] };
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
