import { begunInSetup, userReachesIt } from "#domain/debug/engineer.ts";
import { savedFromProject } from "#domain/debug/set-up.ts";
import { storedConfiguration } from "#domain/debug/start.ts";
import { decide } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import type { ApexClass } from "#domain/org.ts";
import { maySaveCode } from "#domain/power/code.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { codeOf, entityOf, type ListedCode, listed } from "#usecases/power/code.ts";
import { packageFacts } from "#usecases/power/packages.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { engineerFacts } from "./engineer.ts";

export interface DeployFromProject {
  readonly path: string;
  readonly code: ApexClass["id"];
  readonly body: string;
}

/**
 * The engineer saves a file of the project to the server: a deployment, which changes the subscriber's org and, since
 * it compiles the code anew, ends whoever debugs there (DEBUG-42, DEBUG-36). Managed code is read-only (POWER-11).
 */
export const deployFromProject =
  (ports: Ports) =>
  (session: SessionId, { path, code: id, body }: DeployFromProject): Promise<Answer<ListedCode>> => {
    const page = {
      org: orgOfSession(ports, session),
      name: "deploy Apex source",
      needs: "Modify All Data",
      refusal: "debug.refused",
    } as const;
    return act<ListedCode>(ports, session, page, (acting, standing) => {
      const project = standing.project(acting.session.delegate ?? acting.ref, path);
      const stored = { path, login: session, ...(project && { project }) };
      const facts = { ...engineerFacts(acting, page.name, ["API Enabled"]), ...stored };
      const connected = decide(facts, [begunInSetup, userReachesIt, storedConfiguration], savedFromProject);
      const about = { type: "debug.refused", act: page.name, project: path } as const;
      if (connected.effect === "deny") return { decision: connected, happenings: [about] };
      const before = codeOf(acting, id);
      const what = `${entityOf(before)} ${before.name}`;
      const decision = maySaveCode(packageFacts(acting, what, before.namespace));
      if (decision.effect === "deny") return { decision, happenings: [about] };
      const changes = savedFromProject.gives({ before, body });
      return {
        decision: connected,
        happenings: [
          { type: "power.code-changed", entity: entityOf(before), name: before.name, project: path, changes },
          { type: "org.recompiled", what },
        ],
        value: listed(before),
      };
    });
  };
