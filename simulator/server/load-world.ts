import { Fault } from "#domain/fault.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { WORLDS, withPasswordHash } from "./worlds.ts";

/**
 * Loads a world into a running simulator. Fault NOT_FOUND when there is no such world; CONFLICT when there are orgs
 * already, for ids and usernames of two worlds would meet.
 */
export async function loadWorldInto(
  simulator: Simulator,
  name: string,
  seed: number,
): Promise<{ readonly orgs: number }> {
  const entry = Object.hasOwn(WORLDS, name) ? WORLDS[name] : undefined;
  if (!entry) throw new Fault("NOT_FOUND", `no world "${name}"; choose one of ${Object.keys(WORLDS).join(", ")}`);
  if ((await simulator.ports.orgs.list()).length > 0)
    throw new Fault("CONFLICT", 'there are orgs already; start with "--world empty" to load a world later');
  const world = await withPasswordHash(await entry.make(seed));
  await simulator.loadWorld(world);
  return { orgs: world.orgs.length };
}
