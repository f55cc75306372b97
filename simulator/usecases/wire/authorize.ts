import { Fault } from "#domain/fault.ts";
import type { Id, OrgId, SessionId } from "#domain/ids.ts";
import type { OAuthConsent } from "#domain/org.ts";
import type { ConnectedApp, OAuthScope, OAuthToken } from "#domain/power/connected-app.ts";
import { mayAuthorize } from "#domain/power/oauth.ts";
import { appWithKey } from "#domain/wire/clients.ts";
import { codeEnds, comesBack, isApproved } from "#domain/wire/oauth.ts";
import { type Acting, act, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { endOf } from "./end-token.ts";

/** An app asks a user for a code. */
export interface CodeRequest {
  readonly key: string;
  readonly callback: string;
  readonly scopes: readonly OAuthScope[];
  readonly challenge?: string;
}

/** What a consent page says. */
export interface Asked {
  readonly app: string;
  readonly user: string;
  readonly username: string;
  readonly org: string;
  /** Nobody has to be asked. */
  readonly approved: boolean;
}

/** How many apps of a kind a user can have let in at once; the platform keeps no more either, and drops the oldest. */
const MOST = 5;

const PAGE = "authorize an app";

/** Whether an app has to ask this user, who could let it in. Nobody logged in as the user can (POWER-06, POWER-14). */
export const askConsent =
  (ports: Ports) =>
  (session: SessionId, request: CodeRequest): Promise<Answer<Asked>> =>
    act<Asked>(ports, session, { org: orgOfSession(ports, session), name: PAGE }, (acting) => {
      const app = appIn(acting, request);
      const decision = mayAuthorize({ reader: acting, app: app.name, purpose: "data access" });
      if (decision.effect === "deny") return { decision, happenings: [refused(app)] };
      const { user, org, rows } = acting;
      const approved = isApproved(app, user, rows.oauthConsents);
      return {
        decision,
        value: { app: app.name, user: user.name, username: user.username, org: org.name, approved },
      };
    });

/**
 * A user lets an app in, and the app gets a code that it fetches its tokens with. What was consented to before is not
 * put on record again; the code is. Fault INVALID_FIELD for an app or address that the org does not know.
 */
export const giveCode =
  (ports: Ports) =>
  (session: SessionId, request: CodeRequest): Promise<Answer<{ readonly org: OrgId; readonly id: Id<"OAuthToken"> }>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: PAGE }, (acting, standing) => {
      const app = appIn(acting, request);
      const decision = mayAuthorize({ reader: acting, app: app.name, purpose: "data access" });
      if (decision.effect === "deny") return { decision, happenings: [refused(app)] };
      const { user, rows, org } = acting;
      const { callback, challenge, scopes, key } = request;
      const id = ports.ids.next("OAuthToken");
      const code = { endsAt: codeEnds(standing.now), callback, ...(challenge !== undefined && { challenge }) };
      const row: OAuthToken = { id, user: user.id, app: key, scopes, at: standing.now, code, generation: 0 };
      const given: Happening = {
        type: "power.oauth-code-given",
        app: app.name,
        oauthToken: id,
        changes: [{ table: "oauthTokens", id, row }],
      };
      const consent = isApproved(app, user, rows.oauthConsents) ? [] : [consented(ports, acting, standing, app)];
      return {
        decision,
        happenings: [...consent, ...outdated(acting, standing, app), given],
        value: { org: org.id, id },
      };
    });

const refused = ({ name }: ConnectedApp): Happening => ({
  type: "power.refused",
  act: PAGE,
  target: name,
  purpose: "data access",
});

function consented(ports: Ports, { user }: Acting, { now }: Standing, { name: app }: ConnectedApp): Happening {
  const purpose = "data access";
  const row: OAuthConsent = { id: ports.ids.next("OAuthConsent"), user: user.id, app, purpose, at: now };
  return { type: "power.oauth-granted", app, purpose, changes: [{ table: "oauthConsents", id: row.id, row }] };
}

/** The end of codes nobody fetched anything with, of what was fetched once and is over, and of the oldest beyond five. */
function outdated({ user, rows, org }: Acting, standing: Standing, app: ConnectedApp): readonly Happening[] {
  const own = Object.values(rows.oauthTokens).filter((one) => one.user === user.id && one.app === app.key);
  const running = standing.sessionsOf(org.id).flatMap(({ through }) => through?.oauthToken ?? []);
  const over = own.filter(({ id, code, scopes }) =>
    code ? code.endsAt <= standing.now : !comesBack(scopes, app) && !running.includes(id),
  );
  const left = own.filter((one) => !over.includes(one)).sort((one, other) => (one.at < other.at ? -1 : 1));
  const surplus = left.slice(0, Math.max(0, left.length - MOST + 1));
  return [...over, ...surplus].flatMap((token) => endOf(standing, rows, token, "revoked"));
}

function appIn({ rows }: Acting, { key, callback, scopes }: CodeRequest): ConnectedApp {
  const app = appWithKey(rows, key);
  if (!app?.callbacks.includes(callback) || !scopes.every((scope) => app.scopes.includes(scope)))
    throw new Fault("INVALID_FIELD", `no app "${key}" of this org is sent codes there for that`);
  return app;
}

/** Whether a link may be made that opens the org in a browser; for somebody logged in as the user it is no way round (POWER-14). */
export const openSingleAccess =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<{ readonly session: SessionId }>> =>
    act(ports, session, { org: orgOfSession(ports, session), name: PAGE }, (acting) => {
      const [app, purpose] = ["single access", "single sign-on"] as const;
      const decision = mayAuthorize({ reader: acting, app, purpose });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: PAGE, target: app, purpose }] };
      return { decision: asTheUserMay(), value: { session } };
    });
