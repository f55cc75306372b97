import { type AuditLog, openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, RequestId, SessionId, UserRef } from "#domain/ids.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import type { ReviewId } from "#domain/review/names.ts";
import type { Instant } from "#domain/time.ts";
import type { World } from "#domain/world.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";
import { crowd } from "#fixtures/worlds/crowd.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { seededRandom } from "#store/random.ts";
import type { Answer } from "#usecases/ports.ts";
import { openSimulator, type Simulator } from "#usecases/simulator.ts";

export const SIZE = {
  publishers: 3,
  engineers: 3,
  productions: 5,
  sandboxes: 4,
  users: 4,
  seats: 2,
  reviewers: 3,
} as const;

/** A request that runs somewhere, as whoever throws the dice remembers it. */
export interface Request {
  readonly org: OrgId;
  readonly request: RequestId;
}

/** Where the model plays: a crowd, its sessions, and what has been counted. */
export class Stage {
  readonly simulator: Simulator;
  readonly dice: Dice;
  readonly world: World;
  readonly #people = new Map<string, UserRef>();
  readonly #own = new Map<string, SessionId>();
  /** The LoginAs sessions that were begun, by engineer; some may be over. */
  readonly logins = new Map<string, SessionId>();
  /** Requests that were begun, newest last; some may have come to their end. */
  readonly requests: Request[] = [];
  /** The reviews that were opened and that nobody has closed, as far as anybody remembers; longest first. */
  readonly reviews: ReviewId[] = [];
  /** Until when samples were drawn. */
  drawnUntil: Instant;
  readonly orgs = new Map<OrgId, OrgRows>();
  /** How often an act was let in, refused, or asked for what was not there. */
  readonly counts = { allow: 0, deny: 0, fault: 0 };
  readonly rules = new Map<string, number>();

  constructor(simulator: Simulator, world: World, dice: Dice) {
    this.simulator = simulator;
    this.world = world;
    this.dice = dice;
    this.drawnUntil = world.clock;
    for (const { name, ref } of world.cast) this.#people.set(name, ref);
    simulator.ports.log.follow((record) => {
      if (record.type === "review.opened") this.reviews.push(record.review);
    });
    for (const rows of world.orgs) this.orgs.set(companyOf(rows).id, rows);
  }

  person(name: string): UserRef {
    const ref = this.#people.get(name);
    if (!ref) throw new Error(`nobody called "${name}"`);
    return ref;
  }

  /** The person's own session; a new one where the last is over. */
  async own(name: string): Promise<SessionId> {
    const known = this.#own.get(name);
    if (known && this.simulator.ports.folds.running.sessions.has(known)) return known;
    const { session } = await this.simulator.takePlaceOf(this.person(name), { mfa: true, myDomain: true });
    this.#own.set(name, session);
    return session;
  }

  /** What the engineer works in: the LoginAs session begun last, now and then also when it is over, or the own one. */
  async at(engineer: string): Promise<SessionId> {
    const login = this.logins.get(engineer);
    if (!login) return this.own(engineer);
    if (!this.simulator.ports.folds.running.sessions.has(login)) this.logins.delete(engineer);
    return login;
  }

  /** Does one act and counts what came of it; what the platform refuses or has not got is part of the game. */
  async tried<Value>(act: Promise<Answer<Value>>): Promise<Value | undefined> {
    try {
      const { decision, value } = await act;
      this.counts[decision.effect] += 1;
      if (decision.effect === "deny") this.rules.set(decision.rule, (this.rules.get(decision.rule) ?? 0) + 1);
      return value;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.counts.fault += 1;
      return undefined;
    }
  }

  /** The same for what the operator or the platform does, which no rule is asked of. */
  told<Value>(act: Promise<Value>): Promise<Value | undefined> {
    return this.tried(act.then((value) => ({ decision: LET_IN, value })));
  }
}

const LET_IN = { effect: "allow", rule: "POWER-08", because: "" } as const;

/** The crowd, all in memory, with everything that is chance coming from one seed. */
export async function stageFor(seed: number, log: AuditLog = openLog(memoryStorage())): Promise<Stage> {
  const world = crowd(SIZE);
  const simulator = await openSimulator({
    log,
    clock: frozenClock(world.clock),
    ids: idsFrom(world.nextId),
    orgs: memoryOrgs(),
    credentials: memoryCredentials({ random: seededRandom(seed) }),
  });
  await simulator.loadWorld(world);
  return new Stage(simulator, world, diceFrom(seed));
}
