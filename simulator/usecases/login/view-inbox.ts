import type { SessionId } from "#domain/ids.ts";
import { tellsTheUser } from "#domain/login/notices.ts";
import type { Instant } from "#domain/time.ts";
import { act, asTheUserMay, personOf } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

/** What the platform has sent a user on its own. */
export interface Notice {
  readonly at: Instant;
  readonly text: string;
}

/** A user reads everything the platform has sent her. Nothing is kept for it: the notices are a view of the log (LOGIN-27). */
export const viewInbox =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<{ readonly notices: readonly Notice[] }>> =>
    act(ports, user, { org: orgOfSession(ports, user), name: "read the inbox" }, async ({ ref }, standing) => {
      const notices: Notice[] = [];
      for await (const { type, at, org, user: whom, delegateUser } of ports.log.read()) {
        if (org !== ref.org || whom?.id !== ref.id || !tellsTheUser.gives({ type })) continue;
        const by = delegateUser && (await personOf(standing, delegateUser));
        notices.push({ at, text: by ? `${by.user.username} of ${by.org.name} asks to log in as you` : type });
      }
      return { decision: asTheUserMay(), value: { notices } };
    });
