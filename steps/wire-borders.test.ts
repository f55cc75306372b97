import { expect, test } from "vitest";
import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import type { WireRoute } from "#http/wire/route.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

// The platform's own interfaces, each endpoint tried with every session that is not good there.

const INTRUDERS = [
  "no session",
  "no session, at a host of no org",
  "a session that nobody made",
  "an ended session",
  "a session with a broken seal",
  "the admin of another subscriber, at this org's host",
  "another publisher's agent logged in elsewhere, at this org's host",
  "the own session, at another org's host",
  "this publisher's agent after login access ended",
  "a user without API Enabled",
] as const;
type Intruder = (typeof INTRUDERS)[number];

/** Their sessions are good, and it is a rule that refuses; all others are told that they have none. */
const RULED: ReadonlySet<Intruder> = new Set([
  "this publisher's agent after login access ended",
  "a user without API Enabled",
]);

/** Acme's own host, unless an intruder comes to another. */
const HOST = "acme.localhost";
const ELSEWHERE: { readonly [Who in Intruder]?: string } = {
  "no session, at a host of no org": "localhost",
  "the own session, at another org's host": "globex.localhost",
};

/** Endpoints that hear anybody, and look for a session by themselves. */
const LOOKING = /^\/(?:services\/oauth2\/userinfo$|id\/|cometd\/(?:replay\/)?:api)/;
const isStream = ({ path }: WireRoute): boolean => path.startsWith("/cometd/");
const hearsSessions = (route: WireRoute): boolean =>
  route.who === "anybody" ? LOOKING.test(route.path) && !(isStream(route) && route.method === "GET") : true;

async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32).fill(7));
  const defects: unknown[] = [];
  const { app, wire } = createApp({
    simulator,
    tokens,
    operatorToken: "operator",
    onDefect: (error) => defects.push(error),
  });
  const person = (name: string): UserRef => {
    const found = world.cast.find((one) => one.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.ref;
  };
  const open = async (user: UserRef, mfa = true): Promise<SessionId> =>
    (await simulator.takePlaceOf(user, { mfa, myDomain: true })).session;
  return { simulator, tokens, app, wire, defects, person, open };
}
type Stage = Awaited<ReturnType<typeof stage>>;

/** Login access of one user to one publisher's agent, and the session that the agent enters by it. */
async function loginAs({ simulator, person, open }: Stage, user: string, agent: string): Promise<SessionId> {
  const ref = person(user);
  const owner = await open(ref);
  const publisher = person(agent).org;
  const { decision } = await simulator.saveLoginAccess(owner, { party: publisher, duration: "1 day" });
  if (decision.effect === "deny") throw new Error(decision.because);
  const session = await open(person(agent));
  const { value, decision: entered } = await simulator.logInAs(session, { subscriber: ref.org, user: ref.id });
  if (!value) throw new Error(entered.because);
  return value.session;
}

async function tokenOf(on: Stage, intruder: Intruder): Promise<string | undefined> {
  const { simulator, tokens, person, open } = on;
  const issue = (org: OrgId, session: SessionId) => tokens.issue(org, session);
  const nia = person("Nia");
  switch (intruder) {
    case "no session":
    case "no session, at a host of no org":
      return undefined;
    case "a session that nobody made":
      return "00D5f0000000003!AQEAQx.00";
    case "the own session, at another org's host":
      return issue(nia.org, await open(nia));
    case "an ended session": {
      const session = await open(nia);
      await simulator.logOut(session);
      return issue(nia.org, session);
    }
    case "a session with a broken seal":
      return issue(nia.org, await open(nia)).replace(/.$/, (last) => (last === "0" ? "1" : "0"));
    case "the admin of another subscriber, at this org's host":
      return issue(person("Gwen").org, await open(person("Gwen")));
    case "another publisher's agent logged in elsewhere, at this org's host":
      return issue(person("Hugo").org, await loginAs(on, "Hugo", "Sam"));
    case "this publisher's agent after login access ended": {
      const session = await loginAs(on, "Nia", "Sam");
      const owner = await open(nia);
      const { decision } = await simulator.saveLoginAccess(owner, { party: person("Sam").org, duration: "no access" });
      if (decision.effect === "deny") throw new Error(decision.because);
      return issue(nia.org, session);
    }
    default:
      return issue(nia.org, await open(person("Petra")));
  }
}

