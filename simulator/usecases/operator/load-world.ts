import { companyOf } from "#domain/org.ts";
import { credentialsOf, type World } from "#domain/world.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/**
 * Puts a world's orgs and people in place. The record comes last, when all of it is on disk: a world that is on record
 * is there as a whole, and everybody can log in.
 */
export const loadWorld =
  (ports: Ports) =>
  async (world: World): Promise<void> => {
    const { name, seed, orgs, nextId } = world;
    ports.ids.skipTo(nextId);
    for (const { ref, ...given } of credentialsOf(world)) ports.credentials.put(ref, given);
    await Promise.all([ports.credentials.flush(), ...orgs.map((rows) => ports.orgs.put(companyOf(rows).id, rows))]);
    await operate(ports, async () => ({
      events: [{ type: "world.loaded", org: "platform", world: name, seed }],
      value: undefined,
    }));
  };
