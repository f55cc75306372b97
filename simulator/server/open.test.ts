import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openFileStorage } from "#audit/file-storage.ts";
import { openLog } from "#audit/log.ts";
import { formatId } from "#domain/ids.ts";
import { DAY, type Instant, later, parseInstant } from "#domain/time.ts";
import type { CastMember } from "#domain/world.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { parseWorldFile } from "#http/world-file.ts";
import { seededRandom } from "#store/random.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Opening } from "./kept.ts";
import { type Opened, openUnderstudy } from "./open.ts";

const morning = parseInstant("2031-03-04T09:00:00Z") as Instant;
const cast = acme().cast;
const person = (name: string): CastMember => cast.find((one) => one.name === name) as CastMember;

const pia = { org: formatId("Org", 1), id: formatId("User", 5_000_000) };
/** A world of one org and one person. */
const tiny = parseWorldFile({
  name: "tiny",
  password: "tiny tiny",
  orgs: [
    {
      company: { id: pia.org, name: "Tiny Co" },
      profiles: [{ id: formatId("Profile", 1), name: "Standard User", permissions: [] }],
      users: [{ id: pia.id, username: "pia@tiny.example", name: "Pia", profile: formatId("Profile", 1) }],
    },
  ],
  cast: [{ name: "Pia", role: "user", username: "pia@tiny.example", ref: pia }],
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "understudy-open-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let folders = 0;
function newFolder(): string {
  folders += 1;
  return join(folder, `state-${folders}`);
}

const open = (state: string, about: Partial<Pick<Opening, "frozenAt" | "world" | "seed">> = {}): Promise<Opened> =>
  openUnderstudy({
    version: "0.0.0",
    world: "acme",
    seed: 1,
    frozenAt: morning,
    systemMillis: Date.now,
    random: seededRandom(1),
    state,
    ...about,
  });

/** What a crash at this moment would leave: the files as they are, and a lock that nobody holds. */
function crashed(state: string): string {
  const left = newFolder();
  cpSync(state, left, { recursive: true, filter: (name) => !basename(name).startsWith("lock-") });
  return left;
}

async function records({ simulator }: Opened): Promise<readonly AuditRecord[]> {
  const all: AuditRecord[] = [];
  for await (const record of simulator.ports.log.read()) all.push(record);
  return all;
}
const types = async (opened: Opened) => (await records(opened)).map(({ type }) => type);

/** Nia lets Ledger Labs in, and Sam works as Nia. */
async function samWorksAsNia({ simulator }: Opened) {
  const [nia, sam] = [person("Nia"), person("Sam")];
  const own = await simulator.takePlaceOf(nia.ref, { mfa: true });
  await simulator.saveLoginAccess(own.session, { party: sam.ref.org, duration: "1 week" });
  const agent = await simulator.takePlaceOf(sam.ref, { mfa: true, myDomain: true });
  const { value } = await simulator.logInAs(agent.session, { subscriber: nia.ref.org, user: nia.ref.id });
  if (!value) throw new Error("Sam was not let in");
  return value.session;
}

/** A copy of the folder as it is at the very moment a record of this type becomes durable. */
function crashedAt({ simulator }: Opened, state: string, type: AuditRecord["type"]): () => string {
  let left: string | undefined;
  simulator.ports.log.follow((record) => {
    if (record.type === type) left = crashed(state);
  });
  return () => {
    if (left === undefined) throw new Error(`there is no ${type} on record`);
    return left;
  };
}

describe("a crash right after the record loses nobody's password and device", () => {
  const logsIn = async (state: string, { ref, username }: Pick<CastMember, "ref" | "username">, password: string) => {
    const after = await open(state);
    const { simulator } = after;
    const { code } = await simulator.ports.credentials.code(ref, simulator.ports.clock.now());
    const { value } = await simulator.signIn({ org: ref.org, username, password, code, myDomain: true });
    await after.close();
    return value !== undefined;
  };

  test("of a world loaded into a running simulator", async () => {
    const state = newFolder();
    const first = await open(state, { world: "empty" });
    const left = crashedAt(first, state, "world.loaded");
    await first.loadWorld("acme");
    expect(await logsIn(left(), person("Nia"), "understudy")).toBe(true);
    await first.close();
  });

  test("of a user who was created", async () => {
    const state = newFolder();
    const first = await open(state);
    const left = crashedAt(first, state, "user.created");
    const { org } = person("Nia").ref;
    const username = "zoe@acme.example";
    const profile = "Standard Platform User";
    const about = { org, name: "Zoe", username, password: "her own secret", profile, license: "Salesforce" } as const;
    const { user: id } = await first.simulator.createUser(about);
    expect(await logsIn(left(), { ref: { org, id }, username }, "her own secret")).toBe(true);
    await first.close();
  });

  test("of whoever a refreshed sandbox took over", async () => {
    const state = newFolder();
    const first = await open(state);
    const left = crashedAt(first, state, "org.created");
    const { org } = await first.simulator.refreshSandbox({ org: person("Nia of Acme UAT").ref.org });
    const nia = (await first.simulator.listPeople()).find((one) => one.org === org && one.name.startsWith("Nia"));
    if (!nia) throw new Error("Nia is not in the new sandbox");
    expect(await logsIn(left(), { ref: nia, username: nia.username }, "understudy")).toBe(true);
    await first.close();
  });
});

const firstSegmentIn = (state: string): string => `${state}/audit/seg/000000000000.jsonl`;

describe("a state folder", () => {
  test("begins with the world, and later goes on with what is there", async () => {
    const state = newFolder();
    const first = await open(state);
    expect(await types(first)).toEqual([
      "audit.founded",
      "audit.opened",
      ...acme().orgs.map(() => "org.loaded"),
      "world.loaded",
    ]);
    await samWorksAsNia(first);
    await first.close();

    const second = await open(state);
    const all = await types(second);
    expect(all.filter((type) => type === "world.loaded")).toHaveLength(1);
    expect(all.slice(-2)).toEqual(["audit.closed", "audit.opened"]);
    expect(await second.simulator.listGrants()).toHaveLength(1);
    await second.close();
  });

  test("after an orderly stop a LoginAs session goes on", async () => {
    const state = newFolder();
    const first = await open(state);
    const session = await samWorksAsNia(first);
    await first.close();
    const second = await open(state);
    expect(second.simulator.ports.folds.sessions.get(session)?.state).toBe("active");
    await second.close();
  });

  test("after a crash LoginAs sessions are ended on record before anything is answered, and own sessions are not", async () => {
    const state = newFolder();
    const first = await open(state);
    const session = await samWorksAsNia(first);
    const second = await open(crashed(state));
    const all = await records(second);
    const openings = all.flatMap(({ type }, place) => (type === "audit.opened" ? [place] : []));
    const behind = all.slice(openings.at(-1));
    expect(behind.map(({ type }) => type)).toEqual(["audit.opened", "login.ended", "audit.org-stated"]);
    expect(behind[1]).toMatchObject({ session, reason: "simulator stopped", delegateUser: person("Sam").ref });
    expect(second.simulator.ports.folds.running.sessions.size).toBe(2);
    expect(await second.verifyLog()).toMatchObject({ verdict: "good" });
    await Promise.all([first.close(), second.close()]);
  });

  test("a torn last record is set aside, and put on record", async () => {
    const state = newFolder();
    await (await open(state)).close();
    const torn = '{"at":"2031-03-04T09:00';
    appendFileSync(firstSegmentIn(state), torn);
    const second = await open(state);
    expect(second.setAside).toBe(torn.length);
    const recovered = (await records(second)).find(({ type }) => type === "audit.recovered");
    expect(recovered).toMatchObject({ bytes: torn.length });
    await second.close();
  });

  test("a world that is not on record is loaded anew", async () => {
    const state = newFolder();
    // As a crash leaves it before the world is on record.
    const log = openLog(await openFileStorage(state, { random: seededRandom(1) }));
    await log.append([{ type: "audit.opened", at: morning, org: "platform", version: "0.0.0" }]);
    await log.close();
    const again = await open(state);
    expect((await types(again)).slice(0, 4)).toEqual(["audit.founded", "audit.opened", "audit.opened", "org.loaded"]);
    expect(await again.simulator.ports.credentials.passwordFits(person("Nia").ref, "understudy")).toBe(true);
    await again.close();
  });

  test("of two worlds loaded at once one is there, known and remembered", async () => {
    const state = newFolder();
    const first = await open(state, { world: "empty" });
    const both = await Promise.allSettled([first.loadWorld(tiny, 3), first.loadWorld("acme")]);
    const lost = both.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
    expect(lost).toEqual(["CONFLICT"]);
    const known = first.known();
    const orgs = await first.simulator.listOrgs();
    expect(orgs).toHaveLength(known.name === "tiny" ? 1 : acme().orgs.length);
    await first.close();
    const second = await open(state);
    expect(second.known()).toEqual(known);
    expect(await second.simulator.listOrgs()).toEqual(orgs);
    await second.close();
  });

  test("an org made by hand is nobody's to drop", async () => {
    const state = newFolder();
    const first = await open(state, { world: "empty" });
    const about = { name: "Own", kind: "production", edition: "Enterprise", instance: "NA1" } as const;
    await first.simulator.createOrg({ ...about, governmentCloud: false });
    await first.close();
    const second = await open(state, { world: "empty" });
    expect((await second.simulator.listOrgs()).map(({ name }) => name)).toEqual(["Own"]);
    await second.close();
  });

  test("remembers cast and published password of a world from a file, and gives out none of its ids", async () => {
    const state = newFolder();
    const first = await open(state, { world: tiny, seed: 3 });
    await first.close();
    const second = await open(state);
    const ref = pia;
    expect(second.known()).toMatchObject({
      name: "tiny",
      seed: 3,
      password: "tiny tiny",
      cast: [{ name: "Pia", ref }],
    });
    expect(await second.simulator.ports.credentials.passwordFits(ref, "tiny tiny")).toBe(true);
    expect(Number.parseInt(readFileSync(`${state}/ids.json`, "utf8").slice(8), 10)).toBeGreaterThan(5_000_000);
    await second.close();
  });

  test("platform time does not go back, whatever clock it is opened with", async () => {
    const state = newFolder();
    const first = await open(state);
    await first.simulator.moveClock(later(morning, 8 * DAY));
    await first.close();
    const second = await open(state);
    expect(second.simulator.ports.clock.now()).toBe(later(morning, 8 * DAY));
    await second.close();
  });

  test("is for one process: a second one is told who has it", async () => {
    const state = newFolder();
    const first = await open(state);
    await expect(open(state)).rejects.toMatchObject({ name: "CannotOpenLog" });
    await first.close();
  });

  test("a log that was changed is not opened, and the check names the first record that does not follow", async () => {
    const state = newFolder();
    const first = await open(state);
    await samWorksAsNia(first);
    await first.close();
    const file = firstSegmentIn(state);
    writeFileSync(file, readFileSync(file, "utf8").replace('"duration":"1 week"', '"duration":"1 year"'));
    await expect(open(state)).rejects.toMatchObject({ name: "CannotOpenLog" });
  });
});
