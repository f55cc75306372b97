import { setTimeout as wait } from "node:timers/promises";
import type { Dice } from "#fixtures/dice.ts";
import { type Answered, type Ask, type Asked, CutOff } from "./ask.ts";
import type { Tally } from "./tally.ts";
import type { Victim } from "./victim.ts";

/** What a client of the load works with. */
export interface Around {
  readonly victim: Victim;
  readonly tally: Tally;
  readonly dice: Dice;
  readonly ask: Ask;
  /** Whether it is time to go home. */
  readonly isOver: () => boolean;
}

/** Thrown where the load is over while a client waits to be answered. */
export class Over extends Error {
  override readonly name = "Over";
}

export const DATA = "/services/data/v66.0";

/** As long as a simulator may still hold a connection after it was killed, or take to be heard of again. */
const BREATH = 20;

/** One that sends requests to a simulator which is killed now and then, and tells what must not happen. */
export class Client {
  readonly around: Around;
  token = "";

  constructor(around: Around) {
    this.around = around;
  }

  /**
   * One request and its answer. Rejects with CutOff where none came because the simulator was killed; where it was not,
   * that is a finding.
   */
  async once(kind: string, asked: Asked): Promise<Answered> {
    const { victim, tally, ask, isOver } = this.around;
    if (victim.isDown) await this.#upAgain();
    if (isOver()) throw new Over();
    const { life } = victim;
    const begun = performance.now();
    try {
      const answer = await ask({ token: this.token, ...asked });
      tally.answered(kind, performance.now() - begun, answer.isGood);
      if (/^5(?!01)/.test(answer.code))
        tally.found(`${kind}: ${answer.code} ${JSON.stringify(answer.body).slice(0, 300)}`);
      return answer;
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      // The socket may hear of the kill before whoever killed does.
      await wait(BREATH);
      if (!victim.isDown && victim.life === life) tally.found(`${kind}: cut off without a kill: ${error.message}`);
      tally.cutOff += 1;
      throw error;
    }
  }

  /** The same, sent again with the same token for as long as it is cut off. */
  async untilAnswered(kind: string, asked: Asked, onCutOff: () => void = () => {}): Promise<Answered> {
    for (;;) {
      try {
        return await this.once(kind, asked);
      } catch (error) {
        if (!(error instanceof CutOff)) throw error;
        onCutOff();
      }
    }
  }

  /** Something that is asked and has to be refused in this way. */
  async refusedAs(kind: string, code: RegExp, asked: Asked): Promise<void> {
    const answer = await this.untilAnswered(kind, asked);
    // What jsforce was answered has no status.
    if (!code.test(answer.code)) this.surprised(kind, answer);
  }

  surprised(kind: string, { code, body }: Answered): void {
    this.around.tally.found(`${kind}: answered ${code} ${JSON.stringify(body).slice(0, 200)}`);
  }

  async #upAgain(): Promise<void> {
    const { victim, isOver } = this.around;
    while (victim.isDown) {
      await Promise.race([victim.up, wait(200)]);
      if (isOver()) throw new Over();
    }
  }
}
