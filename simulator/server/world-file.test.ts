import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import type { CastMember, World } from "#domain/world.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { parseWorldFile } from "#http/world-file.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { simulatorInMemory } from "./in-memory.ts";
import { knownOf } from "./known-world.ts";
import { worldFileOf, worldFrom } from "./world-file.ts";

const world = acme();
const person = (name: string): CastMember => world.cast.find((one) => one.name === name) as CastMember;
const nia = person("Nia");

/** What a file of the simulator holds after it was written and read again. */
const throughAFile = async (simulator: Simulator, withCredentials = false, known = knownOf(world)) =>
  JSON.parse(JSON.stringify(await worldFileOf(simulator, known, { withCredentials })));

const rowsOf = (simulator: Simulator) =>
  Promise.all(world.orgs.map((rows) => simulator.ports.orgs.of(companyOf(rows).id)));

const codeOf = async ({ ports }: Simulator, { ref }: CastMember) =>
  (await ports.credentials.code(ref, world.clock)).code;

/** Acme with what a day brings: a case solved, an org more, somebody new. */
async function aDayLater(): Promise<Simulator> {
  const simulator = await simulatorInMemory(world);
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  await simulator.authorizeApp(session, { app: "Data Loader", purpose: "data access" });
  await simulator.refreshSandbox({ org: person("Nia of Acme UAT").ref.org });
  await simulator.createUser({
    org: nia.ref.org,
    name: "Zoe New",
    username: "zoe@acme.example",
    password: "her own secret",
    profile: "Standard Platform User",
    license: "Salesforce",
  });
  return simulator;
}

test("what is exported and loaded again has the same rows, cast, seed and clock", async () => {
  const simulator = await aDayLater();
  const file = await throughAFile(simulator);
  const again = await simulatorInMemory(await worldFrom(parseWorldFile(file)));
  expect([...(await again.ports.orgs.list())].sort()).toEqual([...(await simulator.ports.orgs.list())].sort());
  for (const org of await simulator.ports.orgs.list())
    expect(await again.ports.orgs.of(org)).toEqual(await simulator.ports.orgs.of(org));
  const known = knownOf(await worldFrom(parseWorldFile(file)));
  expect(await throughAFile(again, false, known)).toEqual(file);
  // The users of the old sandbox are gone, and with them their part.
  const cast = knownOf(world).cast.filter(({ name }) => !name.endsWith("of Acme UAT"));
  expect(file).toMatchObject({ name: "acme", seed: 1, clock: world.clock, cast });
});

test("without credentials everybody has the published password, and a device that the seed makes", async () => {
  const simulator = await aDayLater();
  const file = await throughAFile(simulator);
  expect(JSON.stringify(file)).not.toMatch(/passwordHash|otpSecret|\$scrypt|her own secret/);
  const again = await simulatorInMemory(await worldFrom(parseWorldFile(file)));
  const once = await simulatorInMemory(await worldFrom(parseWorldFile(file)));
  const reseeded = await simulatorInMemory(await worldFrom(parseWorldFile(file), 2));
  for (const { id, org } of await again.listPeople())
    expect(await again.ports.credentials.passwordFits({ org, id }, "understudy")).toBe(true);
  expect(await codeOf(again, nia)).toBe(await codeOf(once, nia));
  expect(await codeOf(again, nia)).not.toBe(await codeOf(simulator, nia));
  expect(await codeOf(again, nia)).not.toBe(await codeOf(reseeded, nia));
});

test("with credentials everybody logs in as before", async () => {
  const simulator = await aDayLater();
  const file = await throughAFile(simulator, true);
  expect(JSON.stringify(file)).not.toContain("her own secret");
  const again = await simulatorInMemory(await worldFrom(parseWorldFile(file)));
  const zoe = (await again.listPeople()).find(({ username }) => username === "zoe@acme.example");
  if (!zoe) throw new Error("Zoe is missing");
  expect(await again.ports.credentials.passwordFits(zoe, "her own secret")).toBe(true);
  expect(await again.ports.credentials.passwordFits(zoe, "understudy")).toBe(false);
  expect(await codeOf(again, nia)).toBe(await codeOf(simulator, nia));
});

test("a file with credentials and no password gives nobody else a way in", async () => {
  const { credentials, password: _, ...file } = await throughAFile(await aDayLater(), true);
  const [first] = credentials;
  const again = await simulatorInMemory(await worldFrom(parseWorldFile({ ...file, credentials: [first] })));
  const withDevice = (await again.listPeople()).filter(({ code }) => code !== undefined);
  expect(withDevice.map(({ id }) => id)).toEqual([first.ref.id]);
});

test("a password hash that is none is told before anything is loaded", async () => {
  const file = await throughAFile(await aDayLater(), true);
  file.credentials[3].passwordHash = "$scrypt$ln=1,r=1,p=1$short";
  await expect(worldFrom(parseWorldFile(file))).rejects.toMatchObject({
    code: "INVALID_FIELD",
    message: "credentials[3].passwordHash: no password can be compared with this hash; export it again",
  });
});

test("no id of the file is given out again", async () => {
  const simulator = await aDayLater();
  const loaded: World = await worldFrom(parseWorldFile(await throughAFile(simulator)));
  const again = await simulatorInMemory({ ...world, orgs: [], cast: [], nextId: 1 });
  await again.loadWorld(loaded);
  expect(again.ports.ids.next("User")).toBe(formatId("User", loaded.nextId));
  expect((await rowsOf(simulator)).flatMap((rows) => Object.keys(rows.users))).not.toContain(
    formatId("User", loaded.nextId),
  );
});
