import { type OrgId, parseId, type SessionId } from "#domain/ids.ts";
import { OAuthRefusal } from "#domain/wire/oauth.ts";
import type { Guarded } from "#http/app.ts";
import { SECURE_HEADERS } from "#http/secured.ts";
import type { Identity } from "#usecases/wire/identity.ts";
import { answered, json } from "./answers.ts";
import { inItsOrg, servesOrg } from "./caller.ts";
import { clientOf, type Form, formOf, inOAuthForm, NO_STORE, queryOf, required } from "./oauth-form.ts";
import { clientName } from "./oauth-token.ts";
import { heldIn } from "./oauth-words.ts";
import type { Call, Wire } from "./route.ts";

/** Who is in, and what becomes of tokens: userinfo, the identity URL, revoke and introspect. */
export function infoRoutes(wire: Wire, around: Guarded): void {
  const { simulator, tokens, guard } = around;

  /** The session that a request shows, in its header or as a parameter. Throws the platform's plain word where it is not good. */
  const shownIn = (call: Call, form: Form): { readonly session: SessionId; readonly org: OrgId } => {
    const { access_token: one, oauth_token: other = one } = form;
    const header = call.c.req.header("authorization");
    const session = other === undefined ? call.c.get("session") : tokens.read(other);
    if (other === undefined && header === undefined && !session) throw new Word("Missing_OAuth_Token");
    try {
      return inItsOrg(simulator, call.c, session);
    } catch {
      throw new Word("Bad_OAuth_Token");
    }
  };

  for (const method of ["GET", "POST"] as const)
    wire.open(method, "/services/oauth2/userinfo", (call) =>
      inAWord(async () => {
        const { session } = shownIn(call, method === "GET" ? queryOf(call.c) : await formOf(call.c));
        return answered(await simulator.introduce(session), (who) => json(userInfo(call.base, who), 200, NO_STORE));
      }),
    );

  for (const method of ["GET", "POST"] as const)
    wire.open(method, "/id/:org/:user", (call) =>
      inAWord(async () => {
        const { c, base } = call;
        const form = { ...queryOf(c), ...(method === "POST" && (await formOf(c))) };
        const [org, user] = [parseId("Org", c.req.param("org") ?? ""), parseId("User", c.req.param("user") ?? "")];
        if (!org || !user) throw new Word("Bad_Id", 404);
        if (form.format !== undefined && form.format !== "json")
          throw new Word("Bad_Format: only json is simulated here", 406);
        const shown = shownIn(call, form);
        if (shown.org !== org) throw new Word("Wrong_Org");
        if (simulator.ports.folds.sessions.get(shown.session)?.user.id !== user) throw new Word("No_Access");
        return answered(await simulator.introduce(shown.session), (who) => json(identity(base, who), 200, NO_STORE));
      }),
    );

  for (const method of ["GET", "POST"] as const)
    wire.open(method, "/services/oauth2/revoke", ({ c }) =>
      inOAuthForm(async () => {
        const token = required(method === "GET" ? queryOf(c) : await formOf(c), "token");
        const [session, refresh] = [tokens.read(token), heldIn(tokens, "refresh token", token)];
        const org = refresh?.org ?? (session && simulator.ports.folds.sessions.get(session)?.user.org);
        if (!org || !servesOrg(simulator.ports.hosts, c, org))
          throw new OAuthRefusal("unsupported_token_type", "this token type is not supported");
        if (refresh) await simulator.revokeToken({ org, refresh });
        else if (session) {
          if (simulator.ports.folds.sessions.get(session)?.end)
            throw new OAuthRefusal("invalid_token", "expired access/refresh token");
          await simulator.logOut(session);
        }
        return new Response(null, { status: 200, headers: { ...SECURE_HEADERS, ...NO_STORE } });
      }),
    );

  wire.open("POST", "/services/oauth2/introspect", ({ c, base }) =>
    inOAuthForm(async () => {
      const form = await formOf(c);
      const token = required(form, "token");
      const client = clientOf(c, form);
      const [session, refresh] = [tokens.read(token), heldIn(tokens, "refresh token", token)];
      const org = refresh?.org ?? (session && simulator.ports.folds.sessions.get(session)?.user.org);
      // What is no token of this server, or of another host's org, is told of in the same word as one that is over.
      if (!org || !servesOrg(simulator.ports.hosts, c, org)) return json({ active: false }, 200, NO_STORE);
      const app = await guard.attempt(
        [clientName(org, client.key)],
        () => simulator.checkClient(org, client),
        () => true,
      );
      const found = await simulator.inspectToken({ org, app, ...(refresh ? { refresh } : { session }) });
      if (!found) return json({ active: false }, 200, NO_STORE);
      const { scopes, user, username, until, since } = found;
      const about = {
        active: true,
        scope: scopes.join(" "),
        client_id: app.key,
        username,
        sub: `${base}/id/${org}/${user}`,
        token_type: refresh ? "refresh_token" : "access_token",
        iat: seconds(since),
        nbf: seconds(since),
        ...(until && { exp: seconds(until) }),
      };
      return json(about, 200, NO_STORE);
    }),
  );
}

