import { beforeEach, describe, expect, test } from "vitest";
import { formatId, type OrgId, type SessionId } from "#domain/ids.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";
import { type Throttle, throttle } from "./throttle.ts";

describe("ten failures within ten minutes", () => {
  let now: Instant;
  let guard: Throttle;
  const attempt = (names: readonly string[], succeeds = false) =>
    guard.attempt(
      names,
      async () => succeeds,
      (value) => value,
    );
  const failTimes = async (times: number, names: readonly string[]) => {
    for (let n = 0; n < times; n += 1) await attempt(names);
  };

  beforeEach(() => {
    now = "2031-03-04T09:00:00.000Z" as Instant;
    guard = throttle(() => now);
  });

  test("nine leave the door open, ten shut it", async () => {
    await failTimes(9, ["nia"]);
    await expect(attempt(["nia"])).resolves.toBe(false);
    await expect(attempt(["nia"], true)).rejects.toMatchObject({
      code: "TOO_MANY_ATTEMPTS",
      message: "too many failed attempts; try again at 2031-03-04 09:10 UTC",
    });
  });

  test("it opens again when the first of them is ten minutes old, and not before", async () => {
    await failTimes(10, ["nia"]);
    now = later(now, 10 * MINUTE - 1);
    await expect(attempt(["nia"], true)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    now = later(now, 1);
    await expect(attempt(["nia"], true)).resolves.toBe(true);
  });

  test("successes do not count", async () => {
    for (let n = 0; n < 20; n += 1) await attempt(["nia"], true);
    await expect(attempt(["nia"], true)).resolves.toBe(true);
  });

  test("one address counts over all usernames, and other addresses are let alone", async () => {
    for (let n = 0; n < 10; n += 1) await attempt([`user${n}`, "192.0.2.1"]);
    await expect(attempt(["nia", "192.0.2.1"], true)).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    await expect(attempt(["nia", "192.0.2.2"], true)).resolves.toBe(true);
  });

  test("attempts at the same moment count before they are known to fail", async () => {
    const made = await Promise.allSettled(Array.from({ length: 50 }, () => attempt(["nia"])));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  test("as many as come at the same moment are let in, where none of them fails", async () => {
    const made = await Promise.all(Array.from({ length: 50 }, () => attempt(["nia", "192.0.2.1"], true)));
    expect(made).toEqual(Array.from({ length: 50 }, () => true));
  });

  test("who waits for others is shut out with them", async () => {
    const [wrong, right] = [Array.from({ length: 10 }, () => attempt(["nia"])), attempt(["nia"], true)];
    await expect(right).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
    expect(await Promise.all(wrong)).toHaveLength(10);
  });

  test("an attempt that ends in a fault counts as failed", async () => {
    const fail = () =>
      guard.attempt(
        ["nia"],
        () => Promise.reject(new Error("wrong")),
        () => true,
      );
    for (let n = 0; n < 10; n += 1) await expect(fail()).rejects.toThrow("wrong");
    await expect(fail()).rejects.toMatchObject({ code: "TOO_MANY_ATTEMPTS" });
  });
});

test("the login route answers 429 after ten wrong passwords, to the right one too, until the window is over", async () => {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  const nia = world.cast.find(({ name }) => name === "Nia");
  const logIn = async (password: string) => {
    const body = JSON.stringify({ username: nia?.username, password });
    const headers = { "content-type": "application/json" };
    return (await app.request(`/orgs/${nia?.ref.org}/login`, { method: "POST", headers, body })).status;
  };
  for (let n = 0; n < 10; n += 1) expect(await logIn("guessed")).toBe(401);
  expect(await logIn(world.password)).toBe(429);
  await simulator.moveClock(later(simulator.ports.clock.now(), 10 * MINUTE));
  expect(await logIn(world.password)).toBe(201);
});

test("a new session brings no new guesses at the code of the same device", async () => {
  const { simulator, post, ref } = await stage();
  const { org, id } = ref("Nia");
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const { session } = await simulator.takePlaceOf({ org, id }, { mfa: false });
    statuses.push(await post(`/orgs/${org}/verify`, { code: "000000" }, org, session));
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
});

test("linking a package is no way round: passwords tried there count against the same username", async () => {
  const { simulator, post, ref } = await stage();
  const [lena, nia] = [ref("Lena"), ref("Nia")];
  const { session } = await simulator.takePlaceOf(lena, { mfa: true });
  const about = { packagingOrg: nia.org, username: "nia@acme.example", package: formatId("Package", 1) };
  for (let n = 0; n < 10; n += 1)
    expect(await post("/lma/packages", { ...about, password: `guess ${n}` }, lena.org, session)).toBe(401);
  expect(await post("/lma/packages", { ...about, password: "guess 10" }, lena.org, session)).toBe(429);
  expect(await post(`/orgs/${nia.org}/login`, { username: "nia@acme.example", password: "understudy" })).toBe(429);
});

/** A simulator behind its routes, asked by people of the world. */
async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
  const post = async (path: string, about: unknown, org?: OrgId, session?: SessionId) => {
    const authorization = org && session && `Bearer ${tokens.issue(org, session)}`;
    const headers = { "content-type": "application/json", ...(authorization && { authorization }) };
    return (await app.request(path, { method: "POST", headers, body: JSON.stringify(about) })).status;
  };
  const ref = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  return { simulator, post, ref };
}
