import { expect, test } from "vitest";
import { emptyFolds, fold } from "#domain/folds.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { World } from "#domain/world.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import type { Simulator } from "#usecases/simulator.ts";

const world = acme();
const lena = world.cast.find(({ name }) => name === "Lena")?.ref;
if (!lena) throw new Error("nobody called Lena");

/** The records of a publisher as worlds had them before there were numbers, dates, terms and snapshots. */
const asOfOld = (rows: OrgRows): OrgRows => ({
  ...rows,
  licenses: Object.fromEntries(
    Object.entries(rows.licenses).map(([id, { subscriber, package: of, lead, id: own }]) => [
      id,
      { id: own, subscriber, package: of, ...(lead && { lead }) },
    ]),
  ),
});

const listedIn = async (of: World) => {
  const simulator = await simulatorInMemory(of);
  const { session } = await simulator.takePlaceOf(lena, { mfa: true });
  return { simulator, licenses: (await simulator.viewLicenses(session)).value ?? [] };
};

test("records of an older world are read through to the subscriber orgs, and show the same", async () => {
  const { licenses: now } = await listedIn(world);
  const { licenses: old } = await listedIn({ ...world, orgs: world.orgs.map(asOfOld) });
  expect(now.length).toBeGreaterThan(0);
  expect(old).toEqual(now.map(({ installDate: _, ...one }) => one));
});

test("one of them can be modified, and is in step from then on", async () => {
  const { simulator, licenses } = await listedIn({ ...world, orgs: world.orgs.map(asOfOld) });
  const { session } = await simulator.takePlaceOf(lena, { mfa: true });
  const [{ subscriber, package: of } = { subscriber: lena.org, package: undefined }] = licenses;
  if (!of) throw new Error("no license is listed");
  const { value } = await simulator.modifyLicense(session, { subscriber, package: of, seats: 20 });
  expect(value).toEqual({ status: "Active", seats: 20 });
});

test("records are listed in the order of their numbers, which may have more than five digits", async () => {
  const numbered = (rows: OrgRows): OrgRows => ({
    ...rows,
    licenses: Object.fromEntries(
      Object.entries(rows.licenses).map(([id, one], nth) => [id, { ...one, number: 100_001 - nth }]),
    ),
  });
  const { licenses } = await listedIn({ ...world, orgs: world.orgs.map(numbered) });
  expect(licenses.map(({ name }) => name)).toEqual([
    "L-99996",
    "L-99997",
    "L-99998",
    "L-99999",
    "L-100000",
    "L-100001",
  ]);
});

/** The licenses that time will end, by the log alone. */
async function expiringByTheLog({ ports }: Simulator) {
  const folds = emptyFolds();
  for await (const record of ports.log.read()) fold(folds, record);
  return folds.expiringLicenses;
}

test("what will expire is known from the log alone, first rows included", async () => {
  const simulator = await simulatorInMemory(world);
  const { session } = await simulator.takePlaceOf(lena, { mfa: true });
  const globex = world.orgs.map(companyOf).find(({ name }) => name === "Globex");
  const [of] = Object.values((await simulator.ports.orgs.of(lena.org)).packages);
  if (!globex || !of) throw new Error("no Globex, or no package");
  expect([...(await expiringByTheLog(simulator)).values()].map(({ at }) => at)).toEqual(["2031-04-03T00:00:00.000Z"]);
  await simulator.modifyLicense(session, { subscriber: globex.id, package: of.id, seats: 3 });
  expect(await expiringByTheLog(simulator)).toEqual(simulator.ports.folds.expiringLicenses);
  const later = simulator.ports.folds.quietUntil;
  expect(later === undefined || later <= "2031-04-03T00:00:00.000Z").toBe(true);
});
