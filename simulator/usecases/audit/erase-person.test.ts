import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Instant } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { openUnderstudy } from "#server/open.ts";
import { verifyState } from "#server/verify-log.ts";

const morning = "2031-03-04T09:00:00.000Z" as Instant;
const person = (name: string) => {
  const found = acme().cast.find((one) => one.name === name);
  if (!found) throw new Error(`nobody called ${name}`);
  return found;
};

function newState(): string {
  const state = mkdtempSync(join(tmpdir(), "understudy-erase-"));
  onTestFinished(() => rmSync(state, { recursive: true, force: true }));
  return state;
}

const open = (state: string) =>
  openUnderstudy({
    version: "0",
    state,
    world: "acme",
    frozenAt: morning,
    systemMillis: Date.now,
    random: (size) => randomBytes(size),
  });

/** The files of a folder, and of those in it, that hold a text. */
const holding = (folder: string, text: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return holding(path, text);
    return readFileSync(path, "latin1").includes(text) ? [path] : [];
  });

test("nothing of an erased person is left in any file, the log verifies, and everything goes on", async () => {
  const state = newState();
  const first = await open(state);
  const { simulator } = first;
  const [omar, sam, nia] = [person("Omar"), person("Sam"), person("Nia")];
  await simulator
    .signIn({ org: omar.ref.org, username: omar.username, password: "wrong", myDomain: true })
    .catch(() => {});
  const agent = await simulator.takePlaceOf(sam.ref, { mfa: true, myDomain: true });
  const refused = await simulator.logInAs(agent.session, { subscriber: omar.ref.org, user: omar.ref.id });
  expect(refused.decision).toMatchObject({ effect: "deny", because: expect.stringContaining(omar.username) });
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  await simulator.saveLoginAccess(session, { party: sam.ref.org, duration: "1 week" });
  await simulator.ports.orgs.flush();
  expect(holding(state, omar.username).length).toBeGreaterThan(0);
  const { values } = await first.erasePerson(omar.ref);
  expect(values).toBeGreaterThan(2);
  await first.close();
  expect(holding(state, omar.username)).toEqual([]);
  expect(await verifyState(state)).toMatchObject({ verdict: "good" });

  const second = await open(state);
  const rows = await second.simulator.ports.orgs.of(omar.ref.org);
  expect(rows.users[omar.ref.id]).toMatchObject({ name: "Erased user", active: false });
  const records = await Array.fromAsync(second.simulator.ports.log.read());
  const denied = records.find(({ type }) => type === "login.refused");
  expect(denied).toMatchObject({
    decision: { effect: "deny", rule: "GRANT-03", because: "(erased)" },
    erased: ["decision.because"],
  });
  expect(await second.simulator.listGrants()).toHaveLength(1);
  expect(records.filter(({ type }) => type === "audit.erased")).toMatchObject([{ person: omar.ref, values }]);
  await second.close();
  // The orgs are what the log rebuilds them to, without their files too.
  const before = readFileSync(join(state, "orgs", `${omar.ref.org}.json`), "utf8");
  rmSync(join(state, "orgs"), { recursive: true });
  await (await open(state)).close();
  expect(JSON.parse(readFileSync(join(state, "orgs", `${omar.ref.org}.json`), "utf8")).rows).toEqual(
    JSON.parse(before).rows,
  );
});

test("a legal hold keeps a person from being erased until it is released", async () => {
  const state = newState();
  const { simulator, close } = await open(state);
  const omar = person("Omar");
  await simulator.placeHold({ person: omar.ref, because: "case 7 before the court" });
  await expect(simulator.erasePerson(omar.ref)).rejects.toMatchObject({
    code: "CONFLICT",
    message: expect.stringContaining("case 7"),
  });
  const last = (await Array.fromAsync(simulator.ports.log.read())).at(-1);
  expect(last).toMatchObject({ type: "audit.erasure-refused", person: omar.ref });
  await simulator.releaseHold(omar.ref);
  expect((await simulator.erasePerson(omar.ref)).values).toBeGreaterThan(0);
  await close();
});

test("an erasure that a crash cut off is done at the next opening", async () => {
  const state = newState();
  const first = await open(state);
  const omar = person("Omar");
  const { log } = first.simulator.ports;
  // The request is on record, and the process ends before anything of the log is touched.
  Object.assign(log, { erase: () => new Promise(() => {}) });
  void first.simulator.erasePerson(omar.ref);
  await expect.poll(() => first.simulator.ports.folds.erasures.begun.size).toBe(1);
  await log.close();
  const second = await open(state);
  expect(second.simulator.ports.folds.erasures.begun.size).toBe(0);
  await second.close();
  expect(holding(state, omar.username)).toEqual([]);
  expect(await verifyState(state)).toMatchObject({ verdict: "good" });
});
