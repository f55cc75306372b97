import type { Disk } from "#audit/disk.ts";
import { openLog } from "#audit/log.ts";
import { MemoryStorage } from "#audit/memory-storage.ts";
import { pathsIn } from "#audit/paths.ts";
import type { Moment } from "#audit/sequencer.ts";
import type { Storage } from "#audit/storage.ts";
import type { Verdict } from "#audit/verdict.ts";
import type { UserRef } from "#domain/ids.ts";
import { fromMillis, type Instant } from "#domain/time.ts";
import { frozenClock, runningClock } from "#store/clock.ts";
import { memoryCredentials, openCredentials } from "#store/credentials.ts";
import { idsFrom, leasedIds } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import type { Random } from "#store/random.ts";
import { type Erased, erasePerson, finishErasures } from "#usecases/audit/erase-person.ts";
import { openPorts } from "#usecases/open-ports.ts";
import { firstWords, lastWords } from "#usecases/operator/full-disk.ts";
import { loadWorld } from "#usecases/operator/load-world.ts";
import { recordClosing, recordOpening } from "#usecases/operator/record-opening.ts";
import type { AuditRecord, Log, Ports } from "#usecases/ports.ts";
import { type KnownWorld, knownOf, recallWorld, rememberWorld } from "./known-world.ts";
import { makeWorld, type WorldChoice } from "./make-world.ts";
import { BEYOND_WORLDS } from "./worlds.ts";

export interface Opening {
  readonly version: string;
  /** Folder that everything is kept in; absent keeps it in memory. */
  readonly state?: string;
  readonly world: WorldChoice;
  /** Absent takes the world's own. */
  readonly seed?: number;
  /** Where platform time stands still; absent lets it run with the system's. */
  readonly frozenAt?: Instant;
  readonly systemMillis: () => number;
  /** A clock that nobody sets, in milliseconds from wherever; without one every record is written at its platform time. */
  readonly monotonicMillis?: () => number;
  /** Where secrets and salts come from. */
  readonly random: Random;
  /** Where the log's name, key and salts come from, if elsewhere: so the same story can leave the same log. */
  readonly logRandom?: Random;
  /** Told what made the audit log unavailable. */
  readonly onLogFailure?: (error: unknown) => void;
  /** Told that the disk of the audit log is full, each time. */
  readonly onFullDisk?: (error: unknown) => void;
  /** Another disk than the machine's for the log, for tests; it is not locked. */
  readonly disk?: Disk;
}

/** What a process keeps, open: enough to say how it is, and nothing that acts on it but what opening takes. */
export interface Kept {
  readonly ports: Ports;
  readonly world: { readonly world: string; readonly seed: number; readonly state?: string };
  readonly clockIs: "running" | "frozen";
  /** Bytes of a torn record that were set aside; 0 when the log ended in order. */
  readonly setAside: number;
  readonly verifyLog: () => Promise<Verdict>;
  /** Erases a person from everything that is kept, the world's cast too. */
  readonly erasePerson: (person: UserRef) => Promise<Erased>;
  /** The lines of the log as they stand, one segment behind the other. */
  readonly logContent: () => Promise<Uint8Array>;
  /** What is known of the world that was loaded last. */
  readonly known: () => KnownWorld;
  /**
   * Loads a world into a simulator without orgs. Fault CONFLICT when there are orgs already, for ids and usernames of
   * two worlds would meet; NOT_FOUND when no world has the name.
   */
  loadWorld(choice: WorldChoice, seed?: number): Promise<KnownWorld>;
  /** Puts the orderly end on record and gives the state folder back. */
  close(): Promise<void>;
}

/**
 * Opens a state folder, or what is kept in memory: replays the log, puts the opening on record, and loads the world
 * unless one is on record already. CannotOpenLog when the log is damaged or another process has the folder.
 */
