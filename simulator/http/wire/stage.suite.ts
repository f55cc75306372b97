import type { OrgId, SessionId } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp, type Surroundings } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { AppRegistered, RegisterApp } from "#usecases/wire/connected-apps.ts";

/** Where codes of the tests' apps are sent to. */
export const CALLBACK = "https://portal.example/callback";
export const PASSWORD = "understudy";
export const OPERATOR = "operator";

/** The default world behind the whole request path, without a port. */
export async function stage(about: Pick<Surroundings, "systemNow"> = {}) {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app, wire } = createApp({ simulator, tokens, operatorToken: OPERATOR, ...about });
  const person = (name: string) => {
    const found = world.cast.find((one) => one.name === name);
    if (!found) throw new Error(`nobody called ${name}`);
    return found;
  };
  const signedIn = async (name: string): Promise<{ readonly session: SessionId; readonly token: string }> => {
    const { ref } = person(name);
    const { session } = await simulator.takePlaceOf(ref, { mfa: true, myDomain: true });
    return { session, token: tokens.issue(ref.org, session) };
  };
  /** An agent's LoginAs session, with the login access it rests on. */
  const loggedInAs = async (agent: string, user: string) => {
    const own = await signedIn(user);
    await simulator.saveLoginAccess(own.session, { party: person(agent).ref.org, duration: "1 week" });
    const { ref } = person(user);
    const { value } = await simulator.logInAs((await signedIn(agent)).session, { subscriber: ref.org, user: ref.id });
    if (!value) throw new Error(`${agent} is not let in as ${user}`);
    return { ...value, token: tokens.issue(ref.org, value.session), own };
  };
  const registered = (
    about: Partial<RegisterApp> & { readonly in?: OrgId; readonly secret?: boolean } = {},
  ): Promise<AppRegistered> => {
    const { in: org = person("Nia").ref.org, secret = true, ...wanted } = about;
    return simulator.registerAppIn(org, {
      name: "Portal",
      callbacks: [CALLBACK],
      preauthorized: false,
      rotateRefreshTokens: false,
      ...(secret && { secretFor: (id) => tokens.mac("consumer secret", id) }),
      ...wanted,
    });
  };
  const post = (path: string, form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    });
  /** A form as a browser sends one from our own page. */
  const submit = (path: string, form: Readonly<Record<string, string>>, cookie?: string) =>
    post(path, form, { origin: "http://localhost", ...(cookie !== undefined && { cookie: `sid=${cookie}` }) });
  const get = (path: string, token?: string, headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, { headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers } });
  const happened = async (since = 0) => {
    const types: string[] = [];
    for await (const { type } of simulator.ports.log.read(since)) types.push(type);
    return types;
  };
  return { world, simulator, tokens, app, wire, person, signedIn, loggedInAs, registered, post, submit, get, happened };
}

export type Stage = Awaited<ReturnType<typeof stage>>;

/** What a form of ours carries on, as a browser would send it. */
export function carriedIn(page: string): Readonly<Record<string, string>> {
  const inputs = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)];
  return Object.fromEntries(inputs.map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

/** Parameters of the address that an answer sends a browser to. */
export const sentTo = (response: Response): URL => new URL(response.headers.get("location") ?? "about:blank");

/** What answers of OAuth's say; which of it one has, a test asks. */
interface OAuthBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly instance_url: string;
  readonly id: string;
  readonly frontdoor_uri: string;
  readonly error: string;
  readonly error_description: string;
}

export const bodyOf = async (response: Response) => (await response.json()) as OAuthBody;
