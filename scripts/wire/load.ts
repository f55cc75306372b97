import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { companyOf } from "#domain/org.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { byJsforce, plainly } from "./under-load/ask.ts";
import { Client, DATA } from "./under-load/client.ts";
import { logIn } from "./under-load/logins.ts";
import type { Found } from "./under-load/memory.ts";
import { Agent, openTo, Stranger } from "./under-load/others.ts";
import { Tally } from "./under-load/tally.ts";
import { freePort, Victim } from "./under-load/victim.ts";
import { type Ids, type Somebody, Writer } from "./under-load/writer.ts";

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  readonly kills: number;
  readonly seed: number;
  readonly onProgress?: (said: string) => void;
}

/** What the load came to. */
export interface Load {
  readonly seconds: number;
  readonly kills: number;
  readonly tally: Tally;
  readonly acknowledgedWrites: number;
  readonly cutOffWrites: number;
  /** Records that were found at the end. */
  readonly found: number;
  /** Records of the audit log, as its verification counted them. */
  readonly audited: number;
  readonly findings: readonly string[];
}

/** Of all kills, those of a simulator that is still opening. */
const WHILE_OPENING = 0.15;
const LONGEST_OPENING = 1500;
/** Of the clients, those that are jsforce. */
const ONE_IN_JSFORCE = 12;

const world = acme();
const personOf = (username: string) => {
  const found = world.cast.find((one) => one.username === username);
  if (!found) throw new Error(`nobody logs in as ${username}`);
  return found.ref;
};

const somebody = (username: string, hasLedger: boolean): Somebody => {
  const { org } = personOf(username);
  const rows = world.orgs.find((one) => companyOf(one).id === org);
  if (!rows) throw new Error(`no org of ${username}`);
  return { username, org, label: companyOf(rows).myDomain, hasLedger };
};

/** Who works; the first of each org sees all that is there. */
const WRITERS: readonly Somebody[] = [
  somebody("nia@acme.example", true),
  somebody("gwen@globex.example", false),
  somebody("vera@publicworks.example", true),
  somebody("sasha@ledger-scratch.example", true),
  somebody("milton@initech-trial.example", true),
  somebody("nia@acme.example.uat", true),
  somebody("omar@acme.example", true),
  somebody("ivy@globex.example", false),
  somebody("omar@acme.example.uat", true),
];

/** Many clients at a simulator of its own that is killed at random and started again, and what is left of their work. */
export async function load({ seconds, connections, kills, seed, onProgress = () => {} }: LoadOptions): Promise<Load> {
  const state = mkdtempSync(join(tmpdir(), "understudy-load-"));
  const dice = diceFrom(seed);
  const port = await freePort();
  const victim = new Victim(state, port);
  const tally = new Tally();
  let isOver = false;
  const around = (number: number): Client["around"] => ({
    victim,
    tally,
    dice: diceFrom(seed * 1000 + number),
    ask: number % ONE_IN_JSFORCE === 1 ? byJsforce(port) : plainly(port),
    isOver: () => isOver,
  });
  try {
    await victim.start();
    const [nia, sam, tess] = ["nia@acme.example", "sam@ledgerlabs.example", "tess@ledgerlabs.example"].map(personOf);
    if (!nia || !sam || !tess) throw new Error("the world acme has lost Nia, Sam or Tess");
    await openTo(new Client(around(0)), "nia@acme.example", nia.org, sam.org);
    const ids: Ids = new Map();
    const writers = Array.from({ length: connections - 3 }, (_, n) => {
      const who = WRITERS[n % WRITERS.length] as Somebody;
      return new Writer(around(n + 1), n + 1, who, ids);
    });
    const others = [
      new Agent({ ...around(0) }, sam, nia, "acme"),
      new Agent({ ...around(0) }, tess, nia, "acme"),
      new Stranger(around(0), "petra@acme.example"),
    ];
    const begun = performance.now();
    const working = Promise.all([...writers, ...others].map((one) => one.work()));
    // What breaks a client must not wait for the end.
    const broken = working.then(() => new Promise<never>(() => {}));
    await Promise.race([broken, killing(victim, { seconds, kills, dice, onProgress, tally })]);
    isOver = true;
    // The last kill is the end of it: whoever waits for an answer is cut off.
    await victim.kill();
    await working;
    const took = (performance.now() - begun) / 1000;
    await victim.start();
    isOver = false;
    const found = await recordsIn(new Client(around(0)));
    await victim.stop();
    const losses = writers.flatMap(({ memory }) => memory.losses(found));
    const strays = [...found.values()].flat().filter(({ name }) => name.includes("never"));
    const { audited, because } = await verified(state);
    const sum = (count: (one: Writer) => number) => writers.reduce((total, one) => total + count(one), 0);
    const findings = [
      ...tally.findings,
      ...losses,
      ...strays.map(({ name }) => `what was refused is there: ${name}`),
      ...because,
    ];
    if (findings.length === 0) rmSync(state, { recursive: true });
    return {
      seconds: took,
      kills: kills + 1,
      tally,
      acknowledgedWrites: sum(({ memory }) => memory.acknowledgedWrites),
      cutOffWrites: sum(({ memory }) => memory.cutOffWrites),
      found: found.size,
      audited,
      findings: findings.length === 0 ? [] : [...findings, `kept for a look: ${state}`],
    };
  } finally {
    victim.abandon();
  }
}

