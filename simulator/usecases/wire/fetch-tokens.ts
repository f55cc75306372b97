import { decide } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import { ownOrgOnly, userNamed } from "#domain/login/sign-in.ts";
import { companyOf, type OrgRows, rowOf } from "#domain/org.ts";
import type { ConnectedApp, OAuthToken } from "#domain/power/connected-app.ts";
import type { Instant } from "#domain/time.ts";
import type { User } from "#domain/user.ts";
import { appWithKey, type Client, clientIn, noClient } from "#domain/wire/clients.ts";
import {
  type Claims,
  checkClaims,
  comesBack,
  isApproved,
  type Named,
  OAuthRefusal,
  refreshStanding,
  scopesFor,
  verifierFits,
} from "#domain/wire/oauth.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type Outcome, orgIfAny, type Standing, untilSettled } from "#usecases/until-settled.ts";
import { admit, type Fetched, refusedFor } from "./admit.ts";
import { endOf } from "./end-token.ts";

/** What every request for tokens says. */
interface Asking {
  readonly org: OrgId;
  readonly client: Client;
  /** Where it comes from, for the IP ranges of the profile (LOGIN-25). */
  readonly address?: string;
}

const expired = () => new OAuthRefusal("invalid_grant", "expired access/refresh token");
const notApproved = () => new OAuthRefusal("invalid_grant", "user hasn't approved this consumer");

/** What somebody shows is taken back for good, who is not the only one to show it. */
const stolen = (standing: Standing, rows: OrgRows, token: OAuthToken, fault: OAuthRefusal): Outcome<Fetched> => {
  const decision = asTheUserMay();
  const events = endOf(standing, rows, token, "used twice").map((event) => ({ at: standing.now, decision, ...event }));
  return { decision, events, fault };
};

/**
 * An app fetches its tokens with the code it was sent, once: whoever comes second has the code from somebody else, and
 * what the first has fetched is taken back (RFC 6749, 4.1.2). OAuthRefusal for a code that is not good.
 */
export const redeemCode =
  (ports: Ports) =>
  ({
    org,
    client,
    code: { id },
    callback,
    verifier,
    ...from
  }: Asking & {
    readonly code: Pick<Named, "id">;
    readonly callback: string | undefined;
    readonly verifier: string | undefined;
  }): Promise<Answer<Fetched>> =>
    untilSettled<Fetched>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      if (!rows) throw noClient();
      const app = clientIn(rows, client);
      const known = tokenIn(rows, id, app);
      if (!known) throw new OAuthRefusal("invalid_grant", "invalid authorization code");
      const { token, user } = known;
      const { code, ...redeemed } = token;
      const late = new OAuthRefusal("invalid_grant", "expired authorization code");
      if (!code) return stolen(standing, rows, token, late);
      if (code.endsAt <= standing.now) throw late;
      if (code.callback !== callback)
        throw new OAuthRefusal("redirect_uri_mismatch", "redirect_uri must match configuration");
      if (!verifierFits(code.challenge, verifier)) throw new OAuthRefusal("invalid_grant", "invalid code verifier");
      const changes = [{ table: "oauthTokens", id, row: redeemed }] as const;
      const about = { rows, user, app, opened: "authorization code", scopes: token.scopes, ...from } as const;
      return admit(ports, standing, { ...about, token: redeemed, changes });
    });

/**
 * An app comes back with its refresh token. Where the app has each replaced by the next, one that was replaced shows
 * that two hold it, and then none is good any more. OAuthRefusal where it is not good.
 */
