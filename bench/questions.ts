import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFileStorage } from "#audit/file-storage.ts";
import { indexOver } from "#audit/index/over.ts";
import { openLog } from "#audit/log.ts";
import type { SessionId } from "#domain/ids.ts";
import { exposureIn } from "#usecases/audit/exposure.ts";
import { grantsIn } from "#usecases/audit/grants.ts";
import { refusalsIn } from "#usecases/audit/refusals.ts";
import { sheetOf } from "#usecases/audit/sheet.ts";
import type { AuditSource } from "#usecases/audit/source.ts";
import { timelineOf } from "#usecases/audit/timeline.ts";
import { whoWasIn } from "#usecases/audit/who.ts";
import { type Figure, median, shown, timed } from "./figure.ts";
import { agentOf, fill, orgOf } from "./support-log.ts";

const RECORDS = 1_000_000;
const ROUNDS = 3;

/** What each question of a reviewer takes over a log of a million records on a disk, and how soon its index is made. */
export async function questions(dir = tmpdir()): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(dir, "understudy-questions-"));
  try {
    const log = openLog(await openFileStorage(folder, { random: randomBytes }));
    process.stderr.write(`${RECORDS} records are written …\n`);
    await fill(log, RECORDS);
    const kept = { folder: join(folder, "idx") };
    process.stderr.write("the index is made …\n");
    const made = await timed(indexOver(log, kept));
    const found = indexOver(log, kept);
    const opened = await timed(found);
    const index = await found();
    const source: AuditSource = { index, origins: index, records: (seqs) => log.pick(seqs) };
    const figures = [built(made, opened)];
    for (const [name, ask] of Object.entries(asked(source))) figures.push(await taken(name, ask));
    await log.close();
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const built = (made: number, opened: number): Figure => ({
  name: "records taken into the index",
  measured: RECORDS / (made / 1000),
  unit: "/s",
  bound: 15_000,
  wanted: "at least",
  beside: `${shown(made / 1000)} s for all; once kept, it is there after ${shown(opened)} ms`,
});

async function taken(name: string, ask: () => Promise<unknown>): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(ask));
  const beside = `the first time ${shown(times[0] ?? 0)} ms`;
  return { name, measured: median(times), unit: "ms", bound: 1000, wanted: "at most", beside };
}

/** The questions, over everything and over one org. */
function asked(source: AuditSource): Readonly<Record<string, () => Promise<unknown>>> {
  const [org, person, session] = [orgOf(7), agentOf(3), middleOf(source)];
  const limit = 100;
  return {
    "who was in any org": () => whoWasIn(source, { limit }),
    "who was in one org": () => whoWasIn(source, { org, limit }),
    "who was there without a case": () => whoWasIn(source, { withoutCase: true, limit }),
    "where one agent was": () => whoWasIn(source, { person, limit }),
    "who was in one org, as of the middle of the log": () => whoWasIn(source, { org, asOf: RECORDS / 2, limit }),
    "timeline of one org": () => timelineOf(source, { org, limit }),
    "timeline of one person": () => timelineOf(source, { person, limit }),
    "timeline of one session": () => timelineOf(source, { session, limit }),
    "who has read the log": () => timelineOf(source, { types: ["audit"], limit }),
    "sheet of one session": () => sheetOf(source, { session }),
    "grants to look at, of all orgs": () => grantsIn(source, { flag: "any", limit }),
    "grants of one org": () => grantsIn(source, { org, limit }),
    "refusals in all orgs": () => refusalsIn(source, { limit }),
    "refusals in one org": () => refusalsIn(source, { org, limit }),
    "exposure in all orgs": () => exposureIn(source, { limit }),
    "exposure in one org": () => exposureIn(source, { org, limit }),
  };
}

/** A session that began about the middle of the log. */
function middleOf({ index }: AuditSource): SessionId {
  for (const { session } of index.search({ types: ["login.started"], from: RECORDS / 2 })) if (session) return session;
  throw new Error("nobody logged in as a user in the second half of the log");
}
