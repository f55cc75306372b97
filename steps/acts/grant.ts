import type { Face } from "#steps/face.ts";
import type { CastMember } from "#domain/world.ts";
import type { OrgId } from "#domain/ids.ts";
import type { AccessDuration } from "#domain/policies.ts";

/** What people do about login access, through whichever face. */
export const grantActs = (face: Face) => ({
  saveLoginAccess: (user: CastMember, publisher: OrgId, duration: AccessDuration | "no access") =>
    face.act(user, {
      usecase: (simulator, session) => simulator.saveLoginAccess(session, { publisher, duration }),
      request: ["PUT", `/orgs/${user.ref.org}/settings/login-access/${publisher}`, { duration }],
    }),
});
