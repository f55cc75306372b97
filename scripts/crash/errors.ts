import type { ChangingCalls } from "#audit/system-calls.ts";
import { diceFrom } from "#fixtures/dice.ts";
import { judge } from "./judge.ts";
import { cutOff } from "./power.ts";
import { isUnavailable, run } from "./scripted-run.ts";
import { SimulatedMachine } from "./simulated-machine.ts";
import { NOTHING_LOOKED_AT, type Tally, tallied } from "./tally.ts";
import { type Call, watched } from "./watched.ts";

export interface ErrorOptions {
  readonly seed: number;
  /** Every so many-th call fails; 1 for each of them. */
  readonly every?: number;
  readonly onProgress?: (failures: number) => void;
}

const CODES = ["EIO", "ENOSPC"] as const;

/** What the log does without, where there is no space for it. */
const BESIDE = /\/(reserve|checkpoint)(\.tmp)?$/;

/** What a call that fails has done all the same. */
const FORMS = ["nothing", "half", "everything"] as const;
type Form = (typeof FORMS)[number];

/** Whether a call writes the line that closes a batch. */
const isCommit = ({ name, bytes }: Call): boolean =>
  name === "write" && bytes !== undefined && Buffer.from(bytes).subarray(0, 11).toString() === '{"$commit":';

/** Only of a write can half be done. */
const formsOf = (name: keyof ChangingCalls): readonly Form[] =>
  FORMS.filter((form) => form !== "half" || name === "write");

/**
 * Lets one call of the scripted run fail, each of them in turn and in every form. From then on nothing may be
 * acknowledged, and the log has to say that it is unavailable. What was acknowledged is looked for by the next process,
 * after a loss of power, and after a loss of power while the next process opens the log.
 */
export async function fail({ seed, every = 1, onProgress = () => {} }: ErrorOptions): Promise<Tally> {
  let tally: Tally = NOTHING_LOOKED_AT;
  const names = await callsOf(seed);
  for (let number = every; number <= names.length; number += every) {
    for (const form of formsOf(names[number - 1] ?? "write")) {
      for (const code of CODES) tally = await failOnce(tally, { seed, number, form, code });
    }
    onProgress(tally.crashes);
  }
  return tally;
}

/** What the calls of a run are that nothing disturbs. */
async function callsOf(seed: number): Promise<readonly (keyof ChangingCalls)[]> {
  const names: (keyof ChangingCalls)[] = [];
  const calls = watched(new SimulatedMachine().calls, ({ name }, make) => {
    names.push(name);
    return make();
  });
  await run({ calls, seed });
  return names;
}

interface Failing {
  readonly seed: number;
  readonly number: number;
  readonly form: Form;
  readonly code: (typeof CODES)[number];
}

async function failOnce(known: Tally, failing: Failing): Promise<Tally> {
  const { seed, number, form, code } = failing;
  const machine = new SimulatedMachine();
  let stage: "running" | "failed" | "settled" | "opened anew" = "running";
  let acknowledgedBehind = 0;
  let before = "";
  let mayGoOn = false;
  let isCommitLine = false;
  const calls = watched(machine.calls, (call, make) => {
    const path = call.name === "syncFolder" ? before : call.path;
    before = path;
    if (call.number !== number) return make();
    stage = "failed";
    mayGoOn = code === "ENOSPC" && BESIDE.test(path);
    isCommitLine = code === "ENOSPC" && isCommit(call);
    // Who waits for an earlier batch may still be told of it in this turn.
    setImmediate(() => {
      if (stage === "failed") stage = "settled";
    });
    return failed(machine, call, make, form, code);
  });
  const onAcknowledged = () => {
    if (stage === "settled") acknowledgedBehind += 1;
  };
  const onOpening = () => {
    if (stage !== "running") stage = "opened anew";
  };
  const told = await run({ calls, seed, onOpening, onAcknowledged });
  const where = `seed ${seed}, call ${number} fails with ${code} and does ${form}`;
  const goingOn = [
    ...(told.failure === undefined ? ["the run goes on as if nothing had happened"] : []),
    ...(told.appendedTo && !isUnavailable(told.failure) ? [`what is said is: ${told.failure}`] : []),
    ...(told.wentOn ? ["it was appended to after that"] : []),
    ...(acknowledgedBehind > 0 ? [`${acknowledgedBehind} appends were acknowledged after that`] : []),
  ];
  // A batch whose line found no space was signed, and the reserve made room: with no append behind it, it closes in order.
  const closesInOrder = isCommitLine && told.failure === undefined && acknowledgedBehind === 0;
  const because = mayGoOn || closesInOrder ? [] : goingOn;
  const found = { looked: 0, lost: 0, falseCorruption: 0, otherwise: because.length, because };
  const dice = diceFrom(seed * 1000 + number);
  const [restarted, unpowered] = [machine.afterKill(), machine.afterPowerLoss(dice)];
  const again = await cutOff(machine, dice);
  let tally = because.length > 0 ? tallied(known, found, where) : known;
  tally = tallied(tally, await judge(restarted.calls, told.acknowledged), `${where}, next process`);
  tally = tallied(tally, await judge(unpowered.calls, told.acknowledged), `${where}, loss of power`);
  if (again)
    tally = tallied(tally, await judge(again.calls, told.acknowledged), `${where}, loss of power while opening`);
  return tally;
}

/** The call fails, having done as much as the form says. */
function failed(machine: SimulatedMachine, call: Call, make: () => unknown, form: Form, code: string): unknown {
  const error = Object.assign(new Error(`${code}: simulated, ${call.name}`), { code });
  const { name, subject, bytes, at = 0 } = call;
  if (form === "half" && bytes) machine.calls.write(Number(subject), bytes.subarray(0, bytes.length / 2), at);
  if ((name === "sync" || name === "syncSoon") && form === "nothing") machine.giveUp(Number(subject));
  const made = form === "everything" ? make() : undefined;
  if (name === "syncSoon") return Promise.resolve(made).then(() => Promise.reject(error));
  throw error;
}
