import { companyOf } from "#domain/org.ts";
import type { World } from "#domain/world.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/** Puts a world's orgs and people in place. The record comes last: a world that is on record is there as a whole. */
export const loadWorld =
  (ports: Ports) =>
  async ({ name, seed, orgs, cast, passwordHash }: World): Promise<void> => {
    for (const { ref, otpSecret } of cast) ports.credentials.put(ref, { passwordHash, otpSecret });
    await Promise.all(orgs.map((rows) => ports.orgs.put(companyOf(rows).id, rows)));
    await operate(ports, async () => ({
      events: [{ type: "world.loaded", org: "platform", world: name, seed }],
      value: undefined,
    }));
  };
