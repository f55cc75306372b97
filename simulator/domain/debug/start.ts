import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";
import {
  type AllowanceFacts,
  boughtForOwnOrgs,
  type OwnAllowanceFacts,
  withinTheAllowance,
  withinTheOwnAllowance,
} from "./allowance.ts";
import { begunInSetup, type EngineerFacts, engineersOnly, type SupporterFacts, userReachesIt } from "./engineer.ts";
import { type MaintenanceFacts, noMaintenance } from "./maintenance.ts";
import type { Project } from "./project.ts";
import type { DebugSession, Preparation } from "./session.ts";

/** What decides about a start link that is to be used. */
export interface PreparedFacts {
  readonly sandbox: Org;
  /** The start link that is out and not used up. */
  readonly prepared?: Preparation;
  /** The project that is to be launched; absent where one is to be set up. */
  readonly project?: Project;
}

/** A session that ended is not taken up again, nor are its link and its project: one link is one set-up and one start. */
export const startedAnew = rule<PreparedFacts>(
  "DEBUG-23",
  ({ prepared, sandbox, project }) => {
    if (!prepared) return `there is no start link for ${sandbox.name} that no debugging session has used`;
    const isEarlier = project?.login === prepared.login && !prepared.projects.includes(project.path);
    return isEarlier ? `${project.path} was set up with a start link that a debugging session has used` : undefined;
  },
  "go to Setup, Apex Debugger, start a new partner debugging session, and set up the project with its link",
);

/** What decides about a project that is to be used. */
export interface StoredFacts {
  /** The path the debugger is launched from. */
  readonly path: string;
  /** The project that was set up there, with whichever link. */
  readonly project?: Project;
  /** The session that launches. */
  readonly login: SessionId;
}

/** Session id and address are stored by the set-up alone, and hold for the session of their link. */
export const storedConfiguration = rule<StoredFacts>(
  "DEBUG-15",
  ({ path, project, login }) =>
    project?.login === login
      ? undefined
      : `the configuration of ${path} is invalid or incomplete for ISV debugging: it stores ${project ? "the session of another start link" : "neither session nor address"}`,
  "return to Setup, start a new partner debugging session, and set up the project with its link",
);

/** What decides about a place in the sandbox, whoever wants it. */
export interface SandboxFacts {
  readonly sandbox: Org;
  /** The sessions in this sandbox that are not over. */
  readonly inTheSandbox: readonly DebugSession[];
}

export const oneForTheSandbox = rule<SandboxFacts>(
  "DEBUG-06",
  ({ inTheSandbox, sandbox }) =>
    inTheSandbox.length > 0 ? `${sandbox.name} has a debugging session already` : undefined,
  "stop the debugging session that runs there, or remove it in Setup, Apex Debugger",
);

/** What decides whether a prepared debugging session may begin. */
export interface StartFacts
  extends EngineerFacts,
    SupporterFacts,
    PreparedFacts,
    StoredFacts,
    MaintenanceFacts,
    SandboxFacts,
    AllowanceFacts {}

/** What a start is asked, in the order a refusal names it. */
export const START_ORDER: readonly Rule<StartFacts>[] = [
  begunInSetup,
  userReachesIt,
  engineersOnly,
  startedAnew,
  storedConfiguration,
  noMaintenance,
  oneForTheSandbox,
  boughtForOwnOrgs,
  withinTheAllowance,
];

/** May the debugging session begin? */
export const mayStart = (facts: StartFacts): Decision => decide(facts, START_ORDER, withinTheAllowance);

/** What decides whether the subscriber's own debugging session may begin. */
export interface OwnStartFacts extends MaintenanceFacts, SandboxFacts, OwnAllowanceFacts {}

/** What an own start is asked, once the user may debug Apex at all. */
export const OWN_START_ORDER: readonly Rule<OwnStartFacts>[] = [noMaintenance, oneForTheSandbox, withinTheOwnAllowance];

/** May the subscriber's own debugging session begin? */
export const mayStartOwn = (facts: OwnStartFacts): Decision => decide(facts, OWN_START_ORDER, withinTheOwnAllowance);
