import { Fault } from "#domain/fault.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { demandLog } from "#usecases/until-settled.ts";

/** Text order is time order only while years have four digits; a year's grant must still fit behind this. */
const END_OF_TIME = "9990";

/**
 * Moves platform time forward. What falls due on the way happens in order, each at its own instant, before the move
 * itself is put on record. Fault INVALID_FIELD when the instant lies in the past or beyond the year 9989.
 */
export const moveClock =
  (ports: Ports) =>
  async (to: Instant): Promise<Instant> => {
    const from = ports.clock.now();
    if (to < from)
      throw new Fault(
        "INVALID_FIELD",
        `the clock stands at ${formatInstant(from)} and cannot go back to "${formatInstant(to)}"`,
      );
    if (to >= END_OF_TIME)
      throw new Fault(
        "INVALID_FIELD",
        `"${formatInstant(to)}" is beyond all calendars; stay before the year ${END_OF_TIME}`,
      );
    await demandLog(ports);
    // First, or whoever acts meanwhile would do so at an earlier instant than what has fallen due.
    ports.clock.moveTo(to);
    return operate(ports, async () => ({ events: [{ type: "clock.moved", org: "platform", to }], value: to }));
  };
