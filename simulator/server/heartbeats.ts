import { beat } from "#usecases/audit/heartbeat.ts";
import type { Ports } from "#usecases/ports.ts";

/** Half of the silence that the log is allowed while somebody is at work, in milliseconds. */
const OFTEN = 30_000;

/** Has the simulator put a heartbeat on record whenever nothing else was for a while; answers how to stop that. */
export function keepBeating(ports: Ports, onDefect: (error: unknown) => void): () => void {
  let size = ports.log.end.size;
  const timer = setInterval(() => {
    const silent = ports.log.end.size === size;
    size = ports.log.end.size;
    if (silent) beat(ports)().catch(onDefect);
  }, OFTEN);
  timer.unref();
  return () => clearInterval(timer);
}
