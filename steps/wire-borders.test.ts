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
  "an ended session",
  "a session with a broken seal",
  "the admin of another subscriber, at this org's host",
  "another publisher's agent logged in elsewhere, at this org's host",
  "this publisher's agent after login access ended",
  "a user without API Enabled",
] as const;
type Intruder = (typeof INTRUDERS)[number];

/** Sent to `acme.localhost`: Acme's own host. */
const HOST = "acme.localhost";

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
      return undefined;
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
  };
  return path.replaceAll(/:(\w+)/g, (_, name: string) => known[name] ?? "x");
}

/** What an intruder may do after all, with the reason; what nobody needs is not allowed either. */
const ALLOWED: readonly { readonly to: Intruder; readonly path: RegExp; readonly because: string }[] = [
  {
    to: "a user without API Enabled",
    path: /^\/services\/Soap\/[uc]\//,
    because: "getUserInfo tells whoever holds a session who that is, and nothing of the org",
  },
];

const BODY = JSON.stringify({
  records: [],
  compositeRequest: [],
  query: "SELECT Id FROM User",
  object: "Account",
  operation: "insert",
});
const message = (token: string | undefined): string =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token ?? ""}</sessionId></SessionHeader></e:Header><e:Body><getUserInfo/></e:Body></e:Envelope>`;

test("every endpoint refuses every session that is not good there, in the platform's form", async () => {
  const { wire } = await stage();
  const letIn: string[] = [];
  let tried = 0;
  for (const intruder of INTRUDERS) {
    const on = await stage();
    const token = await tokenOf(on, intruder);
    for (const route of wire.filter(({ who }) => who !== "anybody")) {
      const url = `http://${HOST}${addressOf(route, on)}`;
      const isMessage = route.who === "session in the message";
      const headers: Record<string, string> = {
        host: HOST,
        "content-type": isMessage ? "text/xml" : "application/json",
        ...(token !== undefined && !isMessage && { authorization: `Bearer ${token}` }),
      };
      const body = isMessage ? message(token) : ["GET", "HEAD"].includes(route.method) ? null : BODY;
      const answer = await on.app.request(url, { method: route.method, headers, body });
      const text = await answer.text();
      tried += 1;
      const isRefused = isMessage ? isFault(answer, text) : isPlatformError(answer, text);
      const isAllowed = ALLOWED.some(({ to, path }) => to === intruder && path.test(route.path));
      if (isRefused === isAllowed)
        letIn.push(`${intruder}: ${route.method} ${route.path}: ${answer.status} ${text.slice(0, 120)}`);
    }
    expect(on.defects).toEqual([]);
  }
  console.log(`wire: ${tried} requests with sessions that are not good there, on ${wire.length} endpoints`);
  expect(letIn).toEqual([]);
});

function isPlatformError(answer: Response, text: string): boolean {
  // Who asks who is logged in is answered in words, as on the platform.
  if (answer.status === 403 && /^(?:Bad|Missing)_OAuth_Token$/.test(text)) return true;
  if (answer.status !== 401 && answer.status !== 403) return false;
  if (!/^application\/json/.test(answer.headers.get("content-type") ?? "")) return false;
  const [error]: readonly { readonly errorCode?: string; readonly message?: string }[] = JSON.parse(text);
  return typeof error?.errorCode === "string" && typeof error.message === "string";
}

const isFault = (answer: Response, text: string): boolean =>
  answer.status === 500 && /<soapenv:Fault><faultcode>(?:sf:|soapenv:)\w+<\/faultcode>/.test(text);
