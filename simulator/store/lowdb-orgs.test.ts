import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { lowdbOrgs } from "./lowdb-orgs.ts";
import { acme, globex, hired, orgsSuite, rowsOf } from "./orgs.suite.ts";
import { temporaryFolder } from "./temporary-folder.suite.ts";

const used = new DisposableStack();
afterAll(() => used.dispose());
const newState = () => used.use(temporaryFolder()).path;

orgsSuite("orgs on lowdb", () => lowdbOrgs(newState()));

const fileOf = (state: string, org = acme) => `${state}/orgs/${org}.json`;

test("keeps what was put and what was flushed", async () => {
  const state = newState();
  const orgs = await lowdbOrgs(state);
  await orgs.put(acme, rowsOf(acme, "Acme Corp"));
  await orgs.put(globex, rowsOf(globex, "Globex"));
  orgs.apply(acme, 4, [hired]);
  await orgs.flush();
  const again = await lowdbOrgs(state);
  expect(await again.list()).toEqual([acme, globex]);
  expect(await again.of(acme)).toEqual(await orgs.of(acme));
  again.apply(acme, 4, [{ ...hired, row: null }]);
  expect(await again.of(acme)).toEqual(await orgs.of(acme));
  expect(readdirSync(`${state}/orgs`).sort()).toEqual([`${acme}.json`, `${globex}.json`]);
});

test("gathers changes into one write, by itself, after a pause", async () => {
  const state = newState();
  const orgs = await lowdbOrgs(state, { pause: 20 });
  await orgs.put(acme, rowsOf(acme, "Acme Corp"));
  const before = readFileSync(fileOf(state), "utf8");
  for (let orgSeq = 0; orgSeq < 100; orgSeq += 1) orgs.apply(acme, orgSeq, [hired]);
  expect(readFileSync(fileOf(state), "utf8")).toBe(before);
  await expect.poll(() => readFileSync(fileOf(state), "utf8")).toContain('"appliedSeq":99,');
});

test("removes what a crash left half written, and leaves other files alone", async () => {
  const state = newState();
  await (await lowdbOrgs(state)).put(acme, rowsOf(acme, "Acme Corp"));
  writeFileSync(`${fileOf(state, globex)}.tmp`, '{"appliedSeq":');
  writeFileSync(`${state}/orgs/notes.txt`, "ours");
  const again = await lowdbOrgs(state);
  expect(await again.list()).toEqual([acme]);
  expect(readdirSync(`${state}/orgs`).sort()).toEqual([`${acme}.json`, "notes.txt"]);
});

test("begins a table that is younger than the file empty", async () => {
  const state = newState();
  mkdirSync(`${state}/orgs`);
  const { oauthConsents, ...older } = rowsOf(acme, "Acme Corp");
  writeFileSync(fileOf(state), JSON.stringify({ appliedSeq: 2, rows: older }));
  const orgs = await lowdbOrgs(state);
  expect((await orgs.of(acme)).oauthConsents).toEqual({});
});

test.for(["", '{"appliedSeq":', "null", '{"appliedSeq":1}'])("names a file that holds %j", async (text) => {
  const state = newState();
  mkdirSync(`${state}/orgs`);
  writeFileSync(fileOf(state), text);
  await expect(lowdbOrgs(state)).rejects.toThrow(`"${fileOf(state)}" is damaged`);
});

test("says when the disk takes nothing, and tries again with the next flush", async () => {
  const state = newState();
  const orgs = await lowdbOrgs(state);
  await orgs.put(acme, rowsOf(acme, "Acme Corp"));
  rmSync(`${state}/orgs`, { recursive: true });
  orgs.apply(acme, 0, [hired]);
  await expect(orgs.flush()).rejects.toThrow("ENOENT");
  mkdirSync(`${state}/orgs`);
  await orgs.flush();
  expect(readFileSync(fileOf(state), "utf8")).toContain("nia@acme.example");
});
