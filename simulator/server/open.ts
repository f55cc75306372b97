import { type Simulator, simulatorOn } from "#usecases/simulator.ts";
import { type Kept, type Opening, openKept } from "./kept.ts";

export interface Opened extends Kept {
  readonly simulator: Simulator;
}

/** Brings up a simulator from a state folder, or in memory, as `openKept` opens it. */
export async function openUnderstudy(about: Opening): Promise<Opened> {
  const kept = await openKept(about);
  return { ...kept, simulator: simulatorOn(kept.ports) };
}
