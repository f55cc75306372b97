import { expect, test } from "vitest";
import { load } from "./load.ts";

test("under load and killed at random, a simulator keeps every write that it has acknowledged", async () => {
  const { findings, tally, acknowledgedWrites, kills, found, audited } = await load({
    seconds: 12,
    connections: 12,
    kills: 2,
    seed: 3,
  });
  expect(findings).toEqual([]);
  // Something was done, of every kind, and something of it was left to be looked for.
  expect(kills).toBe(3);
  expect(acknowledgedWrites).toBeGreaterThan(20);
  expect(found).toBeGreaterThan(10);
  expect(audited).toBeGreaterThan(acknowledgedWrites);
  expect(tally.rows.map(([kind]) => kind)).toEqual(
    expect.arrayContaining(["create", "update", "read by id", "log in by SOAP", "log in by OAuth", "read as a user"]),
  );
}, 240_000);