/** Kills and starts again at random instants, until the time is over. */
async function killing(
  victim: Victim,
  {
    seconds,
    kills,
    dice,
    onProgress,
    tally,
  }: Pick<LoadOptions, "seconds" | "kills"> & {
    readonly dice: Dice;
    readonly onProgress: (said: string) => void;
    readonly tally: Tally;
  },
): Promise<void> {
  const begun = performance.now();
  const until = (millis: number) => wait(Math.max(0, begun + millis - performance.now()));
  const instants = Array.from({ length: kills }, () => dice.throw() * seconds * 950).sort((one, other) => one - other);
  for (const [place, instant] of instants.entries()) {
    await until(instant);
    await victim.kill();
    if (dice.throw() < WHILE_OPENING) {
      await victim.start({ untilReady: false });
      await wait(dice.throw() * LONGEST_OPENING);
      await victim.kill();
    }
    const down = performance.now();
    await victim.start();
    const again = Math.round(performance.now() - down);
    onProgress(`kill ${place + 1} of ${kills}, up again after ${again} ms; ${tally.requests} requests so far`);
    // At least something is done between two kills.
    await wait(200);
  }
  await until(seconds * 1000);
}

/** All records of the load in all orgs, deleted ones too, by name. */
async function recordsIn(client: Client): Promise<ReadonlyMap<string, readonly Found[]>> {
  const found = new Map<string, Found[]>();
  const seen = new Set<string>();
  for (const who of WRITERS) {
    if (seen.has(who.org)) continue;
    seen.add(who.org);
    await logIn(client, who.username);
    const objects = [["Account", "Phone"], ...(who.hasLedger ? [["ledg__Invoice__c", "ledg__Total__c"]] : [])] as const;
    for (const [object, field] of objects) {
      const soql = `SELECT Id, Name, IsDeleted, ${field} FROM ${object} WHERE Name LIKE '% acc %' OR Name LIKE '% inv %'`;
      let next: string | undefined = `${DATA}/queryAll?q=${encodeURIComponent(soql)}`;
      while (next !== undefined) {
        const { isGood, code, body } = await client.untilAnswered("look at the end", { method: "GET", path: next });
        if (!isGood) throw new Error(`${who.username} is answered ${code} ${JSON.stringify(body)}`);
        const page = body as Page;
        for (const row of page.records) {
          const name = `${row.Name}`;
          if (!name.startsWith(`${who.label} `)) client.around.tally.found(`${who.label} has ${name} of another org`);
          const one: Found = { id: `${row.Id}`, name, phone: `${row[field]}`, gone: row.IsDeleted === true };
          found.set(name, [...(found.get(name) ?? []), one]);
        }
        next = page.nextRecordsUrl;
      }
    }
  }
  return found;
}

interface Page {
  readonly records: readonly Readonly<Record<string, unknown>>[];
  readonly nextRecordsUrl?: string;
}

/** The audit log as its own command judges it. */
async function verified(state: string): Promise<{ readonly audited: number; readonly because: readonly string[] }> {
  const args = ["simulator/understudy.mjs", "audit", "verify", "--state", state, "--json"];
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const said = JSON.parse(stdout);
    return { audited: said.records ?? said.data?.records ?? 0, because: [] };
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: number; stdout?: string; stderr?: string };
    return { audited: 0, because: [`audit verify ends with ${code}: ${stdout}${stderr}`.slice(0, 1000)] };
  }
}
