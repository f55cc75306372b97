import type { SystemCalls } from "#audit/system-calls.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { judge } from "./judge.ts";
import { run } from "./scripted-run.ts";
import { SimulatedMachine } from "./simulated-machine.ts";
import { NOTHING_LOOKED_AT, type Tally, tallied } from "./tally.ts";
import { watched } from "./watched.ts";

/** A machine as it was before one of its calls, and how many records had been acknowledged by then. */
interface Moment {
  readonly machine: SimulatedMachine;
  readonly acknowledged: number;
}

/** How much of each moment is tried, if nobody says so. */
const PER_MOMENT = 6;
/** One in so many crashes ends the process alone. */
const KILLS = 6;
/** An opening makes about so many calls; one that is cut off is, before one of these. */
const OPENING = 24;

export interface PowerOptions {
  readonly states: number;
  readonly seed: number;
  /** How many crashes are tried at each call. */
  readonly perMoment?: number;
  /** Other calls than those of the simulated machine, for trying whether a fault would be found. */
  readonly through?: (machine: SimulatedMachine) => SystemCalls;
  readonly onProgress?: (states: number) => void;
}

/**
 * Cuts scripted runs at every call that changes the disk, and looks at what can be left: after a loss of power many
 * things, after the end of the process one. Some of these are cut again while they are opened.
 */
export async function losePower({ states, seed, perMoment = PER_MOMENT, ...about }: PowerOptions) {
  const { through = ({ calls }: SimulatedMachine) => calls } = about;
  let tally: Tally = NOTHING_LOOKED_AT;
  for (let runs = 0; tally.crashes < states && tally.because.length === 0; runs += 1) {
    const { moments, told } = await momentsOf(seed + runs, through);
    const dice = diceFrom(seed + runs);
    for (const [place, { machine, acknowledged }] of moments.entries()) {
      const known = told.slice(0, acknowledged);
      for (let left = perMoment; left > 0 && tally.crashes < states; left -= 1) {
        const where = `seed ${seed + runs}, before call ${place + 1}, ${left}`;
        const survivor = crashed(machine, dice);
        const again = dice.upTo(3) === 0 ? await cutOff(survivor, dice, through) : undefined;
        tally = tallied(tally, await judge(through(survivor), known), where);
        if (again) tally = tallied(tally, await judge(through(again), known), `${where}, and again while opening`);
      }
    }
    about.onProgress?.(tally.crashes);
  }
  return tally;
}

/** Runs the script once, and keeps the machine as it was before each call that changes its disk, and at the end. */
async function momentsOf(seed: number, through: (machine: SimulatedMachine) => SystemCalls) {
  const machine = new SimulatedMachine();
  const moments: Moment[] = [];
  let acknowledged = 0;
  const note = () => moments.push({ machine: machine.afterKill(), acknowledged });
  const calls = watched(through(machine), (_, make) => {
    note();
    return make();
  });
  const onAcknowledged = ({ length }: readonly AuditRecord[]) => {
    acknowledged += length;
  };
  const { acknowledged: told, failure } = await run({ calls, seed, onAcknowledged });
  if (failure) throw failure;
  note();
  return { moments, told };
}

const crashed = (machine: SimulatedMachine, dice: Dice): SimulatedMachine =>
  dice.upTo(KILLS) === 0 ? machine.afterKill() : machine.afterPowerLoss(dice);

/** What is left when the opening of what a crash left is cut off; nothing where it was over before that. */
export async function cutOff(
  survivor: SimulatedMachine,
  dice: Dice,
  through: (machine: SimulatedMachine) => SystemCalls = ({ calls }) => calls,
): Promise<SimulatedMachine | undefined> {
  const machine = survivor.afterKill();
  const last = 1 + dice.upTo(OPENING);
  let left: SimulatedMachine | undefined;
  const opening = watched(through(machine), ({ number }, make) => {
    if (number === last) left = crashed(machine, dice);
    return make();
  });
  await judge(opening, []);
  return left;
}