const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000);

/** What these endpoints say where no session is good: one word, in plain text. */
class Word extends Error {
  readonly status: number;

  constructor(word: string, status = 403) {
    super(word);
    this.status = status;
  }
}

async function inAWord(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    const word = error instanceof OAuthRefusal ? new Word(`Bad_Request: ${error.message}`, 400) : error;
    if (!(word instanceof Word)) throw error;
    return new Response(word.message, {
      status: word.status,
      headers: { ...SECURE_HEADERS, ...NO_STORE, "content-type": "text/plain;charset=UTF-8" },
    });
  }
}

const userInfo = (base: string, who: Identity) => ({
  sub: `${base}/id/${who.org}/${who.user}`,
  user_id: who.user,
  organization_id: who.org,
  preferred_username: who.username,
  nickname: who.username,
  name: who.name,
  email: who.email,
  email_verified: who.emailVerified,
  zoneinfo: who.timeZone,
  active: who.active,
  user_type: "STANDARD",
  language: "en_US",
  locale: "en_US",
  urls: urlsAt(base, who),
});

const identity = (base: string, who: Identity) => ({
  id: `${base}/id/${who.org}/${who.user}`,
  asserted_user: true,
  user_id: who.user,
  organization_id: who.org,
  username: who.username,
  nick_name: who.username,
  display_name: who.name,
  email: who.email,
  email_verified: who.emailVerified,
  first_name: who.name.includes(" ") ? who.name.slice(0, who.name.lastIndexOf(" ")) : null,
  last_name: who.name.slice(who.name.lastIndexOf(" ") + 1),
  timezone: who.timeZone,
  photos: {},
  urls: urlsAt(base, who),
  active: who.active,
  user_type: "STANDARD",
  language: "en_US",
  locale: "en_US",
  utcOffset: 0,
  is_app_installed: false,
});

/** Addresses as templates: clients put the version in. */
const urlsAt = (base: string, { org, user }: Identity) => ({
  enterprise: `${base}/services/Soap/c/{version}/${org.slice(0, 15)}`,
  metadata: `${base}/services/Soap/m/{version}/${org.slice(0, 15)}`,
  partner: `${base}/services/Soap/u/{version}/${org.slice(0, 15)}`,
  rest: `${base}/services/data/v{version}/`,
  sobjects: `${base}/services/data/v{version}/sobjects/`,
  search: `${base}/services/data/v{version}/search/`,
  query: `${base}/services/data/v{version}/query/`,
  recent: `${base}/services/data/v{version}/recent/`,
  tooling_soap: `${base}/services/Soap/T/{version}/${org.slice(0, 15)}`,
  tooling_rest: `${base}/services/data/v{version}/tooling/`,
  profile: `${base}/${user}`,
  custom_domain: base,
});
