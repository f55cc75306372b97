import { isLoginAs } from "#domain/login/session.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/**
 * Puts on record that the simulator lives, while somebody is at work in a subscriber org: so that silence in the log
 * means that nothing happened, and not that nobody wrote. Answers whether there was a reason to.
 */
export const beat = (ports: Ports) => async (): Promise<boolean> => {
  const { running, debugging } = ports.folds;
  const loginAs = [...running.sessions.values()].filter(isLoginAs).length;
  const open = { loginAs, debugging: debugging.running.size };
  if (open.loginAs + open.debugging === 0 || !ports.log.available) return false;
  await operate(ports, async () => ({
    events: [{ type: "audit.heartbeat", org: "platform", ...open }],
    value: undefined,
  }));
  return true;
};
