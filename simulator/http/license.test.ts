import { beforeEach, describe, expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

const world = acme();
const person = (name: string) => {
  const member = world.cast.find((one) => one.name === name);
  if (!member) throw new Error(`nobody called ${name}`);
  return member.ref;
};
const [lena, gwen] = [person("Lena"), person("Gwen")];

let simulator: Simulator;
let app: ReturnType<typeof createApp>["app"];
let ledger: string;
let license: string;

beforeEach(async () => {
  simulator = await simulatorInMemory(world);
  ({ app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" }));
  const { packages, licenses } = await simulator.ports.orgs.of(lena.org);
  [ledger = ""] = Object.keys(packages);
  [license = ""] = Object.keys(licenses);
});

async function send(who: typeof lena, method: string, path: string, body: string) {
  const headers = { authorization: "Bearer operator", "content-type": "application/json" };
  const made = await app.request(`/sim/people/${who.id}/session`, {
    method: "POST",
    headers,
    body: JSON.stringify({ org: who.org }),
  });
  const { token } = (await made.json()) as { token: string };
  const { size } = simulator.ports.log.end;
  const response = await app.request(path, { method, headers: { ...headers, authorization: `Bearer ${token}` }, body });
  const said = JSON.stringify(await response.json());
  return { status: response.status, said, recorded: simulator.ports.log.end.size - size };
}

const modify = () => `/lma/subscribers/${gwen.org}/licenses/${ledger}`;
const defaults = () => `/lma/packages/${ledger}/defaults`;

describe("what cannot be read is refused in words, and nothing is on record", () => {
  test.for<[string, unknown, string]>([
    ["nothing", {}, "nothing is to be modified; name a status, seats or an expiration"],
    ["no object", [], "expected object"],
    ["null", null, "expected object"],
    ["a status nobody knows", { status: "Free" }, "expected one of"],
    ["no seats", { seats: 0 }, "seats: Too small"],
    ["half a seat", { seats: 1.5 }, "a whole number from 1 on"],
    ["seats in words", { seats: "7" }, "a whole number from 1 on"],
    ["more seats than can be counted", { seats: 1e300 }, "seats: Too big"],
    ["no day", { expires: "2031-02-29" }, "is no day; write it like 2031-03-31"],
    ["an instant", { expires: "2031-03-05T00:00:00Z" }, "is no day; write it like 2031-03-31"],
    ["something more", { seats: 3, org: "x" }, "org"],
  ])("a modification with %s", async ([, json, words]) => {
    const answer = await send(lena, "PATCH", modify(), JSON.stringify(json));
    expect(answer).toMatchObject({ status: 400, recorded: 0 });
    expect(answer.said).toContain(words);
  });

  test.for<[string, unknown]>([
    ["nothing", {}],
    ["no status", { defaults: { seats: 3 } }],
    ["a status that is none to begin with", { defaults: { status: "Suspended", seats: 3 } }],
    ["no day at all", { defaults: { status: "Trial", seats: 3, days: 0 } }],
    ["a lead manager of another kind", { leadManager: license }],
    ["more than a page of days", { defaults: { status: "Active", seats: 3, days: 1e9 } }],
  ])("defaults with %s", async ([, json]) => {
    expect(await send(lena, "PUT", defaults(), JSON.stringify(json))).toMatchObject({ status: 400, recorded: 0 });
  });

  test.for(["{", '"seats"', "", '{"fields":{"a":{}}}', '{"fields":[]}'])("a record edited with %s", async (body) => {
    expect(await send(lena, "PATCH", `/lma/licenses/${license}`, body)).toMatchObject({ status: 400, recorded: 0 });
  });

  test.for([{}, { version: 7 }, { version: "04t" }, { version: lena.id }])("an installation of %s", async (json) => {
    const path = `/orgs/${gwen.org}/setup/packages`;
    expect(await send(gwen, "POST", path, JSON.stringify(json))).toMatchObject({ status: 400, recorded: 0 });
  });
});
