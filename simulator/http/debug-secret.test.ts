import { expect, test } from "vitest";
import { parseStartLink } from "#domain/debug/start-link.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

// Whoever has the session id in a start link can act as the user, so it must be nowhere but in that one answer (DEBUG-12).

const OPERATOR = "operator";

/** A life of a debugging session over HTTP, with everything that was said, logged and answered on the way. */
async function told() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const defects: unknown[] = [];
  const onDefect = (error: unknown) => void defects.push(error);
  const { app } = createApp({ simulator, tokens, operatorToken: OPERATOR, onDefect });
  const ref = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const answers: string[] = [];
  const ask = async (token: string, method: string, path: string, body?: unknown): Promise<string> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { "content-type": "application/json" }),
    };
    const response = await app.request(path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    answers.push(text);
    return text;
  };
  const nia = ref("Nia of Acme UAT");
  const { session: own } = await simulator.takePlaceOf(nia, { mfa: true });
  await simulator.saveLoginAccess(own, { party: ref("Sam").org, duration: "1 day" });
  const { session: sams } = await simulator.takePlaceOf(ref("Sam"), { mfa: true, myDomain: true });
  const { value } = await simulator.logInAs(sams, { subscriber: nia.org, user: nia.id });
  if (!value) throw new Error("Sam was not let in");
  const secret = tokens.issue(nia.org, value.session);
  const people = { sam: tokens.issue(ref("Sam").org, sams), nia: tokens.issue(nia.org, own), loginAs: secret };
  return { simulator, ask, answers, defects, people, secret, org: nia.org };
}

test("the secret of a start link is in the answer that hands it out, and nowhere else", async () => {
  const { simulator, ask, answers, defects, people, secret, org } = await told();
  const { loginAs, nia, sam } = people;
  const handedOut = JSON.parse(await ask(loginAs, "POST", `/orgs/${org}/setup/apex-debugger/start`)) as {
    link: string;
  };
  const { link } = handedOut;
  expect(parseStartLink(link)).toEqual({
    project: "acme--uat",
    instanceUrl: "http://acme--uat.localhost",
    sessionId: secret,
  });
  answers.length = 0;

  const projects = `/orgs/${org}/debugger/projects`;
  const spoilt = link.replace("url=", "uri=");
  for (const body of [
    { path: "uat", link: spoilt },
    { path: "uat", link: `${link} ` },
    { path: link, link },
    { path: "uat", link, extra: link },
    { path: "uat", link: "x".repeat(5_000) + link },
    { link },
    link,
  ])
    await ask(loginAs, "POST", projects, body);
  await ask(nia, "POST", projects, { path: "uat", link });
  await ask(sam, "POST", projects, { path: "uat", link });
  expect(await ask(loginAs, "POST", projects, { path: "uat", link })).toContain("RoundingService");
  await ask(loginAs, "POST", `/orgs/${org}/debugger/sessions`, { project: link });
  expect(await ask(loginAs, "POST", `/orgs/${org}/debugger/sessions`, {})).toContain("07a");
  await ask(nia, "GET", `/orgs/${org}/setup/apex-debugger`);
  await ask(nia, "GET", `/orgs/${org}/transparency?limit=1000`);
  await ask(loginAs, "POST", `/orgs/${org}/debugger/close-ide`);
  await ask(loginAs, "POST", `/orgs/${org}/debugger/stop`);
  await ask(sam, "POST", "/debugger/duties/deleted", { path: link });
  await ask(sam, "GET", "/debugger/duties");
  for (const path of ["/sim/debug-sessions", "/sim/duties", "/sim/login-as", "/sim/audit", "/api/openapi.json"])
    await ask(OPERATOR, "GET", path);

  const records: string[] = [];
  for await (const record of simulator.ports.log.read()) records.push(JSON.stringify(record));
  expect(records.some((record) => record.includes("debug.ended"))).toBe(true);
  const signature = secret.slice(secret.lastIndexOf(".") + 1);
  for (const text of [...answers, ...records, ...defects.map(String)])
    for (const part of [secret, encodeURIComponent(secret), signature]) expect(text.includes(part), text).toBe(false);
});