/** An address of a route with things of Acme in it. */
function addressOf({ path }: WireRoute, { person }: Stage): string {
  const nia = person("Nia");
  const known: Readonly<Record<string, string>> = {
    version: "v66.0",
    object: "ledg__Invoice__c",
    key: "a0R5f0000000016EAA",
    field: "ledg__Reference__c",
    org: nia.org,
    user: nia.id,
    locator: "01g000000000000001-200",
    job: "750000000000000001",
    id: "07L5f0000000017EAA",
    api: "66.0",
  };
  return path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? "x");
}

/** What an intruder may do after all, with the reason; what nobody needs is not allowed either. */
const ALLOWED: readonly { readonly to: Intruder; readonly path: RegExp; readonly because: string }[] = [
  {
    to: "a user without API Enabled",
    path: /^\/services\/(?:Soap\/[uc]\/|oauth2\/userinfo$)/,
    because: "it tells whoever holds a session who that is, and nothing of the org",
  },
];

const HANDSHAKE = JSON.stringify([
  { channel: "/meta/handshake", version: "1.0", supportedConnectionTypes: ["long-polling"] },
]);
const BODY = JSON.stringify({
  records: [],
  compositeRequest: [],
  query: "SELECT Id FROM User",
  object: "Account",
  operation: "insert",
});
const message = (token: string | undefined): string =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token ?? ""}</sessionId></SessionHeader></e:Header><e:Body><getUserInfo/></e:Body></e:Envelope>`;

/** What an endpoint reads, as far as it is read before it is looked who asks. */
function sentTo(route: WireRoute, token: string | undefined): { readonly type: string; readonly content: string } {
  if (route.who === "session in the message") return { type: "text/xml", content: message(token) };
  if (isStream(route)) return { type: "application/json", content: HANDSHAKE };
  if (route.who === "anybody") return { type: "application/x-www-form-urlencoded", content: "" };
  return { type: "application/json", content: BODY };
}

test("every endpoint refuses every session that is not good there, in the platform's form", async () => {
  const { wire } = await stage();
  const letIn: string[] = [];
  let tried = 0;
  for (const intruder of INTRUDERS) {
    const on = await stage();
    const token = await tokenOf(on, intruder);
    const host = ELSEWHERE[intruder] ?? HOST;
    for (const route of wire.filter(hearsSessions)) {
      const url = `http://${host}${addressOf(route, on)}`;
      const isMessage = route.who === "session in the message";
      const { type, content } = sentTo(route, token);
      const headers: Record<string, string> = {
        host,
        "content-type": type,
        ...(token !== undefined && !isMessage && { authorization: `Bearer ${token}` }),
      };
      const body = ["GET", "HEAD"].includes(route.method) ? null : content;
      const answer = await on.app.request(url, { method: route.method, headers, body });
      const text = await answer.text();
      tried += 1;
      const isRefused = isStream(route)
        ? isUnsuccessful(text)
        : isMessage
          ? isFault(answer, text)
          : isPlatformError(answer, text) && (answer.status === 401 || RULED.has(intruder) || route.who === "anybody");
      const isAllowed = ALLOWED.some(({ to, path }) => to === intruder && path.test(route.path));
      if (isRefused === isAllowed)
        letIn.push(`${intruder}: ${route.method} ${route.path}: ${answer.status} ${text.slice(0, 120)}`);
    }
    expect(on.defects).toEqual([]);
  }
  expect(wire.filter(hearsSessions).length).toBeGreaterThan(50);
  console.log(`wire: ${tried} requests with sessions that are not good there, on ${wire.length} endpoints`);
  expect(letIn).toEqual([]);
});

function isPlatformError(answer: Response, text: string): boolean {
  // Who asks who is logged in is answered in words, as on the platform.
  if (answer.status === 403 && /^(?:(?:Bad|Missing)_OAuth_Token|No_Access)$/.test(text)) return true;
  if (answer.status !== 401 && answer.status !== 403) return false;
  if (!/^application\/json/.test(answer.headers.get("content-type") ?? "")) return false;
  const [error]: readonly { readonly errorCode?: string; readonly message?: string }[] = JSON.parse(text);
  return typeof error?.errorCode === "string" && typeof error.message === "string";
}

/** Whatever goes wrong with a stream is said in Bayeux, with any status. */
function isUnsuccessful(text: string): boolean {
  const replies: readonly { readonly successful?: boolean; readonly error?: string }[] = JSON.parse(text);
  return replies.every(({ successful, error }) => successful === false && /^40[13]::/.test(error ?? ""));
}

const isFault = (answer: Response, text: string): boolean =>
  answer.status === 500 && /<soapenv:Fault><faultcode>(?:sf:|soapenv:)\w+<\/faultcode>/.test(text);
