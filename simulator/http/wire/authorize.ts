import { html } from "hono/html";
import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import { type ConnectedApp, OAUTH_SCOPES, type OAuthScope, PLATFORM_CLI } from "#domain/power/connected-app.ts";
import { challengeIn, OAuthRefusal, scopesFor } from "#domain/wire/oauth.ts";
import type { Guarded } from "#http/app.ts";
import type { Asked, CodeRequest } from "#usecases/wire/authorize.ts";
import { inItsOrg, labelOf } from "./caller.ts";
import { hidden, logInWith, loginPage } from "./login-form.ts";
import { asRefusal, type Form, formOf, queryOf } from "./oauth-form.ts";
import { held, same } from "./oauth-words.ts";
import { errorPage, page, sentOn, sessionCookie } from "./page.ts";
import type { Call, Wire } from "./route.ts";

const PATH = "/services/oauth2/authorize";

/** What is carried from page to page, as the app wrote it. */
const CARRIED = [
  "response_type",
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "prompt",
  "code_challenge",
  "code_challenge_method",
] as const;

/** A request for a code that an app of an org here can make. */
interface Request {
  readonly form: Form;
  readonly callback: string;
  readonly key: string;
}

/** `/services/oauth2/authorize`: a person lets an app in, by a browser (RFC 6749, 4.1; RFC 7636). */
export function authorizeRoutes(wire: Wire, around: Guarded): void {
  const { simulator, tokens } = around;

  wire.open("GET", PATH, (call) =>
    inAPage(async () => {
      const request = await requestIn(around, call, carriedIn(queryOf(call.c)));
      return backToApp(request, async () => {
        checkForm(request.form);
        const session = request.form.prompt?.split(" ").includes("login") ? undefined : call.c.get("session");
        return (session && (await asked(call, request, session))) ?? loggingIn(call, request);
      });
    }),
  );

  wire.open("POST", PATH, (call) =>
    inAPage(async () => {
      const form = await formOf(call.c);
      const request = await requestIn(around, call, carriedIn(form));
      return backToApp(request, async () => {
        checkForm(request.form);
        if (form.step === "login") {
          const who = await logInWith(around, call.c, form);
          if ("wrong" in who) return loggingIn(call, request, { ...who, username: form.username ?? "", status: 401 });
          const answer = await asked(call, request, who.session);
          if (!answer) throw new Error("a session that is over as it begins");
          answer.headers.set("set-cookie", sessionCookie(who.token)["set-cookie"] ?? "");
          return answer;
        }
        const session = sessionHere(call, call.c.get("session"));
        if (!session) return loggingIn(call, request);
        // Only our own page has this, and only for this session and this very request.
        if (!same(form.page ?? "", pageOf(session, request)))
          return errorPage(
            "Nothing was authorized",
            "This page is not ours or not of today. Start again from the app.",
          );
        if (form.step !== "allow") throw new AccessDenied("end-user denied authorization");
        return given(call, request, session);
      });
    }),
  );

  const pageOf = (session: SessionId, { form }: Request) => tokens.mac("consent", JSON.stringify([session, form]));

  /** A session that is good here, for pages: what an app was let in for is no way to let in another, or itself for more. */
  const sessionHere = ({ c }: Call, session: SessionId | undefined): SessionId | undefined => {
    try {
      const found = inItsOrg(simulator, c, session).session;
      const known = simulator.ports.folds.sessions.get(found);
      return known && channelsOf.gives(known).includes("pages") ? found : undefined;
    } catch (error) {
      if (error instanceof Fault) return undefined;
      throw error;
    }
  };

  const loggingIn = (
    _: Call,
    { form, callback }: Request,
    about: { readonly wrong?: string; readonly username?: string; readonly status?: number } = {},
  ) => loginPage(PATH, form, { ...about, sendsTo: callback });

  /** Asks the person, or nobody where nobody has to be asked; nothing where the session is over. */
  const asked = async (call: Call, request: Request, session: SessionId): Promise<Response | undefined> => {
    const here = sessionHere(call, session);
    if (!here) return undefined;
    const wanted = await wantedIn(request, here);
    const { decision, value } = await simulator.askConsent(here, wanted);
    if (decision.effect === "deny") {
      if (simulator.ports.folds.sessions.get(here)?.end) return undefined;
      throw new AccessDenied(decision.because, decision.rule);
    }
    if (!value) throw new Error("a question that was neither asked nor refused");
    const wantsPage = request.form.prompt?.split(" ").includes("consent");
    if (value.approved && !wantsPage) return given(call, request, here);
    if (request.form.prompt === "none") throw new AccessDenied("interaction required");
    return consentPage(value, wanted.scopes, { ...request.form, page: pageOf(here, request) }, request.callback);
  };

  const given = async (_: Call, request: Request, session: SessionId): Promise<Response> => {
    const { decision, value } = await simulator.giveCode(session, await wantedIn(request, session));
    if (!value) throw new AccessDenied(decision.because, decision.rule);
    return sentOn(withParameters(request, { code: held(tokens, "code", { ...value, generation: 0 }) }));
  };

  /** What is asked of the session's own org, whose app of this key may be another than elsewhere. */
  const wantedIn = async ({ form, key, callback }: Request, session: SessionId): Promise<CodeRequest> => {
    const org = simulator.ports.folds.sessions.get(session)?.user.org;
    const app = org && (await simulator.appOf(org, key));
    if (!app?.callbacks.includes(callback)) throw new Unknown(app ? "redirect_uri" : "client_id");
    const challenge = challengeIn(form.code_challenge, form.code_challenge_method);
    return { key, callback, scopes: scopesFor(app, form.scope), ...(challenge !== undefined && { challenge }) };
  };
}

