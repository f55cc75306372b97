import type { Ports } from "#usecases/ports.ts";
import { demandLog, passTime } from "#usecases/until-settled.ts";

/** Has another key sign the log from here on; both sign that. Fault LOG_UNAVAILABLE as with every act. */
export const rotateKey = (ports: Ports) => async (): Promise<void> => {
  demandLog(ports);
  await ports.log.rotateKey(await passTime(ports));
};
