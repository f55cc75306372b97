import {
  CONNECT_TYPE,
  contents,
  maySetUp,
  type ProjectFile,
  type SetUpFacts,
  type SetUpStep,
  sorted,
  steps,
} from "#domain/debug/set-up.ts";
import { type parseStartLink, SECRET_REMOVED } from "#domain/debug/start-link.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { agentOf } from "#domain/power/reader.ts";
import { type Acting, act, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { engineerFacts } from "./engineer.ts";

export interface SetUpProject {
  /** Where on the engineer's machine. */
  readonly path: string;
  /** The start link as the IDE reads it, with the session that its secret stands for in place of the secret. */
  readonly link: ReturnType<typeof parseStartLink>;
}

export interface ProjectSetUp {
  readonly path: string;
  readonly steps: readonly SetUpStep[];
  /** What the project stores; the session id itself is the client's and is shown to nobody. */
  readonly configuration: {
    readonly isvDebuggerSid: string;
    readonly isvDebuggerUrl: string;
    readonly instanceUrl: string;
    readonly connectType: string;
  };
  readonly files: readonly ProjectFile[];
}

/** A step of the IDE's, which needs no page of Setup but calls the API as the user (DEBUG-47). */
const NAME = "set up a project for ISV debugging";

/**
 * SFDX: Create and Set Up Project for ISV Debugging. Downloads the code that the engineer may see, replaces an older
 * project at that path, and opens the duty to delete what was downloaded (DEBUG-13, DEBUG-43, DEBUG-45).
 * Fault INVALID_SESSION_ID when the link is of another session.
 */
export const setUpProject =
  (ports: Ports) =>
  (session: SessionId, request: SetUpProject): Promise<Answer<ProjectSetUp>> => {
    const page = { org: orgOfSession(ports, session), name: NAME, refusal: "debug.refused" } as const;
    return act<ProjectSetUp>(ports, session, page, (acting, standing) => {
      const { link } = request;
      if (link?.sessionId !== undefined && link.sessionId !== session)
        throw new Fault("INVALID_SESSION_ID", "the start link is of another session; copy a new one from Setup");
      const decision = maySetUp(setUpFacts(acting, standing, request));
      if (decision.effect === "deny") return { decision };
      const files = filesFor(acting, standing);
      const { replaces, happenings } = changesHands(acting, standing, request, files);
      const packages = Object.values(acting.rows.installedPackages).map(({ name }) => name);
      const { instanceUrl: url = "" } = link ?? {};
      return {
        decision,
        happenings,
        value: {
          path: request.path,
          steps: steps.gives({ path: request.path, replaces, files, packages }),
          configuration: {
            isvDebuggerSid: SECRET_REMOVED,
            isvDebuggerUrl: url,
            instanceUrl: url,
            connectType: CONNECT_TYPE,
          },
          files,
        },
      };
    });
  };

/** Gathers what decides whether the project may be set up. */
export function setUpFacts(acting: Acting, standing: Standing, { link }: Pick<SetUpFacts, "link">): SetUpFacts {
  const prepared = standing.preparation(acting.session);
  return {
    ...engineerFacts(acting, NAME, ["API Enabled"]),
    link,
    sandbox: acting.org,
    ...(prepared && { prepared }),
  };
}

function filesFor(acting: Acting, { policies }: Standing): readonly ProjectFile[] {
  const publisher = agentOf(acting)?.org.id;
  const installed = Object.values(acting.rows.installedPackages);
  return contents.gives({
    code: Object.values(acting.rows.apexClasses),
    own: installed.filter((one) => one.publisher === publisher).map(({ namespace }) => namespace),
    codeDownload: policies.codeDownload,
  });
}

/** What a project stores of its link. */
const storedOf = (link: SetUpProject["link"]) => ({
  ...(link?.instanceUrl && { instanceUrl: link.instanceUrl }),
  ...(link?.sessionId && { session: link.sessionId as SessionId }),
});

/** What goes on record: the older project's code is gone, this org's code is on the engineer's machine. */
function changesHands(
  { session: { id: login, delegate }, org }: Acting,
  standing: Standing,
  { path, link }: SetUpProject,
  files: readonly ProjectFile[],
): { readonly replaces: boolean; readonly happenings: readonly Happening[] } {
  if (!delegate) throw new Error("a project is set up by nobody");
  const at = { engineer: delegate, path };
  const older = standing.project(delegate, path);
  const inTheLmo = { ...at, org: delegate.org, user: delegate } as const;
  return {
    replaces: older !== undefined,
    happenings: [
      ...(older
        ? ([
            // By the engineer alone: the user of this org has no place in the log of another subscriber.
            { type: "debug.code-deleted", org: older.org, user: delegate, ...at, how: "replaced" },
            { type: "debug.duty-closed", ...inTheLmo, subscriber: older.org },
          ] as const)
        : []),
      { type: "debug.code-downloaded", ...at, login, ...sorted(files), stores: storedOf(link) },
      { type: "debug.duty-opened", ...inTheLmo, subscriber: org.id },
    ],
  };
}
