import { type Missing, mayAsk } from "#domain/debug/variable.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger } from "./at-the-debugger.ts";

/**
 * Asks for what other debuggers can do. Each is refused by name (DEBUG-31, DEBUG-39); should a rule ever let one
 * through, there is still nothing that does it: Fault UNSIMULATED.
 */
export const askDebugger =
  (ports: Ports) =>
  (session: SessionId, asks: Missing): Promise<Answer<{ readonly asks: Missing }>> =>
    atTheDebugger(ports, session, `ask the debugger: ${asks}`, () => {
      const decision = mayAsk({ asks });
      if (decision.effect === "allow") throw new Fault("UNSIMULATED", `nothing does this: ${asks}`);
      return { decision };
    });
