import { Fault, notFound } from "#domain/fault.ts";
import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import { companyOf, type OrgRows, rowOf } from "#domain/org.ts";
import { type ConnectedApp, OAUTH_SCOPE_NAMES, type OAuthScope, PLATFORM_CLI } from "#domain/power/connected-app.ts";
import { mayAuthorize } from "#domain/power/oauth.ts";
import { sha256 } from "#domain/review/sha256.ts";
import { appsOf, appWithKey, type Client, callbackFault, clientIn, noClient } from "#domain/wire/clients.ts";
import { act, asTheUserMay, type Happening, operate } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { noSuchOrg, orgIfAny, type Standing } from "#usecases/until-settled.ts";
import { endOfApp } from "./end-token.ts";

export interface RegisterApp {
  readonly name: string;
  /** The consumer key; one of the org's own unless given. */
  readonly key?: string;
  readonly callbacks: readonly string[];
  readonly scopes?: readonly OAuthScope[];
  /** PEM, as it was read and found good. */
  readonly certificate?: string;
  readonly preauthorized: boolean;
  readonly rotateRefreshTokens: boolean;
  readonly refreshTokenHours?: number;
  readonly runAs?: UserId;
  /** Makes the secret that the app keeps, where it can keep one. */
  readonly secretFor?: (id: ConnectedApp["id"]) => string;
}

/** A connected app as a page shows it; the secret is shown once, as it is registered. */
export type AppShown = Omit<ConnectedApp, "secretHash"> & { readonly hasSecret: boolean };
export type AppRegistered = AppShown & { readonly secret?: string };

const shown = ({ secretHash, ...app }: ConnectedApp): AppShown => ({ ...app, hasSecret: secretHash !== undefined });

const PERMISSION = "Modify All Data";

/**
 * An administrator registers a connected app. Nobody logged in as somebody else can: an app that an administrator has
 * let in for everybody is OAuth access to the data of all (POWER-06, POWER-14).
 */
export const registerApp =
  (ports: Ports) =>
  (admin: SessionId, wanted: RegisterApp): Promise<Answer<AppRegistered>> => {
    const about = { org: orgOfSession(ports, admin), name: "register a connected app", needs: PERMISSION } as const;
    return act<AppRegistered>(ports, admin, about, (acting) => {
      const decision = mayAuthorize({ reader: acting, app: wanted.name, purpose: "data access" });
      if (decision.effect === "deny")
        return {
          decision,
          happenings: [{ type: "power.refused", act: about.name, target: wanted.name, purpose: "data access" }],
        };
      const { app, secret } = made(ports, acting.rows, wanted);
      return { decision: asTheUserMay(), happenings: [registered(app)], value: { ...shown(app), ...secret } };
    });
  };

/** The operator registers a connected app in an org. Fault NOT_FOUND where there is no such org. */
export const registerAppIn =
  (ports: Ports) =>
  (org: OrgId, wanted: RegisterApp): Promise<AppRegistered> =>
    operate(ports, async (standing) => {
      const { app, secret } = made(ports, await rowsOfOrg(standing, org), wanted);
      return { events: [{ org, ...registered(app) }], value: { ...shown(app), ...secret } };
    });

const registered = (app: ConnectedApp) =>
  ({
    type: "power.app-registered",
    app: app.name,
    changes: [{ table: "connectedApps", id: app.id, row: app }],
  }) as const;

/** Fault DUPLICATE_VALUE for a name or key that the org has, INVALID_FIELD for what no app can have. */
function made(ports: Ports, rows: OrgRows, wanted: RegisterApp) {
  const { name, callbacks, certificate, preauthorized, runAs, scopes = OAUTH_SCOPE_NAMES, secretFor } = wanted;
  const id = ports.ids.next("ConnectedApp");
  const { key = `3MVG9${sha256(id)}` } = wanted;
  for (const app of appsOf(rows))
    if (app.name.toLowerCase() === name.toLowerCase() || app.key === key)
      throw new Fault(
        "DUPLICATE_VALUE",
        `the org has an app "${app.name}" with the key "${app.key}" already; choose others`,
      );
  for (const callback of callbacks) {
    const fault = callbackFault(callback);
    if (fault !== undefined) throw new Fault("INVALID_FIELD", `callbacks: ${fault}`);
  }
  if (runAs !== undefined && !rowOf(rows.users, runAs))
    throw new Fault("INVALID_FIELD", `runAs: ${companyOf(rows).name} has no user with id "${runAs}"`);
  if (runAs !== undefined && !secretFor)
    throw new Fault("INVALID_FIELD", "runAs: only an app with a secret can come in its own name");
  const secret = secretFor?.(id);
  const app: ConnectedApp = {
    id,
    key,
    name,
    ...(secret !== undefined && { secretHash: sha256(secret) }),
    ...(certificate !== undefined && { certificate }),
    callbacks,
    scopes,
    preauthorized,
    refreshTokens: {
      rotate: wanted.rotateRefreshTokens,
      ...(wanted.refreshTokenHours !== undefined && { hours: wanted.refreshTokenHours }),
    },
    ...(runAs !== undefined && { runAs }),
  };
  return { app, secret: { ...(secret !== undefined && { secret }) } };
}

