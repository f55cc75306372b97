import { type Duty, openDuties } from "#domain/debug/duty.ts";
import { allow } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { holds } from "#domain/user.ts";
import { type Acting, act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { orgNameOf, usernameOf } from "./names.ts";

/** A duty in words. */
export interface ShownDuty extends Pick<Duty, "path" | "since"> {
  readonly engineer: string;
  readonly subscriber: string;
}

/**
 * Which downloaded code has not been deleted (DEBUG-45): an engineer sees the own duties, an administrator of the
 * License Management Org those of all its engineers, an administrator of a subscriber who holds that org's code.
 */
export const listDuties =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ShownDuty[]>> => {
    const page = { org: orgOfSession(ports, session), name: "list downloaded code", refusal: "debug.refused" } as const;
    return act(ports, session, page, async (acting, standing) => {
      const mine = standing.projectsAround(acting.org.id).filter((one) => concerns(acting, one));
      return { decision: asTheUserMay(), value: await inWords(standing, openDuties.gives(mine)) };
    });
  };

/** Whether somebody may know: it is the own duty, or one that an administrator of either org has to see to. */
const concerns = (
  { user, org, entitlements }: Acting,
  { engineer }: { readonly engineer: Duty["engineer"] },
): boolean => (engineer.org === org.id && engineer.id === user.id) || holds(entitlements, "Modify All Data");

/** Duties with names in place of ids. */
export const inWords = (standing: Standing, duties: readonly Duty[]): Promise<readonly ShownDuty[]> =>
  Promise.all(
    duties.map(async ({ engineer, subscriber, path, since }) => ({
      engineer: await usernameOf(standing, engineer),
      subscriber: await orgNameOf(standing, subscriber),
      path,
      since,
    })),
  );

/** The engineer, in the own org, puts on record that the project is deleted. Fault NOT_FOUND when there is none. */
export const deleteProject =
  (ports: Ports) =>
  (session: SessionId, { path }: { readonly path: string }): Promise<Answer<{ readonly path: string }>> => {
    const page = {
      org: orgOfSession(ports, session),
      name: "delete downloaded code",
      refusal: "debug.refused",
    } as const;
    return act(ports, session, page, ({ ref, delegate }, standing) => {
      const engineer = delegate?.ref ?? ref;
      const project = standing.project(engineer, path);
      if (!project) throw notFound("project whose code is to be deleted at", path);
      const about = { engineer, path };
      return {
        decision: allow(openDuties),
        happenings: [
          { type: "debug.code-deleted", org: project.org, ...about, how: "recorded" },
          { type: "debug.duty-closed", org: engineer.org, user: engineer, ...about, subscriber: project.org },
        ],
        value: { path },
      };
    });
  };
