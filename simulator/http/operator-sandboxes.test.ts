import { beforeEach, describe, expect, test } from "vitest";
import type { OrgId, UserId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

const world = acme();
const orgOf = (name: string) => world.cast.find((one) => one.name === name)?.ref.org ?? "";
const acmeCorp = orgOf("Nia");

let simulator: Simulator;
let app: ReturnType<typeof createApp>["app"];

beforeEach(async () => {
  simulator = await simulatorInMemory(world);
  ({ app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" }));
});

interface Body {
  readonly org: OrgId;
  readonly orgs: readonly { readonly id: string; readonly name: string; readonly status: string }[];
}

async function send(method: string, path: string, json?: unknown) {
  const response = await app.request(path, {
    method,
    headers: { authorization: "Bearer operator", ...(json !== undefined && { "content-type": "application/json" }) },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  return { status: response.status, body: (await response.json()) as Body };
}

const orgs = async () => (await send("GET", "/sim/orgs")).body.orgs;

describe("a sandbox", () => {
  test("is made, made anew and deleted", async () => {
    const made = await send("POST", `/sim/orgs/${acmeCorp}/sandboxes`, { name: "Dev", kind: "Developer Pro" });
    expect(made.status).toBe(201);
    expect(await orgs()).toContainEqual(
      expect.objectContaining({ id: made.body.org, name: "Acme Corp Dev", kind: "sandbox", users: 3 }),
    );
    const anew = await send("POST", `/sim/orgs/${made.body.org}/refresh`);
    expect(anew.status).toBe(201);
    expect(anew.body.org).not.toBe(made.body.org);
    expect((await send("DELETE", `/sim/orgs/${anew.body.org}`)).status).toBe(200);
    const left = (await orgs()).filter(({ name }) => name.endsWith("Acme Corp Dev"));
    expect(left.map(({ status }) => status)).toEqual(["deleted", "deleted"]);
  });

  test("of a Partial Copy takes its template from the request, and another at a refresh", async () => {
    const template = ["ledg__Invoice__c"];
    const { body } = await send("POST", `/sim/orgs/${acmeCorp}/sandboxes`, {
      name: "P",
      kind: "Partial Copy",
      template,
    });
    const recordsIn = async (org: OrgId) => (await simulator.ports.orgs.of(org)).records.values().length;
    expect(await recordsIn(body.org)).toBe(1);
    const anew = await send("POST", `/sim/orgs/${body.org}/refresh?template=Account,Visit__c`);
    expect(await recordsIn(anew.body.org)).toBe(0);
  });

  test.for<[string, unknown]>([
    ["a name that is too long", { name: "Development", kind: "Full" }],
    ["a name with a blank", { name: "De v", kind: "Full" }],
    ["no name", { kind: "Full" }],
    ["a kind nobody knows", { name: "Dev", kind: "Tiny" }],
    ["an instance that is none", { name: "Dev", kind: "Full", instance: "here" }],
    ["an empty template", { name: "Dev", kind: "Partial Copy", template: [] }],
    ["a template of another kind", { name: "Dev", kind: "Full", template: ["Account"] }],
    ["something more", { name: "Dev", kind: "Full", owner: "Nia" }],
  ])("with %s is not made, and nothing is on record", async ([, json]) => {
    const { size } = simulator.ports.log.end;
    expect(await send("POST", `/sim/orgs/${acmeCorp}/sandboxes`, json)).toMatchObject({ status: 400 });
    expect(simulator.ports.log.end.size).toBe(size);
  });

  test("takes its Company Information from production when it is made anew, and keeps its own place", async () => {
    const rows = await simulator.ports.orgs.of(acmeCorp as OrgId);
    const { lma: _, ...before } = companyOf(rows);
    const contact = { ...before.contact, name: "Ada Byron" };
    const row = { ...before, contact, timeZone: "Europe/London", apps: ["Slack"], boughtDebuggers: 3 };
    await simulator.changeOrg(row.id, "other Company Information", [{ table: "company", id: row.id, row }]);
    const uat = orgOf("Nia of Acme UAT") as OrgId;
    const { instance, limits } = companyOf(await simulator.ports.orgs.of(uat));
    const { body } = await send("POST", `/sim/orgs/${uat}/refresh`);
    const anew = companyOf(await simulator.ports.orgs.of(body.org));
    expect(anew).toMatchObject({
      contact,
      timeZone: "Europe/London",
      apps: ["Slack"],
      name: "Acme UAT",
      instance,
      limits,
    });
    // What production bought is counted there, whatever sandbox it is used in (DEBUG-07).
    expect(anew.boughtDebuggers).toBeUndefined();
  });

  test.for(["locked", "disabled", "deleted"] as const)(
    "of a production org that is %s is not made anew",
    async (status) => {
      const company = companyOf(await simulator.ports.orgs.of(acmeCorp as OrgId));
      await simulator.changeOrg(company.id, status, [
        { table: "company", id: company.id, row: { ...company, status } },
      ]);
      expect(await send("POST", `/sim/orgs/${orgOf("Nia of Acme UAT")}/refresh`)).toMatchObject({
        status: 400,
        body: [{ message: '"Acme Corp" is no production org in use; name one that is' }],
      });
    },
  );

  test("that was locked is in use again when it is made anew", async () => {
    const uat = companyOf(await simulator.ports.orgs.of(orgOf("Nia of Acme UAT") as OrgId));
    const row = { ...uat, status: "locked" } as const;
    await simulator.changeOrg(uat.id, "locked", [{ table: "company", id: uat.id, row }]);
    const { body } = await send("POST", `/sim/orgs/${uat.id}/refresh`);
    expect(companyOf(await simulator.ports.orgs.of(body.org)).status).toBe("active");
  });

  test("that is deleted or made anew leaves no credentials of its people behind", async () => {
    const [nia, niaOfUat] = ["Nia", "Nia of Acme UAT"].map((name) => world.cast.find((one) => one.name === name)?.ref);
    if (!nia || !niaOfUat) throw new Error("nobody called Nia");
    const left = (org: OrgId, { id }: { readonly id: UserId }) =>
      simulator.ports.credentials.given({ org, id }) !== undefined;
    const old = niaOfUat.org;
    expect(left(old, niaOfUat)).toBe(true);
    const { body } = await send("POST", `/sim/orgs/${old}/refresh`);
    expect([left(old, niaOfUat), left(body.org, nia)]).toEqual([false, true]);
    await send("DELETE", `/sim/orgs/${body.org}`);
    expect([left(body.org, nia), left(nia.org, nia)]).toEqual([false, true]);
  });

  test("that is deleted takes nobody in", async () => {
    const uat = orgOf("Nia of Acme UAT");
    await send("DELETE", `/sim/orgs/${uat}`);
    const late = { name: "Late", username: "late@acme.example", password: "12345678" };
    expect(await send("POST", `/sim/orgs/${uat}/users`, late)).toMatchObject({
      status: 400,
      body: [{ message: '"Old Acme UAT" is deleted; name an org that is in use' }],
    });
  });

  test("is called by its own name, whatever that of production is like", async () => {
    const { body } = await send("POST", "/sim/orgs", { name: "Odd--Name!" });
    await send("POST", `/sim/orgs/${body.org}/users`, {
      name: "Uma",
      username: "uma@odd.example",
      password: "12345678",
    });
    const made = await send("POST", `/sim/orgs/${body.org}/sandboxes`, { name: "Dev", kind: "Full" });
    const { company, users } = await simulator.ports.orgs.of(made.body.org);
    expect(Object.values(company).map(({ myDomain }) => myDomain)).toEqual(["odd-name--dev"]);
    expect(Object.values(users).map(({ username }) => username)).toEqual(["uma@odd.example.dev"]);
  });

  test("alone is deleted", async () => {
    expect(await send("DELETE", `/sim/orgs/${acmeCorp}`)).toMatchObject({
      status: 400,
      body: [{ message: '"Acme Corp" is no sandbox that can be deleted; name one that is in use' }],
    });
  });

  test("that is deleted is deleted once", async () => {
    const uat = orgOf("Nia of Acme UAT");
    expect((await send("DELETE", `/sim/orgs/${uat}`)).status).toBe(200);
    expect((await send("DELETE", `/sim/orgs/${uat}`)).status).toBe(400);
    expect((await send("POST", `/sim/orgs/${uat}/refresh`)).status).toBe(400);
  });
});
