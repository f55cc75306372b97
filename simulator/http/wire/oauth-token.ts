import { createHmac } from "node:crypto";
import type { OrgId } from "#domain/ids.ts";
import { OAuthRefusal, scopesFor } from "#domain/wire/oauth.ts";
import type { Guarded } from "#http/app.ts";
import { remoteAddress } from "#http/login.ts";
import { accountName } from "#http/throttle.ts";
import { type Fetched, notFromThere } from "#usecases/wire/admit.ts";
import { json } from "./answers.ts";
import { labelOf, servesOrg } from "./caller.ts";
import { assertionIn } from "./oauth-assertion.ts";
import { clientOf, type Form, formOf, inOAuthForm, NO_STORE, required } from "./oauth-form.ts";
import { type Held, held, heldIn } from "./oauth-words.ts";
import type { Call, Wire } from "./route.ts";

/** What an app has fetched, and the secret it has shown for it. */
interface Granted {
  readonly fetched: Fetched;
  readonly secret?: string;
  /** Whether the answer has the refresh token: where it is the first, or another than before. */
  readonly withRefresh: boolean;
}

type Grant = (form: Form, call: Call) => Promise<Granted>;

/** `POST /services/oauth2/token`: the flows in which an app fetches a session (RFC 6749, RFC 7523). */
export function tokenRoutes(wire: Wire, around: Guarded): void {
  const grants = grantsOf(around);
  wire.open("POST", "/services/oauth2/token", (call) =>
    inOAuthForm(async () => {
      const form = await formOf(call.c);
      const type = required(form, "grant_type");
      const grant = Object.hasOwn(grants, type) ? grants[type] : undefined;
      if (!grant) throw new OAuthRefusal("unsupported_grant_type", "grant type not supported");
      return json(shown(around, call.base, await grant(form, call)), 200, NO_STORE);
    }),
  );
}

function grantsOf({
  simulator,
  tokens,
  guard,
  hosts: allowed = [],
  systemNow,
}: Guarded): Readonly<Record<string, Grant>> {
  const from = ({ c }: Call) => {
    const address = remoteAddress(c);
    return { ...(address && { address }) };
  };
  /** The org of what an app holds; on the host of another org it is good for nothing. */
  const heldHere = (form: "code" | "refresh token", text: string, { c }: Call, otherwise: string): Held => {
    const found = heldIn(tokens, form, text);
    if (!found || !servesOrg(simulator.ports.hosts, c, found.org)) throw new OAuthRefusal("invalid_grant", otherwise);
    return found;
  };
  const attempt = async (names: readonly string[], call: Call, make: () => Promise<{ value?: Fetched }>) => {
    const { address } = from(call);
    const { value } = await guard.attempt(
      [...names, ...(address ? [address] : [])],
      make,
      (one) => one.value !== undefined,
    );
    return fetchedOf(value);
  };
  return {
    password: async (form, call) => {
      const [username, password] = [required(form, "username"), required(form, "password")];
      const client = clientOf(call.c, form);
      const org = simulator.ports.hosts.orgOf(username);
      if (!org || !servesOrg(simulator.ports.hosts, call.c, org))
        throw new OAuthRefusal("invalid_grant", "authentication failure");
      const fetched = await attempt([accountName(org, username), clientName(org, client.key)], call, async () => {
        const app = await simulator.checkClient(org, client);
        const scopes = scopesFor(app, form.scope);
        const through = { opened: "password", app: app.name, scopes } as const;
        const { decision, value } = await simulator.signIn({ org, username, password, through, ...from(call) });
        if (decision.effect === "deny") throw notFromThere();
        return value ? { value: { session: value.session, user: value.user, scopes } } : {};
      });
      return { fetched, ...secretOf(client), withRefresh: false };
    },
    "urn:ietf:params:oauth:grant-type:jwt-bearer": async (form, call) => {
      const assertion = assertionIn(required(form, "assertion"));
      const { sub, iss } = assertion.claims;
      const org = simulator.ports.hosts.orgOf(sub);
      if (!org || !servesOrg(simulator.ports.hosts, call.c, org))
        throw new OAuthRefusal("invalid_grant", "user hasn't approved this consumer");
      const isOwn = ownAddress(call.base, allowed);
      const names = [`${clientName(org, iss)} for ${sub.toLowerCase()}`];
      const fetched = await attempt(names, call, () =>
        simulator.bearAssertion({ org, assertion, isOwn, scope: form.scope, at: systemNow?.(), ...from(call) }),
      );
      return { fetched, withRefresh: false };
    },
    authorization_code: async (form, call) => {
      const client = clientOf(call.c, form);
      const code = heldHere("code", required(form, "code"), call, "invalid authorization code");
      const { redirect_uri: callback, code_verifier: verifier } = form;
      const { value } = await simulator.redeemCode({ org: code.org, client, code, callback, verifier, ...from(call) });
      return { fetched: fetchedOf(value), ...secretOf(client), withRefresh: true };
    },
    refresh_token: async (form, call) => {
      const client = clientOf(call.c, form);
      const refresh = heldHere("refresh token", required(form, "refresh_token"), call, "expired access/refresh token");
      const { value } = await simulator.refreshSession({ org: refresh.org, client, refresh, ...from(call) });
      const fetched = fetchedOf(value);
      return { fetched, ...secretOf(client), withRefresh: fetched.refresh?.generation !== refresh.generation };
    },
    client_credentials: async (form, call) => {
      const client = clientOf(call.c, form);
      const org = simulator.ports.hosts.orgAt(labelOf(call.c));
      if (!org) throw new OAuthRefusal("invalid_grant", "request not supported on this domain");
      const fetched = await attempt([clientName(org, client.key)], call, () =>
        simulator.runAsApp({ org, client, scope: form.scope, ...from(call) }),
      );
      return { fetched, ...secretOf(client), withRefresh: false };
    },
  };
}

function fetchedOf(value: Fetched | undefined): Fetched {
  if (!value) throw new Error("tokens that were neither fetched nor refused");
  return value;
}

const secretOf = ({ secret }: { readonly secret?: string }) => ({ ...(secret !== undefined && { secret }) });

/** What failures of an app count against, whoever it is. */
export const clientName = (org: OrgId, key: string): string => `app ${org} ${key}`;

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/;

/** Whether an address is one of this server's: the same scheme and port under any name that it is reached by. */
function ownAddress(base: string, allowed: readonly string[]): (address: string) => boolean {
  const own = new URL(base);
  return (address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, port, hostname, pathname } = new URL(address);
    const isReached = LOOPBACK.test(hostname) || hostname === own.hostname || allowed.includes(hostname);
    return protocol === own.protocol && port === own.port && pathname === "/" && isReached;
  };
}

function shown({ tokens, simulator }: Guarded, base: string, { fetched, secret, withRefresh }: Granted) {
  const { session, user, scopes, refresh } = fetched;
  const id = `${base}/id/${user.org}/${user.id}`;
  const issued = `${Date.parse(simulator.ports.clock.now())}`;
  // Who knows the secret of the app can check that the address is ours.
  const key = secret ?? tokens.mac("signature", id);
  return {
    access_token: tokens.issue(user.org, session),
    ...(refresh && withRefresh && { refresh_token: held(tokens, "refresh token", { org: user.org, ...refresh }) }),
    signature: createHmac("sha256", key).update(`${id}${issued}`).digest("base64"),
    scope: scopes.join(" "),
    instance_url: base,
    id,
    token_type: "Bearer",
    issued_at: issued,
  };
}