export const refreshSession =
  (ports: Ports) =>
  ({ org, client, refresh, ...from }: Asking & { readonly refresh: Named }): Promise<Answer<Fetched>> =>
    untilSettled<Fetched>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      if (!rows) throw expired();
      const app = clientIn(rows, client);
      const known = tokenIn(rows, refresh.id, app);
      if (!known || !comesBack(known.token.scopes, app)) throw expired();
      const { token, user } = known;
      const stands = refreshStanding(app, token, { now: standing.now, generation: refresh.generation });
      if (stands === "used before") return stolen(standing, rows, token, expired());
      if (stands === "over") throw expired();
      const about = { rows, user, app, opened: "refresh token", scopes: token.scopes, ...from } as const;
      if (!isApproved(app, user, rows.oauthConsents))
        return refusedFor(standing, { ...about, token }, asTheUserMay(), notApproved());
      if (!app.refreshTokens.rotate) return admit(ports, standing, { ...about, token });
      const next = { ...token, generation: token.generation + 1 };
      const changes = [{ table: "oauthTokens", id: token.id, row: next }] as const;
      const { value, ...outcome } = admit(ports, standing, { ...about, token: next, changes });
      return { ...outcome, ...(value && { value }) };
    });

/** What is on record under an id for an app, and the user who let the app in. */
function tokenIn(
  rows: OrgRows,
  id: OAuthToken["id"],
  app: ConnectedApp,
): { readonly token: OAuthToken; readonly user: User } | undefined {
  const token = rowOf(rows.oauthTokens, id);
  const user = token && rowOf(rows.users, token.user);
  return token && user && token.app === app.key ? { token, user } : undefined;
}

/** An assertion that was read, with the question whether the key of a certificate signed it. */
export interface Assertion {
  readonly claims: Claims;
  readonly signedWith: (certificate: string) => boolean;
}

/**
 * An app shows an assertion that it signed, for a user who has let it in (RFC 7523). OAuthRefusal where it proves
 * nothing, or nobody has let the app in; for a user who is known that is on record.
 */
export const bearAssertion =
  (ports: Ports) =>
  ({
    org,
    assertion: { claims, signedWith },
    isOwn,
    scope,
    at,
    ...from
  }: Omit<Asking, "client"> & {
    /** The time of clients' own clocks, which they sign by whatever a story has made of platform time; that where nobody knows. */
    readonly at: Instant | undefined;
    readonly assertion: Assertion;
    readonly isOwn: (address: string) => boolean;
    readonly scope: string | undefined;
  }): Promise<Answer<Fetched>> =>
    untilSettled<Fetched>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      const app = rows && appWithKey(rows, claims.iss);
      if (!app) throw noClient();
      const user = userNamed(rows, claims.sub);
      if (!user) throw notApproved();
      const scopes = scopesFor(app, scope);
      const about = { rows, user, app, opened: "JWT bearer", scopes, ...from } as const;
      const decision = decide({ org: companyOf(rows), username: user.username, user }, [ownOrgOnly], ownOrgOnly);
      if (app.certificate === undefined || !signedWith(app.certificate))
        return refusedFor(standing, about, decision, new OAuthRefusal("invalid_grant", "invalid assertion"));
      checkClaims(claims, at ?? standing.now, isOwn);
      if (!isApproved(app, user, rows.oauthConsents)) return refusedFor(standing, about, decision, notApproved());
      return admit(ports, standing, about);
    });

/** An app comes in its own name, which is that of the user an administrator chose for it. OAuthRefusal where none is chosen. */
export const runAsApp =
  (ports: Ports) =>
  ({ org, client, scope, ...from }: Asking & { readonly scope: string | undefined }): Promise<Answer<Fetched>> =>
    untilSettled<Fetched>(ports, async (standing) => {
      const rows = await orgIfAny(standing, org);
      if (!rows) throw noClient();
      const app = clientIn(rows, client);
      if (app.secretHash === undefined) throw new OAuthRefusal("invalid_client", "invalid client credentials");
      const user = app.runAs && rowOf(rows.users, app.runAs);
      if (!user) throw new OAuthRefusal("invalid_grant", "no client credentials user enabled");
      const scopes = scopesFor(app, scope);
      return admit(ports, standing, { rows, user, app, opened: "client credentials", scopes, ...from });
    });
