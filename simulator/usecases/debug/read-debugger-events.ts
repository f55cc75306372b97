import { keptOf, type ServerMessage, serverMessage } from "#domain/debug/message.ts";
import { allow } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger } from "./at-the-debugger.ts";

export interface DebuggerEvents {
  readonly messages: readonly ServerMessage[];
  /** What to go on from: the number of the last message there is. */
  readonly next: number;
}

/** What the debugger was told behind message `since`, on both channels; also that its session is over (DEBUG-44). */
export const readDebuggerEvents =
  (ports: Ports) =>
  (session: SessionId, since: number): Promise<Answer<DebuggerEvents>> =>
    atTheDebugger<DebuggerEvents>(
      ports,
      session,
      "read the debugger's events",
      ({ bench }) => {
        const kept = keptOf(bench.messages);
        const value = { messages: kept.filter(({ n }) => n > since), next: kept.at(-1)?.n ?? since };
        return { decision: allow(serverMessage), value };
      },
      "too",
    );
