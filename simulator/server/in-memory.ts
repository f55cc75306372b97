import { openLog } from "#audit/log.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import type { World } from "#domain/world.ts";
import { frozenClock } from "#store/clock.ts";
import { memoryCredentials } from "#store/credentials.ts";
import { idsFrom } from "#store/ids.ts";
import { memoryOrgs } from "#store/memory-orgs.ts";
import { CHEAP } from "#store/password.ts";
import { seededRandom } from "#store/random.ts";
import { openSimulator, type Simulator } from "#usecases/simulator.ts";
import { withPasswordHash } from "./worlds.ts";

/** A fresh simulator that holds a world and nothing else: all in memory, its clock in the hand of whoever made it. */
export async function simulatorInMemory(world: World): Promise<Simulator> {
  const random = seededRandom(world.seed);
  const simulator = await openSimulator({
    log: openLog(memoryStorage()),
    clock: frozenClock(world.clock),
    ids: idsFrom(world.nextId),
    orgs: memoryOrgs(),
    credentials: memoryCredentials({ random, cost: CHEAP }),
  });
  await simulator.loadWorld(await withPasswordHash(world));
  return simulator;
}
