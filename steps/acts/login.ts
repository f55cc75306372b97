import type { OrgId, SessionId } from "#domain/ids.ts";
import type { OrgSettings } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import * as ofPeople from "#steps/wire/people.ts";
import type { Question } from "#usecases/explain/question.ts";
import type { ChangeUser } from "#usecases/login/change-user.ts";
import type { SignIn } from "#usecases/login/sign-in.ts";

/** Getting in and out, through whichever face. */
export const loginActs = (face: Face) => ({
  signIn: (person: CastMember, org: OrgId, about: Pick<SignIn, "password" | "code" | "address">) =>
    face.knock<unknown>({
      usecase: (simulator) => simulator.signIn({ org, username: person.username, ...about }),
      request: ["POST", `/orgs/${org}/login`, { username: person.username, ...about }],
      wire: ofPeople.signIn(person, org, about),
    }),
  verifySession: (person: CastMember, org: OrgId, code: string) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.verifySession(session, { code }),
      request: ["POST", `/orgs/${org}/verify`, { code }],
    }),
  logInAs: (agent: CastMember, user: CastMember, about: { readonly caseReference?: string } = {}) =>
    face.enter(agent, {
      usecase: (simulator, session) =>
        simulator.logInAs(session, { subscriber: user.ref.org, user: user.ref.id, ...about }),
      request: ["POST", `/lma/subscribers/${user.ref.org}/login/${user.ref.id}`, about],
    }),
  viewLogin: (agent: CastMember, login: SessionId) =>
    face.actAsSelf(agent, {
      usecase: (simulator, session) => simulator.viewLogin(session, { login }),
      request: ["GET", `/lma/logins/${login}`],
    }),
  cancelLogin: (agent: CastMember, login: SessionId) =>
    face.actAsSelf(agent, {
      usecase: (simulator, session) => simulator.cancelLogin(session, { login }),
      request: ["POST", `/lma/logins/${login}/cancel`],
    }),
  viewAuthenticator: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewAuthenticator(session),
      request: ["GET", `/orgs/${org}/authenticator`],
    }),
  answerApproval: (person: CastMember, org: OrgId, login: SessionId, approve: boolean) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.answerApproval(session, { login, approve }),
      request: ["POST", `/orgs/${org}/authenticator/${login}`, { approve }],
    }),
  viewInbox: (user: CastMember) =>
    face.act(user, {
      usecase: (simulator, session) => simulator.viewInbox(session),
      request: ["GET", `/orgs/${user.ref.org}/inbox`],
    }),
  viewSession: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewSession(session),
      request: ["GET", `/orgs/${org}/session`],
    }),
  viewOwnSession: (person: CastMember) =>
    face.actAsSelf(person, {
      usecase: (simulator, session) => simulator.viewSession(session),
      request: ["GET", `/orgs/${person.ref.org}/session`],
    }),
  callApi: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.callApi(session),
      request: ["GET", `/orgs/${org}/identity`],
      wire: ofPeople.callApi(),
    }),
  logOut: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.logOut(session),
      request: ["POST", `/orgs/${org}/logout`],
    }),
  returnToOverview: (agent: CastMember, org: OrgId) =>
    face.act(agent, {
      usecase: (simulator, session) => simulator.returnToOverview(session),
      request: ["POST", `/orgs/${org}/return`],
    }),
  switchUser: (agent: CastMember, org: OrgId, username: string) =>
    face.act(agent, {
      usecase: (simulator, session) => simulator.switchUser(session, { username }),
      request: ["POST", `/orgs/${org}/switch-user`, { username }],
    }),
  changeUser: (admin: CastMember, { ref: { org, id } }: CastMember, about: Omit<ChangeUser, "user">) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.changeUser(session, { user: id, ...about }),
      request: ["PATCH", `/orgs/${org}/setup/users/${id}`, about],
      wire: ofPeople.changeUser(id, about),
    }),
  explain: (person: CastMember, question: Question) =>
    face.actAsSelf(person, {
      usecase: (simulator, session) => simulator.explain(session, question),
      request: ["POST", "/explain", question],
    }),
  viewSessionSettings: (person: CastMember, org: OrgId) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewSessionSettings(session),
      request: ["GET", `/orgs/${org}/setup/session`],
    }),
  changeSessionSettings: (person: CastMember, org: OrgId, about: Partial<OrgSettings>) =>
    face.act(person, {
      usecase: async (simulator, session) => simulator.changeSessionSettings(session, about),
      request: ["PATCH", `/orgs/${org}/setup/session`, about],
    }),
});
