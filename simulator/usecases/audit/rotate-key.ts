import type { Ports } from "#usecases/ports.ts";
import { demandLog, passTime } from "#usecases/until-settled.ts";

/** Has another key sign the log from here on; both sign that. Answers its vkey. Fault LOG_UNAVAILABLE as with every act. */
export const rotateKey = (ports: Ports) => async (): Promise<string> => {
  await demandLog(ports);
  return ports.log.rotateKey(await passTime(ports));
};
