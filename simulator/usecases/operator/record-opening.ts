import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { atWork, loginEnded } from "./full-disk.ts";

interface Opening {
  /** Version of the simulator that opens the log. */
  readonly version: string;
  /** Bytes of a torn last record that were set aside; 0 when the log ended in order. */
  readonly setAside: number;
  /** Whether the last record tells of an orderly stop, or there is none yet. */
  readonly inOrder: boolean;
}

/**
 * Puts on record that the log was opened, before anything is answered. After a stop that was not in order nobody knows
 * what a LoginAs session was in the middle of, so those that were active end here.
 */
export const recordOpening =
  (ports: Ports) =>
  ({ version, setAside, inOrder }: Opening): Promise<void> =>
    operate(ports, async () => {
      const cutOff = inOrder ? [] : atWork(ports);
      return {
        events: [
          { type: "audit.opened", org: "platform", version },
          ...(setAside > 0 ? [{ type: "audit.recovered", org: "platform", bytes: setAside } as const] : []),
          ...cutOff.map((session) => loginEnded(session, "simulator stopped")),
        ],
        value: undefined,
      };
    });

/** The last record of an orderly stop; nothing may follow it but an opening. */
export const recordClosing = (ports: Ports) => (): Promise<void> =>
  operate(ports, async () => ({ events: [{ type: "audit.closed", org: "platform" }], value: undefined }));
