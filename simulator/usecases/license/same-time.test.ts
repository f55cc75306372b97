import { expect, test } from "vitest";
import type { UserRef } from "#domain/ids.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

const world = acme();
const person = (name: string): UserRef => {
  const member = world.cast.find((one) => one.name === name);
  if (!member) throw new Error(`nobody called ${name}`);
  return member.ref;
};

test("of two who assign the last seat at the same time one is refused, and both records count one", async () => {
  const simulator = await simulatorInMemory(world);
  const { orgs } = simulator.ports;
  const [gwen, ivy, lena] = [person("Gwen"), person("Ivy"), person("Lena")];
  const [of] = Object.keys((await orgs.of(gwen.org)).installedPackages);
  const [one, other] = await Promise.all([1, 2].map(() => simulator.takePlaceOf(gwen, { mfa: true })));
  if (!of || !one || !other) throw new Error("no package to assign");
  const installed = (await orgs.of(gwen.org)).installedPackages[of];
  if (!installed) throw new Error("no package to assign");
  const answers = await Promise.all([
    simulator.assignLicense(one.session, { package: installed.id, user: ivy.id }),
    simulator.assignLicense(other.session, { package: installed.id, user: gwen.id }),
  ]);
  expect(answers.map(({ decision }) => decision.effect).sort()).toEqual(["allow", "deny"]);
  const { userPackageLicenses } = await orgs.of(gwen.org);
  expect(Object.keys(userPackageLicenses)).toHaveLength(2);
  const { licenses } = await orgs.of(lena.org);
  expect(Object.values(licenses).find(({ subscriber }) => subscriber === gwen.org)?.learned?.used).toBe(2);
});

test("of two subscribers who install at the same time each has a number of its own", async () => {
  const simulator = await simulatorInMemory(world);
  const { orgs } = simulator.ports;
  const [gwen, milton, quentin] = [person("Gwen"), person("Milton"), person("Quentin")];
  const [quill] = Object.values((await orgs.of(quentin.org)).packages);
  const version = quill?.versions[0]?.id;
  if (!version) throw new Error("no version of Quill");
  await Promise.all(
    [gwen, milton].map(async (admin) => {
      const { session } = await simulator.takePlaceOf(admin, { mfa: true });
      return simulator.installPackage(session, version);
    }),
  );
  const { licenses } = await orgs.of(quentin.org);
  expect(
    Object.values(licenses)
      .map(({ number }) => number)
      .sort(),
  ).toEqual([1, 2, 3, 4]);
});
