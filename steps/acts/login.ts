import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";

/** Getting in and out, through whichever face. */
export const loginActs = (face: Face) => ({
  logInAs: (agent: CastMember, user: CastMember, about: { readonly caseReference?: string } = {}) =>
    face.enter(agent, {
      usecase: (simulator, session) =>
        simulator.logInAs(session, { subscriber: user.ref.org, user: user.ref.id, ...about }),
      request: ["POST", `/lma/subscribers/${user.ref.org}/login/${user.ref.id}`, about],
    }),
});