export const listConnectedApps =
  (ports: Ports) =>
  (admin: SessionId): Promise<Answer<readonly AppShown[]>> => {
    const about = {
      org: orgOfSession(ports, admin),
      name: "open the connected apps of the org",
      needs: PERMISSION,
    } as const;
    return act(ports, admin, about, ({ rows }) => ({ decision: asTheUserMay(), value: appsOf(rows).map(shown) }));
  };

/** The connected apps of an org as the operator sees them. Fault NOT_FOUND where there is no such org. */
export const listConnectedAppsIn =
  (ports: Ports) =>
  async (org: OrgId): Promise<readonly AppShown[]> =>
    appsOf(await ports.orgs.of(org)).map(shown);

/** An administrator removes a connected app, and with it all that it has. Fault NOT_FOUND where the org has no such app. */
export const removeApp =
  (ports: Ports) =>
  (admin: SessionId, id: ConnectedApp["id"]): Promise<Answer<AppShown>> => {
    const about = { org: orgOfSession(ports, admin), name: "remove a connected app", needs: PERMISSION } as const;
    return act<AppShown>(ports, admin, about, (acting, standing) => {
      const { app, happenings } = removed(standing, acting.rows, id);
      return { decision: asTheUserMay(), happenings, value: shown(app) };
    });
  };

/** The operator removes a connected app from an org. Fault NOT_FOUND where there is no such org or app. */
export const removeAppIn =
  (ports: Ports) =>
  (org: OrgId, id: ConnectedApp["id"]): Promise<AppShown> =>
    operate(ports, async (standing) => {
      const { app, happenings } = removed(standing, await rowsOfOrg(standing, org), id);
      return { events: happenings.map((happening) => ({ org, ...happening })), value: shown(app) };
    });

function removed(standing: Standing, rows: OrgRows, id: ConnectedApp["id"]) {
  const app = rowOf(rows.connectedApps, id);
  if (!app) {
    if (id === PLATFORM_CLI.id) throw new Fault("CONFLICT", `${PLATFORM_CLI.name} is the platform's own and stays`);
    throw notFound("connected app with id", id);
  }
  const consents = Object.values(rows.oauthConsents).filter((one) => one.app === app.name);
  const gone = {
    type: "power.app-removed",
    app: app.name,
    changes: [
      { table: "connectedApps", id, row: null },
      ...consents.map((one) => ({ table: "oauthConsents", id: one.id, row: null }) as const),
    ],
  } as const satisfies Happening;
  return { app, happenings: [...endOfApp(standing, rows, { app: app.name }, "app removed"), gone] };
}

/** The app that an org knows under a key; nothing where there is no such org or app. */
export const appOf =
  ({ orgs }: Ports) =>
  async (org: OrgId, key: string): Promise<ConnectedApp | undefined> =>
    (await orgs.list()).includes(org) ? appWithKey(await orgs.of(org), key) : undefined;

/** The app that a client proves to be. OAuthRefusal where it is none of the org. */
export const checkClient =
  ({ orgs }: Ports) =>
  async (org: OrgId, client: Client): Promise<ConnectedApp> => {
    if (!(await orgs.list()).includes(org)) throw noClient();
    return clientIn(await orgs.of(org), client);
  };

async function rowsOfOrg(standing: Standing, org: OrgId): Promise<OrgRows> {
  const rows = await orgIfAny(standing, org);
  if (!rows) throw noSuchOrg(org);
  return rows;
}