export async function openKept(about: Opening): Promise<Kept> {
  const { state, version, frozenAt, systemMillis } = about;
  const storage = await storageFor(about);
  const { setAside } = storage;
  const { onLogFailure } = about;
  const random = about.logRandom ?? about.random;
  let brought: Ports | undefined;
  const log = openLog(storage, {
    random,
    ...(about.state !== undefined && { index: { folder: pathsIn(about.state).index } }),
    ...(about.monotonicMillis && { moment: momentsFrom(systemMillis, about.monotonicMillis) }),
    ...(onLogFailure && { onFailure: onLogFailure }),
    onFullDisk: {
      lastWords: (cause) => {
        about.onFullDisk?.(cause);
        return brought ? lastWords(brought) : [];
      },
      firstWords: () => (brought ? firstWords(brought) : []),
    },
  });
  try {
    const found = new Found();
    const clock = frozenAt ? frozenClock(frozenAt) : runningClock(systemMillis);
    const stores = await storesFor(about);
    const ports = await openPorts({ log: noting(log, found), clock, ...stores });
    brought = ports;
    // A log that was moved ahead, or a system clock that was set back: platform time never goes back.
    if (found.last && found.last.at > clock.now()) clock.moveTo(found.last.at);
    const inOrder = found.last === undefined || found.last.type === "audit.closed";
    await recordOpening(ports)({ version, setAside, inOrder });
    await finishErasures(ports)();
    const loadOn = loadWorld(ports);
    const keepKnown = async (): Promise<void> => {
      known = await withoutErased(known, ports);
      if (state !== undefined) rememberWorld(state, known);
    };
    const load = async (choice: WorldChoice, as?: number): Promise<KnownWorld> => {
      const world = await makeWorld(choice, as);
      const loaded = knownOf(world);
      await loadOn(world, () => {
        if (state !== undefined) rememberWorld(state, loaded);
      });
      return loaded;
    };
    let known = found.world ? await recallWorld(state, found.world) : await load(about.world, about.seed);
    if (found.erased) await keepKnown();
    return {
      ports,
      world: { world: known.name, seed: known.seed, ...(state !== undefined && { state }) },
      known: () => known,
      loadWorld: async (choice, as) => {
        known = await load(choice, as);
        return known;
      },
      clockIs: frozenAt ? "frozen" : "running",
      setAside,
      verifyLog: async () => {
        const { verifyMemory, verifyState } = await import("./verify-log.ts");
        return storage instanceof MemoryStorage ? verifyMemory(storage) : verifyState(state ?? "", { isLive: true });
      },
      erasePerson: async (person) => {
        const erased = await erasePerson(ports)(person);
        await keepKnown();
        return erased;
      },
      logContent: async () => (await import("./verify-log.ts")).contentOf(storage, state),
      close: async () => {
        if (log.available) await recordClosing(ports)();
        await log.close();
        await Promise.all([stores.orgs.flush(), stores.credentials.flush()]);
      },
    };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** The cast without those whose rows tell nothing of them any more. */
async function withoutErased(known: KnownWorld, { orgs }: Ports): Promise<KnownWorld> {
  const names = new Set<string>();
  for (const org of await orgs.list())
    for (const { username } of Object.values((await orgs.of(org)).users)) names.add(username);
  return { ...known, cast: known.cast.filter(({ username }) => names.has(username)) };
}

async function storageFor(about: Opening): Promise<Storage> {
  const { state, random, logRandom: identity = random, disk } = about;
  if (state === undefined) return new MemoryStorage(identity);
  return (await import("#audit/file-storage.ts")).openFileStorage(state, { random, identity, ...(disk && { disk }) });
}

/** What the machine's clocks say of each record: the time, and how long the log has been open. */
function momentsFrom(systemMillis: () => number, monotonicMillis: () => number): () => Moment {
  const begun = monotonicMillis();
  return () => ({ wall: fromMillis(systemMillis()), mono: Math.floor((monotonicMillis() - begun) * 1000) });
}

async function storesFor({ state, random }: Opening) {
  if (state === undefined)
    return { orgs: memoryOrgs(), credentials: memoryCredentials({ random }), ids: idsFrom(BEYOND_WORLDS) };
  const { lowdbOrgs } = await import("#store/lowdb-orgs.ts");
  const [orgs, credentials, ids] = await Promise.all([
    lowdbOrgs(state),
    openCredentials(state, { random }),
    leasedIds(state, BEYOND_WORLDS),
  ]);
  return { orgs, credentials, ids };
}

/** What reading the log from the start has come across. */
class Found {
  world: Pick<KnownWorld, "name" | "seed"> | undefined;
  /** Whether somebody of it was erased. */
  erased = false;
  last: AuditRecord | undefined;

  note(record: AuditRecord): void {
    this.last = record;
    if (record.type === "audit.erasure-requested") this.erased = true;
    if (record.type === "world.loaded") this.world = { name: record.world, seed: record.seed };
  }
}

/** The same log, with a look at every record the simulator reads, so that a long log is read once. */
const noting = (log: Log, found: Found): Log => ({
  append: (events, expect) => log.append(events, expect),
  async *read(from) {
    for await (const record of log.read(from)) {
      found.note(record);
      yield record;
    }
  },
  pick: (numbers) => log.pick(numbers),
  prove: (numbers) => log.prove(numbers),
  evidence: (request) => log.evidence(request),
  tlogProof: (seq) => log.tlogProof(seq),
  follow: (listener) => log.follow(listener),
  index: () => log.index(),
  erase: (person, request, traitsIn) => log.erase(person, request, traitsIn),
  rotateKey: (at) => log.rotateKey(at),
  follows: (seq) => log.follows(seq),
  get available() {
    return log.available;
  },
  regain: () => log.regain(),
  get end() {
    return log.end;
  },
  close: () => log.close(),
});
