import { type Entry, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import { instant, millis } from "./time.ts";
import type { World } from "./world.ts";

/** While sessions are open the log tells every minute that it was not silent because nobody wrote; with five seconds of grace. */
const SILENCE = 65_000;

/** Whether the log went silent while somebody was at work (A09), by the clock of the machine where that is a real one. */
export class Pulse {
  #last: number | undefined;
  /** A first instant of the machine's clock that is not the platform's; a second one makes it a real clock. */
  #odd: string | undefined;
  #isReal = false;

  /** Before the record is taken in, so that the sessions are those that were open. */
  take(entry: Entry, world: World, say: Say): void {
    const wall = text(entry, "wall");
    if (wall === undefined) return;
    if (wall !== entry.at) {
      this.#isReal ||= this.#odd !== undefined && this.#odd !== wall;
      this.#odd ??= wall;
    }
    const [before, now] = [this.#last, millis(wall)];
    this.#last = now;
    if (!this.#isReal || before === undefined || now - before <= SILENCE || entry.type === "audit.opened") return;
    const logins = [...world.sessions].filter(({ delegate }) => delegate !== undefined).length;
    const debugging = [...world.debugging.running].length;
    if (logins + debugging === 0) return;
    const says = `record ${entry.seq} was written at ${wall}, the one before at ${instant(before)}, and ${logins} LoginAs and ${debugging} debugging sessions were open without a heartbeat in between`;
    say({ check: "A09", seq: entry.seq, says });
  }
}
