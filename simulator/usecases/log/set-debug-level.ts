import { allow } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { type Levels, levelsOf } from "#domain/log/level.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { DebugLevel } from "#domain/log/trace-flag.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inDebugLogs } from "./in-debug-logs.ts";

export interface SetDebugLevel {
  readonly name: string;
  /** Categories that are not named log nothing (LOG-09). */
  readonly levels: Partial<Levels>;
  /** Whether categories that are not named stay as they are where there is such a debug level. */
  readonly keepsOthers?: boolean;
}

const NAME = "set a debug level";

/** Makes a debug level, or changes the one of this name for every trace flag that names it. */
export const setDebugLevel =
  (ports: Ports) =>
  (session: SessionId, { name, levels: set, keepsOthers = false }: SetDebugLevel): Promise<Answer<DebugLevel>> =>
    inDebugLogs<DebugLevel>(ports, session, NAME, (acting, standing) => {
      const known = standing.debugLevels(acting.org.id).find((one) => one.name === name);
      const all = keepsOthers ? { ...known?.levels, ...set } : set;
      const level = { id: known?.id ?? ports.ids.next("DebugLevel"), name, levels: levelsOf.gives(all) };
      const { id, levels } = level;
      return {
        decision: allow(debugLogRight),
        happenings: [{ type: "log.debug-level-set", level: id, name, levels }],
        value: level,
      };
    });
