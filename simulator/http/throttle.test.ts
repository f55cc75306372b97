import { beforeEach, describe, expect, test } from "vitest";
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
