import { formatStartLink, parseStartLink, SECRET_REMOVED } from "#domain/debug/start-link.ts";
import type { DebugSessionId, OrgId, SessionId } from "#domain/ids.ts";
import { parseId } from "#domain/ids.ts";
import type { ApexClass } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import type { StartDebugging } from "#usecases/debug/start-debugging.ts";

/** Where the client of a story calls, through either face. */
const FROM = "http://localhost";

/** What engineers do with the ISV Customer Debugger, through whichever face. */
export const debugActs = (face: Face) => ({
  prepareDebugging: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: async (simulator, session) => {
        const { decision, value } = await simulator.prepareDebugging(session, { from: FROM });
        // Among use cases a session is its id, so that is what stands in the link.
        const link = value?.link.replace(SECRET_REMOVED, session);
        return { decision, ...(value && link && { value: { ...value, link } }) };
      },
      request: ["POST", `/orgs/${org}/setup/apex-debugger/start`],
    }),
  setUpProject: (who: CastMember, org: OrgId, path: string, link: string) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.setUpProject(session, { path, link: readLink(link) }),
      request: ["POST", `/orgs/${org}/debugger/projects`, { path, link }],
    }),
  startDebugging: (who: CastMember, org: OrgId, about: StartDebugging = {}) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.startDebugging(session, about),
      request: ["POST", `/orgs/${org}/debugger/sessions`, about],
    }),
  startOwnDebugging: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.startOwnDebugging(session),
      request: ["POST", `/orgs/${org}/debugger/own-sessions`, {}],
    }),
  stopDebugging: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.endDebugging(session),
      request: ["POST", `/orgs/${org}/debugger/stop`],
    }),
  closeIde: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.closeIde(session),
      request: ["POST", `/orgs/${org}/debugger/close-ide`],
    }),
  viewDebugSessions: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: async (simulator, session) => {
        const { decision, value } = await simulator.viewDebugSessions(session);
        return { decision, ...(value && { value: { sessions: value } }) };
      },
      request: ["GET", `/orgs/${org}/setup/apex-debugger`],
    }),
  killDebugSession: (who: CastMember, org: OrgId, debugSession: DebugSessionId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.endDebugging(session, { debugSession }),
      request: ["DELETE", `/orgs/${org}/setup/apex-debugger/${debugSession}`],
    }),
  viewAllowance: (who: CastMember) =>
    face.actAsSelf(who, {
      usecase: (simulator, session) => simulator.viewAllowance(session),
      request: ["GET", "/lma/debugger"],
    }),
  removeDebugSession: (who: CastMember, debugSession: DebugSessionId) =>
    face.actAsSelf(who, {
      usecase: (simulator, session) => simulator.removeDebugSession(session, { debugSession }),
      request: ["DELETE", `/lma/debugger/${debugSession}`],
    }),
  deployFromProject: (who: CastMember, org: OrgId, path: string, code: ApexClass["id"], body: string) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.deployFromProject(session, { path, code, body }),
      request: ["PUT", `/orgs/${org}/debugger/projects/source/${code}`, { path, body }],
    }),
  listDuties: (who: CastMember) =>
    face.actAsSelf(who, {
      usecase: async (simulator, session) => {
        const { decision, value } = await simulator.listDuties(session);
        return { decision, ...(value && { value: { duties: value } }) };
      },
      request: ["GET", "/debugger/duties"],
    }),
  deleteProject: (who: CastMember, path: string) =>
    face.actAsSelf(who, {
      usecase: (simulator, session) => simulator.deleteProject(session, { path }),
      request: ["POST", "/debugger/duties/deleted", { path }],
    }),
});

/** As the HTTP face reads a link, but for its secret, which is the session's id here. */
function readLink(text: string) {
  const link = parseStartLink(text);
  if (!link) return undefined;
  const { sessionId, ...others } = link;
  const session: SessionId | undefined = sessionId === undefined ? undefined : parseId("AuthSession", sessionId);
  return { ...others, ...(session && { sessionId: session }) };
}

/** The link with one of its parts taken out, as somebody copies it badly. */
export function linkWithout(link: string, part: "session" | "instance"): string {
  const whole = parseStartLink(link);
  if (!whole?.instanceUrl || !whole.sessionId) throw new Error("the link to be spoilt is no whole link");
  const { project, instanceUrl, sessionId } = whole;
  const again = formatStartLink({ project, instanceUrl, sessionId });
  return again.replace(part === "session" ? /&sessionId=[^&]*/ : /url=[^&]*&/, "");
}
