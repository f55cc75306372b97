import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { credentialsSuite, nia, otpSecret, passwordHash } from "./credentials.suite.ts";
import { memoryCredentials, openCredentials } from "./credentials.ts";
import { CHEAP, hashPassword } from "./password.ts";
import { seededRandom } from "./random.ts";
import { temporaryFolder } from "./temporary-folder.suite.ts";

const nine = "2031-03-04T09:00:00.000Z" as Instant;
const used = new DisposableStack();
afterAll(() => used.dispose());
const newState = () => used.use(temporaryFolder()).path;
const options = () => ({ random: seededRandom(7), cost: CHEAP });

credentialsSuite("credentials in memory", async () => memoryCredentials(options()));
credentialsSuite("credentials in a state folder", () => openCredentials(newState(), options()));

test("kept from one opening to the next, with the codes that were used", async () => {
  const state = newState();
  const first = await openCredentials(state, options());
  first.put(nia, { passwordHash, otpSecret });
  await first.flush();
  const { code } = await first.code(nia, nine);
  expect(await first.codeFits(nia, code, nine)).toBe(true);
  const second = await openCredentials(state, options());
  expect(await second.passwordFits(nia, "understudy")).toBe(true);
  expect(await second.codeFits(nia, code, nine)).toBe(false);
});

test("readable to nobody else, and never the password itself", async () => {
  const state = newState();
  mkdirSync(`${state}/keys`);
  chmodSync(`${state}/keys`, 0o755);
  await (await openCredentials(state, options())).set(nia, "correct horse");
  const file = `${state}/keys/credentials-${nia.org}.json`;
  expect(readdirSync(`${state}/keys`)).toEqual([`credentials-${nia.org}.json`]);
  expect(statSync(`${state}/keys`).mode & 0o777).toBe(0o700);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, "utf8")).not.toContain("correct horse");
});

test("leave other keys in the folder alone", async () => {
  const state = newState();
  mkdirSync(`${state}/keys`);
  writeFileSync(`${state}/keys/signer.tmp`, "ours");
  await openCredentials(state, options());
  expect(readdirSync(`${state}/keys`)).toEqual(["signer.tmp"]);
});

test("the same in every run of one seed", async () => {
  const codes = [1, 1, 2].map(async (seed) => {
    const credentials = memoryCredentials({ random: seededRandom(seed), cost: CHEAP });
    await credentials.set(nia, "x");
    return (await credentials.code(nia, nine)).code;
  });
  const [one, again, other] = await Promise.all(codes);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

test("somebody unknown costs what the others of the org cost", async () => {
  const credentials = memoryCredentials({ random: seededRandom(7) });
  credentials.put(nia, { passwordHash: await hashPassword("x", seededRandom(7), { ln: 13, r: 8, p: 4 }), otpSecret });
  const timed = async (user: typeof nia) => {
    const start = performance.now();
    expect(await credentials.passwordFits(user, "wrong")).toBe(false);
    return performance.now() - start;
  };
  const known = Math.min(await timed(nia), await timed(nia));
  const unknown = { ...nia, id: formatId("User", 99) };
  // At next to no cost it would be a thousandth; the machine may be busy with other things.
  expect(await timed(unknown)).toBeGreaterThan(known / 10);
});
