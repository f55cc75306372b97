import { expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

test("the operator asks about anybody, and a stranger about nobody", async () => {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  const ref = (name: string) => world.cast.find((one) => one.name === name)?.ref;
  const ask = (question: unknown, token?: string) =>
    app.request("/explain", {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(question),
    });

  const mayLogIn = { act: "log in as", agent: ref("Quentin"), user: ref("Nia") };
  expect((await ask(mayLogIn)).status).toBe(401);
  const answer = await ask(mayLogIn, "operator");
  expect(await answer.json()).toMatchObject({ decision: { effect: "deny", rule: "GRANT-03" }, whoCould: [] });

  const mayPrepare = { act: "prepare debugging", agent: ref("Sam"), user: ref("Nia of Acme UAT") };
  const { org, id: user } = ref("Nia of Acme UAT") ?? {};
  const nia = org && user && (await simulator.takePlaceOf({ org, id: user }, { mfa: false })).session;
  const publisher = ref("Sam")?.org;
  if (!nia || !publisher) throw new Error("the world has lost somebody");
  expect(await (await ask(mayPrepare, "operator")).json()).toMatchObject({
    decision: { effect: "deny", rule: "GRANT-03" },
  });
  await simulator.saveLoginAccess(nia, { party: publisher, duration: "1 day" });
  expect(await (await ask(mayPrepare, "operator")).json()).toMatchObject({
    decision: { effect: "allow", rule: "POWER-05" },
    whoCould: [{ agent: "sam@ledgerlabs.example", user: "nia@acme.example.uat", org: "Acme UAT" }],
    changesAt: { at: "2031-03-05T09:00:00.000Z", to: { rule: "GRANT-06" } },
  });
  expect((await ask({ ...mayLogIn, act: "fly" }, "operator")).status).toBe(400);
});
