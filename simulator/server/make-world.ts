import { Fault } from "#domain/fault.ts";
import { nearest } from "#domain/nearest.ts";
import type { World } from "#domain/world.ts";
import type { WorldFile } from "#http/world-file.ts";
import { WORLDS, withPasswordHash } from "./worlds.ts";

/** A world there is by name, or one that a file describes. */
export type WorldChoice = string | WorldFile;

/** The seed of a world by name, unless another is given. */
const USUAL_SEED = 1;

/** Makes a world, with another seed than its own if one is given. Fault NOT_FOUND when none has the name. */
export async function makeWorld(choice: WorldChoice, seed?: number): Promise<World> {
  if (typeof choice !== "string") return (await import("./world-file.ts")).worldFrom(choice, seed);
  const entry = Object.hasOwn(WORLDS, choice) ? WORLDS[choice] : undefined;
  if (!entry) throw new Fault("NOT_FOUND", noWorld(choice));
  return withPasswordHash(await entry.make(seed ?? USUAL_SEED));
}

/** What to say of a name that no world has. */
export function noWorld(name: string): string {
  const names = Object.keys(WORLDS);
  const meant = nearest(name, names);
  return `no world "${name}"; ${meant ? `did you mean ${meant}? ` : ""}there are ${names.join(", ")}, and files`;
}
