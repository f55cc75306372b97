import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { withinTheLicense } from "#domain/license/reach.ts";
import { listedSetting } from "#domain/power/settings.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type ListedSetting, listed, settingFacts } from "./settings.ts";

/** Setup, Custom Settings: those this reader is shown (POWER-12). */
export const listSettings =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ListedSetting[]>> => {
    const org = orgOfSession(ports, session);
    const page = { org, name: "open Custom Settings", needs: "View Setup and Configuration" } as const;
    return act(ports, session, page, (acting, standing) => ({
      decision: asTheUserMay(),
      value: Object.values(acting.rows.customSettings)
        .filter((setting) => {
          const facts = settingFacts(acting, standing, setting);
          return listedSetting.gives(facts) && decide(facts, [withinTheLicense], withinTheLicense).effect === "allow";
        })
        .map(listed),
    }));
  };
