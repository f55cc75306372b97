import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFileStorage } from "#audit/file-storage.ts";
import { type AuditLog, openLog } from "#audit/log.ts";
import type { AuditEvent } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import { type Figure, median, shown } from "./figure.ts";

const IN_FLIGHT = 256;
const RECORDS = 20_000;
const ROUNDS = 5;
const ALONE = 300;

/** Durable records per second: each append answers when its record is on the disk under `dir`, or under the system's temporary folder. */
export async function append(dir = tmpdir()): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(dir, "understudy-bench-"));
  try {
    const log = openLog(await openFileStorage(folder, { random: randomBytes }));
    await appendMany(log, IN_FLIGHT, RECORDS / 4);
    const rates: number[] = [];
    const alone: number[] = [];
    const before = log.stats;
    for (let round = 0; round < ROUNDS; round += 1) rates.push(await appendMany(log, IN_FLIGHT, RECORDS));
    const after = log.stats;
    for (let round = 0; round < ROUNDS; round += 1) alone.push(await appendMany(log, 1, ALONE));
    await log.close();
    const [batches, syncs] = [after.batches - before.batches, after.syncs - before.syncs];
    const perSync = (after.records - before.records) / syncs;
    const beside = `${shown(syncs / batches)} syncs a batch, ${shown(perSync)} records a sync, one caller ${shown(median(alone))} records/s`;
    const name = `durable records, ${IN_FLIGHT} in flight`;
    return [{ name, measured: median(rates), unit: "/s", bound: 20_000, wanted: "at least", beside }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Appends so many records, so many of them at a time, and answers how many became durable a second. */
async function appendMany(log: AuditLog, callers: number, records: number): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const caller = async () => {
    for (let n = next++; n < records; n = next++) {
      const { outcome } = await log.append([login(n)]);
      if (outcome !== "appended") throw new Error("an append without conditions moved on");
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return records / ((performance.now() - begun) / 1000);
}

/** A login as it is put on record, one of many orgs'. */
function login(n: number): AuditEvent {
  const org = formatId("Org", n % 100);
  const [user, delegateUser] = [
    { org, id: formatId("User", n) },
    { org: formatId("Org", 101), id: formatId("User", 1) },
  ];
  const decision = {
    effect: "allow",
    rule: "GRANT-03",
    because: "An agent logs in as the user who granted login access",
  } as const;
  const about = { at: fromMillis(Date.UTC(2031, 2, 4) + n), org, user, delegateUser, decision };
  return {
    type: "login.started",
    ...about,
    session: formatId("AuthSession", n),
    grant: formatId("Grant", n),
    timeout: 120,
  };
}
