import type { Ports } from "#usecases/ports.ts";
import { deployFromProject } from "./deploy-from-project.ts";
import { deleteProject, listDuties } from "./duties.ts";
import { closeIde, endDebugging } from "./end-debugging.ts";
import { removeDebugSession, viewAllowance } from "./manage-sessions.ts";
import { prepareDebugging } from "./prepare-debugging.ts";
import { setUpProject } from "./set-up-project.ts";
import { startDebugging } from "./start-debugging.ts";
import { startOwnDebugging } from "./start-own-debugging.ts";
import { viewDebugSessions } from "./view-sessions.ts";

/** What engineers do with the ISV Customer Debugger, and what others see of it. */
export const debugActs = (ports: Ports) => ({
  prepareDebugging: prepareDebugging(ports),
  setUpProject: setUpProject(ports),
  startDebugging: startDebugging(ports),
  startOwnDebugging: startOwnDebugging(ports),
  endDebugging: endDebugging(ports),
  closeIde: closeIde(ports),
  viewDebugSessions: viewDebugSessions(ports),
  viewAllowance: viewAllowance(ports),
  removeDebugSession: removeDebugSession(ports),
  deployFromProject: deployFromProject(ports),
  listDuties: listDuties(ports),
  deleteProject: deleteProject(ports),
});
