import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { type Levels, levelsOf } from "#domain/log/level.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { DebugLevel } from "#domain/log/trace-flag.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface SetDebugLevel {
  readonly name: string;
  /** Categories that are not named log nothing (LOG-09). */
  readonly levels: Partial<Levels>;
}

const NAME = "set a debug level";

/** Makes a debug level, or changes the one of this name for every trace flag that names it. */
export const setDebugLevel =
  (ports: Ports) =>
  (session: SessionId, { name, levels: set }: SetDebugLevel): Promise<Answer<DebugLevel>> => {
    const about = { org: orgOfSession(ports, session), name: NAME, refusal: "log.refused" } as const;
    return act<DebugLevel>(ports, session, about, (acting, standing) => {
      const decision = decide({ person: acting, does: NAME }, [debugLogRight], debugLogRight);
      if (decision.effect === "deny") return { decision };
      const known = standing.debugLevels(acting.org.id).find((one) => one.name === name);
      const level = { id: known?.id ?? ports.ids.next("DebugLevel"), name, levels: levelsOf.gives(set) };
      const { id, levels } = level;
      return { decision, happenings: [{ type: "log.debug-level-set", level: id, name, levels }], value: level };
    });
  };
