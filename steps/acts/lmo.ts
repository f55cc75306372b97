import type { OrgId } from "#domain/ids.ts";
import type { HeldBy, SupportPermission } from "#domain/lmo/permission.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face, Telling } from "#steps/face.ts";
import type { LinkPackage } from "#usecases/lmo/link-package.ts";
import type { SubscriberFound } from "#usecases/lmo/search-subscribers.ts";

/** What people do in the License Management Org, through whichever face. */
export const lmoActs = (face: Face) => ({
  searchSubscribers: (agent: CastMember, text: string) => face.actAsSelf(agent, searching(text)),
  searchSubscribersAsUser: (admin: CastMember, text: string) => face.act(admin, searching(text)),
  viewSubscriber: (agent: CastMember, subscriber: OrgId) =>
    face.actAsSelf(agent, {
      usecase: (simulator, session) => simulator.viewSubscriber(session, subscriber),
      request: ["GET", `/lma/subscribers/${subscriber}`],
    }),
  installApp: (admin: CastMember, app: string) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.installApp(session, app),
      request: ["POST", `/orgs/${admin.ref.org}/setup/apps`, { app }],
    }),
  viewPackages: (person: CastMember) =>
    face.act(person, {
      usecase: (simulator, session) => simulator.viewPackages(session),
      request: ["GET", "/lma/packages"],
    }),
  linkPackage: (admin: CastMember, about: LinkPackage) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.linkPackage(session, about),
      request: ["POST", "/lma/packages", about],
    }),
  uninstallApp: (admin: CastMember, app: string) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.uninstallApp(session, app),
      request: ["DELETE", `/orgs/${admin.ref.org}/setup/apps/${encodeURIComponent(app)}`],
    }),
  viewPermissions: (admin: CastMember) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.viewPermissions(session),
      request: ["GET", "/lma/permissions"],
    }),
  changePermission: (
    admin: CastMember,
    { ref }: CastMember,
    permission: SupportPermission,
    held: boolean,
    by: HeldBy["by"],
  ) =>
    face.act(admin, {
      usecase: (simulator, session) => simulator.changePermission(session, { user: ref.id, permission, held, by }),
      request: ["PUT", `/lma/permissions/${ref.id}`, { permission, held, by }],
    }),
});

const searching = (text: string): Telling<readonly SubscriberFound[]> => ({
  usecase: (simulator, session) => simulator.searchSubscribers(session, text),
  request: ["GET", `/lma/subscribers?search=${encodeURIComponent(text)}`],
});