const carriedIn = (form: Form): Form =>
  Object.fromEntries(CARRIED.flatMap((name) => (form[name] === undefined ? [] : [[name, form[name]]])));

function checkForm(form: Form): void {
  if (form.response_type !== "code") throw new OAuthRefusal("unsupported_response_type", "response type not supported");
  challengeIn(form.code_challenge, form.code_challenge_method);
}

/** What is wrong with an app or address, of which nobody is sent anywhere (RFC 6749, 4.1.2.1). */
class Unknown extends Error {
  constructor(what: "client_id" | "redirect_uri") {
    super(
      what === "client_id"
        ? "error=invalid_client_id: client identifier invalid"
        : "error=redirect_uri_mismatch: redirect_uri must match configuration",
    );
  }
}

/** Somebody did not let the app in. */
class AccessDenied extends Error {
  readonly rule: string | undefined;

  constructor(because: string, rule?: string) {
    super(because);
    this.rule = rule;
  }
}

/** A request of an app that some org here knows, with an address of its own. Unknown before anybody is sent anywhere. */
async function requestIn({ simulator }: Guarded, { c }: Call, form: Form): Promise<Request> {
  const { client_id: key, redirect_uri: callback } = form;
  if (key === undefined) throw new Unknown("client_id");
  if (callback === undefined) throw new Unknown("redirect_uri");
  const { hosts } = simulator.ports;
  const named = hosts.orgAt(labelOf(c));
  const orgs: readonly OrgId[] = named ? [named] : hosts.orgsWithApp(key);
  const apps = (await Promise.all(orgs.map((org) => simulator.appOf(org, key)))).filter((app) => app !== undefined);
  const known: readonly ConnectedApp[] = key === PLATFORM_CLI.key ? [PLATFORM_CLI] : apps;
  if (known.length === 0) throw new Unknown("client_id");
  if (!known.some(({ callbacks }) => callbacks.includes(callback))) throw new Unknown("redirect_uri");
  return { form, key, callback };
}

/** An answer in pages: what concerns nobody but the person at the browser is said there. */
async function inAPage(answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Unknown) return errorPage("This app cannot be authorized", error.message);
    const { error: code, message } = asRefusal(error);
    return errorPage("This app cannot be authorized", `error=${code}: ${message}`, {
      status: code === "temporarily_unavailable" ? 503 : 400,
    });
  }
}

/** An answer for an app whose address is known: what went wrong is said there. */
async function backToApp(request: Request, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof AccessDenied) {
      const to = withParameters(request, { error: "access_denied", error_description: error.message });
      return sentOn(to, error.rule === undefined ? {} : { "understudy-rule": error.rule });
    }
    if (!(error instanceof OAuthRefusal)) throw error;
    return sentOn(withParameters(request, { error: error.error, error_description: error.message }));
  }
}

/** The app's own address with what it is told, and with its state as it wrote it. */
function withParameters({ callback, form }: Request, told: Form): string {
  const to = new URL(callback);
  for (const [name, value] of Object.entries(told)) to.searchParams.set(name, value);
  if (form.state !== undefined) to.searchParams.set("state", form.state);
  return `${to}`;
}

const consentPage = (
  { app, user, username, org }: Asked,
  scopes: readonly OAuthScope[],
  carried: Form,
  callback: string,
): Promise<Response> =>
  page(
    "Allow access?",
    html`<p><strong>${app}</strong> is asking to:</p>
<ul>${scopes.map((scope) => html`<li>${OAUTH_SCOPES[scope]}</li>`)}</ul>
<p>You are logged in as ${user} (${username}) of ${org}. If you allow it, you are sent to ${new URL(callback).host || callback}.</p>
<form method="post" action="${PATH}">
${hidden(carried)}
<button name="step" value="allow">Allow</button>
<button name="step" value="deny" class="second">Deny</button>
</form>`,
    { sendsTo: callback },
  );
