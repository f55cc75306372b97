import { existsSync, readFileSync } from "node:fs";
import type { CastMember, World } from "#domain/world.ts";
import { writeDurablySync } from "#store/durable-file.ts";
import { WORLDS } from "./worlds.ts";

/** What is known of the world that was loaded beyond its rows. */
export interface KnownWorld {
  readonly name: string;
  readonly seed: number;
  /** Everybody's password; empty where none is published. */
  readonly password: string;
  readonly cast: readonly Omit<CastMember, "otpSecret">[];
}

export const knownOf = ({ name, seed, password, cast }: World): KnownWorld => ({
  name,
  seed,
  password,
  cast: cast.map(({ otpSecret: _, ...member }) => member),
});

const fileIn = (state: string): string => `${state}/world.json`;

/** Keeps it in a state folder; nothing secret is among it. Written before the world goes on record. */
export function rememberWorld(state: string, known: KnownWorld): void {
  writeDurablySync(fileIn(state), `${JSON.stringify(known)}\n`);
}

/** What is known of the world that is on record; of a folder that does not tell, what the world's name tells. */
export async function recallWorld(
  state: string | undefined,
  on: Pick<KnownWorld, "name" | "seed">,
): Promise<KnownWorld> {
  const kept = state === undefined ? undefined : read(fileIn(state));
  if (kept?.name === on.name && kept.seed === on.seed) return kept;
  const entry = Object.hasOwn(WORLDS, on.name) ? WORLDS[on.name] : undefined;
  return entry ? knownOf(await entry.make(on.seed)) : { ...on, password: "", cast: [] };
}

function read(file: string): KnownWorld | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new Error(`"${file}" is damaged; remove it, and only the cast and the published password are forgotten`);
  }
}
