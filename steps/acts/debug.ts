import type { OrgId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";

/** What engineers do with the ISV Customer Debugger, through whichever face. */
export const debugActs = (face: Face) => ({
  prepareDebugging: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.prepareDebugging(session),
      request: ["POST", `/orgs/${org}/setup/apex-debugger/start`],
    }),
  startDebugging: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.startDebugging(session),
      request: ["POST", `/orgs/${org}/debugger/sessions`],
    }),
});
