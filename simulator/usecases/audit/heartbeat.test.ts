import { expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

test("a heartbeat says how many sessions are open, and there is none while nobody is at work", async () => {
  const simulator = await simulatorInMemory(acme());
  const person = (name: string) => {
    const found = acme().cast.find((one) => one.name === name);
    if (!found) throw new Error(`nobody called ${name}`);
    return found.ref;
  };
  const { size } = simulator.ports.log.end;
  expect(await simulator.beat()).toBe(false);
  expect(simulator.ports.log.end.size).toBe(size);
  const admin = await simulator.takePlaceOf(person("Nia"), { mfa: true });
  await simulator.saveLoginAccess(admin.session, { party: person("Sam").org, duration: "1 week" });
  const agent = await simulator.takePlaceOf(person("Sam"), { mfa: true, myDomain: true });
  await simulator.logInAs(agent.session, { subscriber: person("Nia").org, user: person("Nia").id });
  expect(await simulator.beat()).toBe(true);
  const last = (await Array.fromAsync(simulator.ports.log.read())).at(-1);
  expect(last).toMatchObject({ type: "audit.heartbeat", loginAs: 1, debugging: 0 });
});
