import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { idsFrom, leasedIds } from "./ids.ts";
import { temporaryFolder } from "./temporary-folder.suite.ts";

test("gives the ids of each kind in order", () => {
  const ids = idsFrom(7);
  expect([ids.next("User"), ids.next("User"), ids.next("Grant"), ids.next("User")]).toEqual([
    formatId("User", 7),
    formatId("User", 8),
    formatId("Grant", 7),
    formatId("User", 9),
  ]);
});

test("never gives an id again after the folder was opened anew", async () => {
  using folder = temporaryFolder();
  const state = `${folder.path}/state`;
  const first = await leasedIds(state, 50);
  expect(first.next("User")).toBe(formatId("User", 50));
  const second = await leasedIds(state, 50);
  expect(second.next("User")).toBe(formatId("User", 1_000_050));
  expect((await leasedIds(state, 5_000_000)).next("User")).toBe(formatId("User", 5_000_000));
});

test("gives none below the number it was told to skip to, not even after the folder was opened anew", async () => {
  using folder = temporaryFolder();
  const ids = await leasedIds(folder.path);
  ids.next("User");
  ids.skipTo(7_000_000);
  ids.skipTo(3);
  expect([ids.next("User"), ids.next("User"), ids.next("Org")]).toEqual([
    formatId("User", 7_000_000),
    formatId("User", 7_000_001),
    formatId("Org", 7_000_000),
  ]);
  const unused = await leasedIds(folder.path);
  unused.skipTo(20_000_000);
  expect((await leasedIds(folder.path)).next("User")).toBe(formatId("User", 21_000_000));
});

test("reserves another block before it goes past the first", async () => {
  using folder = temporaryFolder();
  const ids = await leasedIds(folder.path);
  const lease = () => JSON.parse(readFileSync(`${folder.path}/ids.json`, "utf8"));
  for (let n = 1; n <= 1_000_000; n += 1) ids.next("User");
  expect(lease()).toEqual({ next: 1_000_001 });
  expect(ids.next("User")).toBe(formatId("User", 1_000_001));
  expect(lease()).toEqual({ next: 2_000_001 });
});

test.for(["", "{}", '{"next":-1}\n', '{"next":1.5}\n'])(
  "does not begin anew over a lease that says %j",
  async (text) => {
    using folder = temporaryFolder();
    writeFileSync(`${folder.path}/ids.json`, text);
    await expect(leasedIds(folder.path)).rejects.toThrow(`"${folder.path}/ids.json" is damaged`);
  },
);
