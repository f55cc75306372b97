import { parseInstant } from "#domain/time.ts";
import type { World } from "#domain/world.ts";
import { CHEAP, hashPassword } from "#store/password.ts";
import { seededRandom } from "#store/random.ts";

interface WorldEntry {
  readonly about: string;
  /** Everybody's password; printed at start, so it guards nothing. */
  readonly password: string;
  /** Loaded on demand, since what it takes to make a world costs time. */
  readonly make: (seed: number) => Promise<World>;
}

/** The worlds there are to begin with, by name. */
export const WORLDS: Readonly<Record<string, WorldEntry>> = {
  acme: {
    about: "two publishers, Ledger Labs and Quill Inc, their subscribers in every kind of org, and a reviewer",
    password: "understudy",
    make: async (seed) => (await import("#fixtures/worlds/acme.ts")).acme(seed),
  },
  empty: {
    about: "no orgs; load another world into it, or create orgs",
    password: "understudy",
    make: async (seed) => empty(seed),
  },
};

/** No world's own ids reach this far, so a world can be loaded into an empty simulator later. */
export const BEYOND_WORLDS = 1_000_000;

function empty(seed: number): World {
  const clock = parseInstant("2031-03-04T09:00:00Z");
  if (!clock) throw new Error("the empty world has no clock");
  return {
    name: "empty",
    seed,
    clock,
    orgs: [],
    cast: [],
    password: "understudy",
    passwordHash: "",
    nextId: BEYOND_WORLDS,
  };
}

/**
 * A published password's hash is made with a fixed salt and at next to no cost; one that is there is kept, and where
 * nothing is published there is none.
 */
export async function withPasswordHash(world: World): Promise<World> {
  if (world.passwordHash !== "" || world.password === "") return world;
  return {
    ...world,
    passwordHash: await hashPassword(world.password, seededRandom(`${world.name} ${world.seed}`), CHEAP),
  };
}
